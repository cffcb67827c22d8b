"""The names that the clerk sees for pages, lines, fields and undo steps, help texts, and search."""
