"""The printed sheets as values: which, in which order, which cell where, on which page."""
