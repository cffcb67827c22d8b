"""What a grid shows: columns, row sources and the table model that follows the book. No painting."""
