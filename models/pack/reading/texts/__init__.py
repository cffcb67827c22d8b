"""Readers of what the sentences of a pack are made of: places, figures, the wording of changes."""
