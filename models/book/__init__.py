"""The records of a book, the edits that change them, and the facts (amounts by key) derived from them."""
