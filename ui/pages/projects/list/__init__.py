"""The list of projects, and their sums by function code."""
