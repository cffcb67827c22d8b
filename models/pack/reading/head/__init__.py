"""Reads what a pack says of itself: whose form it is, of which year and place, with which codes."""
