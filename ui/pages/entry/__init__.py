"""The data-entry pages that are a plain form or list."""
