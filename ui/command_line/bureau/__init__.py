"""The commands about what the finance bureau hands out: lists of codes and form packs."""
