"""What files offer to a book: their blocks with what each became, field by field, and one edit of what is taken."""
