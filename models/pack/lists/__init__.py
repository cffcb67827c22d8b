"""The lists that a pack declares: the sums of their records, and which forms a book is entered on."""
