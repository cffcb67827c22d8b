"""Reviews of finished documents."""
