"""Projects and their sheets: project codes, amounts, indicators, and taking projects over from elsewhere."""
