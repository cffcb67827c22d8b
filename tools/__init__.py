"""Tools for developers: run the example, benchmarks, pictures, data builders. Not part of the program."""
