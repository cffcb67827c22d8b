"""The SQLite database with all books."""
