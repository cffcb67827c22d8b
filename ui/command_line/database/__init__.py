"""Commands on databases: a book's edit log, all data handed over and taken in."""
