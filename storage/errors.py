"""The error for faults of the environment: one Chinese sentence that says what, where and what to do."""

from __future__ import annotations


class StorageError(Exception):
    """A fault of the environment (disk, file, permission); ``str()`` is the sentence to show."""


class LostError(StorageError):
    """The database is no longer the file that was opened: deleted, moved, replaced or emptied under the program."""


class AlteredError(StorageError):
    """What was read is not what the program wrote, though it can be read: changed outside the program, or by a bad disk."""
