"""What a single typed text can mean: an amount, a code, a target, a cleaned text."""
