"""Reads the parts that tables are made of (filters), and proves that those of a side fit together."""
