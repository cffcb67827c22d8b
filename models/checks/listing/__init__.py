"""How findings are listed: a cause above what follows from it, one line a kind, in the order of the pages."""
