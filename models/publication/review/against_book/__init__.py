"""A document against the book that it was made from: every printed figure and text that is not what the book says."""
