"""The list of findings and one finding in full."""
