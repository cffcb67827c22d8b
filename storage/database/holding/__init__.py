"""Who has the books open: the readable lock, and what a second start asks of its holder."""
