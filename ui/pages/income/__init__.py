"""The page 收入 with 年终结转."""
