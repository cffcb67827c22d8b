"""The panel of findings: the list, and one finding in detail."""
