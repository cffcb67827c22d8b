"""The open book: edits, undo, findings as marks, and how amounts are shown."""
