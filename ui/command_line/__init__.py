"""The command line: the same program without a window, for the bureau, for scripts and for tests."""
