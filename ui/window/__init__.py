"""The frame around the pages: window, workspace, navigation, commands."""
