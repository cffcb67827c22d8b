"""The grid that all entry pages use: columns, row sources, model, view, editors and paste."""
