"""The part of a 绩效目标表 above its grid: labels and values, amounts, and the plan."""
