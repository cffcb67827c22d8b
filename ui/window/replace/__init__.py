"""替换 across the pages: the dialog and its table of hits."""
