"""Pasting into a grid: where the cells go, what they change, and the preview."""
