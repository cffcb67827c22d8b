"""Checks of one 绩效目标表."""
