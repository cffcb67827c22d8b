"""Controls that know no page and no book."""
