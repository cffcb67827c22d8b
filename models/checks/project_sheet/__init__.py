"""Checks of project sheets (绩效目标表)."""
