"""Checks of amounts, codes and tables."""
