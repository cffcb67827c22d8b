"""Every key of a form pack with its meaning, for its author: docs/form-pack.md and messages are made from it."""
