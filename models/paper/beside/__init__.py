"""The sheets beside the official tables: contents, and the lists that a pack declares."""
