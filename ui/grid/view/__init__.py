"""The view: painting, headers, keyboard, selection."""
