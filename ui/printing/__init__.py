"""Draws printed sheets on the screen and on a printer."""
