"""Packs and code tables on disk: found, read, imported."""
