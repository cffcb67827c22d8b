"""Changes valid files of every kind at random and says what the program's readers make of them."""
