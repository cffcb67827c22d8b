"""The newest good backup, offered on the start page with what differs: where the database cannot be read, or holds no book."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from models.words.backups import backup_differences, extent_of, first_lines
from storage.database.backup_contents import Backup, newest_good, readable_books
from ui.app.data.backup import backup_folders
from ui.app.services import AppServices
from ui.app.start.notice import Notice

RESTORE: Final = "restore"
_MOST_LINES: Final = 8

_DAMAGED: Final = "数据库打不开：{why}。{when}的备份是好的。换成它以后，那时以后改的要重新填；现在的数据库另存一份，不会丢。"
_NO_BACKUP: Final = "数据库打不开：{why}。备份文件夹里没有读得出的备份；U 盘上有的，用“文件”里的“备份和交接 → 从备份恢复”。"
_EMPTY: Final = "这里没有预算。{when}的备份里有 {count} 本，要接着填它们，就打开这份备份。"
_OPEN: Final = "打开{when}的备份"


def when_words(made: datetime) -> str:
    """`` 11 月 28 日 15:03 ``, with the blanks that set it off."""
    return f" {made.month} 月 {made.day} 日 {made:%H:%M} "


def offered_backup(services: AppServices, damage: str) -> tuple[Notice | None, Backup | None]:
    """The notice with the newest good backup. ``damage`` says why the database cannot be read; "" where it holds no book."""
    library = services.library
    backup = newest_good(backup_folders(library, services.settings), library.path.name, library.clock())
    if backup is None:
        return (Notice(_NO_BACKUP.format(why=damage)) if damage else None), None
    when = when_words(backup.made)
    if not damage:
        return Notice(_EMPTY.format(when=when.lstrip(), count=len(backup.books)), (), _OPEN.format(when=when), RESTORE), backup
    then, now = ([extent_of(book) for book in books] for books in (backup.books, readable_books(library.path)))
    lines = first_lines(backup_differences(then, now), _MOST_LINES)
    return Notice(_DAMAGED.format(why=damage, when=when.lstrip()), lines, _OPEN.format(when=when), RESTORE), backup
