"""Blocks in other layouts than a line a row: codes in parts, sources side by side, the items of a form in one row."""
