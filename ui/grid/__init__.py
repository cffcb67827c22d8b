"""The one grid of all entry pages: columns, source, model, view, delegate, clipboard, look-up."""
