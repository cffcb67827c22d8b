"""The SQLite file with all books."""
