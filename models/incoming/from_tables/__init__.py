"""Lines of a book proposed from published tables, which give only sums: what is assumed is said, and the tables come out again."""
