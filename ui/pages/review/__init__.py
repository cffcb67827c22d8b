"""核对与公开: home, preview, explanations, history."""
