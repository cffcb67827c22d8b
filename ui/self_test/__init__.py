"""The self-test: the program, as it was installed, used through its own window by keys of its own, and started a second time."""
