"""What PySide knows of the arguments of its functions: needed for the text of an error."""
