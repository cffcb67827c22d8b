"""Checks of the cover and of 情况说明."""
