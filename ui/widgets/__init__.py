"""Widgets shared by several pages and dialogs; they get what they show from their users."""
