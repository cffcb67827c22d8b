"""Reads a published 绩效目标表 from text into projects and notes."""
