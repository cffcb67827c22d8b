"""The page 情况说明."""
