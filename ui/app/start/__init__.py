"""The start page: the list of books, what is wrong with the database, and other starts on the same data."""
