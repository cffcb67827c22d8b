"""Whole sheets and indicators in from the clipboard and over to other projects."""
