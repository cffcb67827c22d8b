"""The dialogs. Each has a classmethod that shows it and returns the answer; all can be used by keyboard alone."""
