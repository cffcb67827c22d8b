"""Dialogs about form packs (版式): a box to choose one, and another pack for the open book."""
