"""Lays out 绩效目标表 as a form prints them: a sheet for each project, or one table for all of them."""
