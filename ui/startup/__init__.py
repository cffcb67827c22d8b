"""Starting the program: the Qt application, and which versions it runs on."""
