"""What comes in through the window: books from files, and files of others that are read."""
