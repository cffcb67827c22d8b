"""Blocks of cells on the clipboard: text and HTML, headings, unit of money."""
