"""The grid view: painting, headers, keyboard, selection and commands on it."""
