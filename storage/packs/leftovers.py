"""What an import of a pack leaves that was interrupted: it is put right at the next start and before the next import."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

NEW: Final = ".new-"
"""Begins the name of a pack that is being written."""

FORMER: Final = ".former-"
"""Begins the name of a pack that is being replaced; its id follows."""


def put_right(user_packs: Path) -> None:
    """Restore a pack that was moved away and not replaced; remove what was not finished. Raises ``OSError``."""
    for former in user_packs.glob(f"{FORMER}*"):
        home = user_packs / former.name.removeprefix(FORMER)
        if home.exists():
            shutil.rmtree(former, ignore_errors=True)
        else:
            former.rename(home)
    for unfinished in user_packs.glob(f"{NEW}*"):
        shutil.rmtree(unfinished, ignore_errors=True)
