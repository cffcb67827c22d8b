"""The figures of a document: the sums and equalities between them, and which figure is wrong where one does not hold."""
