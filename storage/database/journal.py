"""Chooses the journal mode of a database by the kind of disk that it is on.

The write-ahead log needs shared memory, which network shares lack, and leaves a second file beside the
database, which is lost when a USB stick is pulled out or copied. There the rollback journal is used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Final

WAL: Final = "wal"
DELETE: Final = "delete"

_MOUNTS: Final = Path("/proc/mounts")
_NETWORK: Final = frozenset({
    "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs",
    "glusterfs", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs",
})  # fmt: skip
_REMOVABLE: Final = frozenset({"exfat", "fuseblk", "msdos", "ntfs", "ntfs3", "udf", "vfat"})
"""File systems of USB sticks and portable disks; the fixed disks of a Linux desktop have others."""

_FIXED_DRIVES: Final = frozenset({3, 6})
"""DRIVE_FIXED and DRIVE_RAMDISK of the Windows API; all the others are removable, remote or unknown."""


def journal_mode_for(path: Path) -> str:
    """``wal`` for a database on a local disk, ``delete`` on a network share or a removable one."""
    if sys.platform == "win32":
        return mode_on_drive(_drive_type(path))
    if not _MOUNTS.is_file():
        return WAL
    return mode_on_mounts(path.resolve(), _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines())


def mode_on_drive(drive_type: int) -> str:
    """The journal for a drive type of Windows' ``GetDriveTypeW``."""
    return WAL if drive_type in _FIXED_DRIVES else DELETE


def mode_on_mounts(path: PurePath, mounts: Iterable[str]) -> str:
    """The journal for a resolved path, from the lines of /proc/mounts."""
    best, kind = -1, ""
    for line in mounts:
        _device, folder, file_system, *_rest = line.split(" ")
        mount = PurePath(_unescaped(folder))
        # Of two mounts on one folder the later one hides the earlier.
        if path.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), file_system
    return DELETE if kind in _NETWORK | _REMOVABLE else WAL


def _unescaped(folder: str) -> str:
    """/proc/mounts writes space, tab, line break and backslash as octal numbers."""
    for character in " \t\n":
        folder = folder.replace(f"\\{ord(character):03o}", character)
    return folder.replace("\\134", "\\")


def _drive_type(path: Path) -> int:
    """The drive type of Windows' ``GetDriveTypeW``; 0 on other systems."""
    if sys.platform != "win32":
        return 0
    import ctypes  # noqa: PLC0415 - windll is there on Windows only

    return int(ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor))
