"""How a right click, and a key in a text field, reach the commands of the window."""
