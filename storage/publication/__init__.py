"""The published document as files: written for word processors and browsers, and a PDF that was painted completed."""
