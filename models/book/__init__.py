"""The records of a book, every way they may change, and the facts they state."""
