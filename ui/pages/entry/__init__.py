"""The pages of entry that are a form or a list."""
