"""Reads the form of 绩效目标表 (sheet.toml, overall.toml)."""
