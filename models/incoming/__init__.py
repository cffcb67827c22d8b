"""Text from outside on its way in."""
