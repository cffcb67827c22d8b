"""Blocks of cells as text and HTML, their headings and their unit."""
