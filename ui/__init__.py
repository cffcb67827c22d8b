"""The interfaces a person uses: the command line, and the window (the only place with Qt)."""
