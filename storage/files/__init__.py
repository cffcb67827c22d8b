"""Whatever a person names as FILE."""
