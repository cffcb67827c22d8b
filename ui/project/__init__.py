"""The project page: the list of projects and the sheet of one."""
