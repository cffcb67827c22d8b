"""What a project sheet says of money: costs and tasks against the budget."""
