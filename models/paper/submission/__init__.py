"""报送: what goes with a budget that is handed in: the bureau's check list with what was found, totals, explanations, changes."""
