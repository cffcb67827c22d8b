"""The program's own workbook that comes back changed: its cells against the export, as fields of its book."""
