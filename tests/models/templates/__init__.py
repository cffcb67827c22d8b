"""Where the parts of a book stand in a template."""
