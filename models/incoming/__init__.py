"""Reads pasted blocks and published 绩效目标表 into values of the book."""
