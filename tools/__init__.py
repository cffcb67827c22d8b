"""Tools of the workshop: set-up, the example from end to end, benchmarks, data builders. Not part of the program."""
