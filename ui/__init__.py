"""The two user interfaces: the command line, and the window (the only code that uses Qt)."""
