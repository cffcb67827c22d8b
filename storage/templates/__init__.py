"""Workbooks of the bureau that are filled: only the cells that are meant change, all else stays as it is in the file."""
