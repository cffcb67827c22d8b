"""The values that a typed text is read as: amounts, codes, targets, cleaned text."""
