"""What is published of a book: listed on the screen, or written as one document."""
