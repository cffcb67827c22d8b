"""The parts of the page 情况说明."""
