"""The error for faults of the environment: one Chinese sentence that says what, where and what to do."""

from __future__ import annotations


class StorageError(Exception):
    """A fault of the environment (disk, file, permission); ``str()`` is the sentence to show."""


class LostError(StorageError):
    """What was opened is gone: the database deleted, moved, replaced or emptied under the program, or the book deleted from it."""


class ConflictError(StorageError):
    """Another window or program has saved the book since it was read here; read it again, then repeat the edit."""


class BusyError(StorageError):
    """Another program holds the database for the moment; the same works a little later."""


class DamagedError(StorageError):
    """A database cannot be read: damaged, cut off, empty or another program's. A backup may take its place."""


class AlteredError(StorageError):
    """What was read is not what the program wrote, though it can be read: changed outside the program, or by a bad disk."""
