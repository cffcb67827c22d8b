"""The open book: the one way of an edit, undo, marks, and how amounts stand on the screen."""
