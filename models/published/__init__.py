"""What is published of a book: context, official tables, figures, the text of 情况说明."""
