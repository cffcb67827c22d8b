"""The offer of files to a book."""
