"""What list and sheet both use."""
