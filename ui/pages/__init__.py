"""One page per form; registry.py lists them in order."""
