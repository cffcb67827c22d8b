"""The cell editors and their completion."""
