"""The command line: the program without a window, for the finance bureau, scripts and tests."""
