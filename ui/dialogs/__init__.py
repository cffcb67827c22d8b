"""The dialogs: each has a classmethod that asks and gives the answer; the keyboard is enough for all."""
