"""The parts of a document: which are missing or empty, what its contents and titles say, the rows of its tables."""
