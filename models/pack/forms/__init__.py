"""What a form pack may say, as values."""
