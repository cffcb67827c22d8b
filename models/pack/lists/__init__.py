"""The lists that a pack declares: their rows and sums, and which forms a book is entered on."""
