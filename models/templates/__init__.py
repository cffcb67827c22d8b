"""The bureau's own template: where the tables and texts of a book stand in it, and what is written into which cell."""
