"""Stands in for the Python half of PySide until something needs it: see ui/pyside_support.py."""
