"""Lets PySide start without the Python half of itself, which it would unpack and compile at every start: 50 ms.

That half writes the texts of errors («called with wrong argument types») and helps. PySide looks for it in the folder ``files.dir``
beside ``shiboken6`` before it takes the archive in its library; there it is shown the folder of resources/pyside, which calls the
archive when it is first needed. Nothing of PySide itself is changed. With a version that nobody has tried it stays out of the way.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from typing import Final

from storage.paths import RESOURCES
from ui.later_modules import put_off

TRIED: Final = ("6", "9", "3")
HELPS: Final = ("base64", "tempfile", "traceback", "zipfile")
"""What PySide imports beforehand for its Python half and uses only in it."""


def defer_support() -> None:
    """Before PySide is first imported; afterwards it does nothing."""
    if "shiboken6" in sys.modules:
        return
    spec = find_spec("shiboken6")
    if spec is None or spec.loader is None:
        return
    package = module_from_spec(spec)
    sys.modules["shiboken6"] = package
    from shiboken6 import _git_shiboken_module_version as version  # noqa: PLC0415 - needs the package

    put_off(HELPS)
    where = package.__file__
    if (version.major_version, version.minor_version, version.patch_version) == TRIED:
        package.__file__ = str(RESOURCES / "pyside" / "__init__.py")
    try:
        spec.loader.exec_module(package)
    except BaseException:
        del sys.modules["shiboken6"]
        raise
    finally:
        package.__file__ = where
