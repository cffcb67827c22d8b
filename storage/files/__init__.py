"""Opens the files that the user names."""
