"""A finished document checked as a bureau checks it: against itself, and against the book it was made from."""
