"""Pasting a block into a grid: where it lands, what it changes, what does not fit, and the preview that asks."""
