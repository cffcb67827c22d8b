"""A published 绩效目标表 as text → projects and notes."""
