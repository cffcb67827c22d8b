"""The self-test of the installed program: types into the real window, exports, and starts the program a second time."""
