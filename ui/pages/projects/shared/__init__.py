"""Code that the list and the sheet of projects share."""
