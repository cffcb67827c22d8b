"""部门整体绩效目标: the sheet of the whole department, typed into the same parts as that of a project."""
