"""What is handed back of a review: the list of the parts with what is wrong in each, and the findings with their places."""
