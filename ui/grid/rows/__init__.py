"""What a grid shows: columns, sources, the model that follows the book. No painting."""
