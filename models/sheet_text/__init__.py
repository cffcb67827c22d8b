"""A published 绩效目标表 as text or table, read into projects; what is not understood is named, never guessed."""
