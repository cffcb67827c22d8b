"""Finds, reads and imports packs and code tables."""
