"""The published document written as files that word processors and browsers open."""
