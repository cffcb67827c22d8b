"""Files that others made, read as documents: blocks of cells and paragraphs, whatever their format."""
