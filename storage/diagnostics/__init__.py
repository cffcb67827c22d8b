"""What a fault leaves for the person who mends the program: a log and a file for support, without the clerk's data."""
