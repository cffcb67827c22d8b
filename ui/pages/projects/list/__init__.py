"""The list of projects and their sums."""
