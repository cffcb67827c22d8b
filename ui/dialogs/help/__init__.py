"""What explains the program to the clerk: the manual, and the card of one cell."""
