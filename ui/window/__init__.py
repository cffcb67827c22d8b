"""The main window: menus and toolbar, the workspace around the pages, navigation, status bar, editing commands."""
