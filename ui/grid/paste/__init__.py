"""From the clipboard into a grid: where it lands, what it changes, the preview."""
