"""Writes and reads .xlsx workbooks with the book embedded."""
