"""The text of 情况说明: its sentences, what repeats in them, and how they tell changes and counts."""
