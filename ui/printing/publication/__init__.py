"""The published document as a PDF: its pages laid out and painted."""
