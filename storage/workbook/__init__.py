""".xlsx: written, read, with the book embedded."""
