"""A block of cells on its way: as text and as HTML, its headings, its unit."""
