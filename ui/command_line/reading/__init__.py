"""The command that reads what others made: published budgets, forms, files of any kind."""
