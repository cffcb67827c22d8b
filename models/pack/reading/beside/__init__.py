"""Reads the forms beside the official tables, and the contents that lists them all."""
