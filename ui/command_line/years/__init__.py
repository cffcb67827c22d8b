"""Commands about the stages of a budget and its next year."""
