"""Editors of a cell and their completion."""
