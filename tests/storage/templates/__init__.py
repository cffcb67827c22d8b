"""The bureau's own template, filled."""
