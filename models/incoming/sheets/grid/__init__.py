"""The indicator grid of a 绩效目标表: its headings, and its rows as indicators."""
