"""Faults of the environment: each is one Chinese sentence that says what, where and what to do."""

from __future__ import annotations


class StorageError(Exception):
    """Something outside the program does not allow what was asked; ``str()`` is the sentence to show."""
