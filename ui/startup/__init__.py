"""What makes a start fast; nothing of it is needed for correctness."""
