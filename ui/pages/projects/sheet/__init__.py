"""The 绩效目标表 of one project as grids."""
