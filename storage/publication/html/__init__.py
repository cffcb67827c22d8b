"""The published document as one web page."""
