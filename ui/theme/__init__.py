"""Colours, fonts, icons and brushes, made once per theme."""
