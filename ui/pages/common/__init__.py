"""The contract of a page and the shapes that pages share."""
