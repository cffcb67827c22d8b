"""The program's name and version."""

from __future__ import annotations

from typing import Final

PROGRAM: Final = "预算公开填报"
VERSION: Final = "0.1.0"
"""Equal to the version in pyproject.toml, which the packages use."""
