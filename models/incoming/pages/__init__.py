"""Pages of a PDF, which has no tables and no paragraphs: made of where its characters and lines stand."""
