"""How the book, its lines and its steps are named to the clerk, and found by those names."""
