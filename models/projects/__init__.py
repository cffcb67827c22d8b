"""What is known of one project and its sheet: code, amounts, indicators, projects that arrive."""
