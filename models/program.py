"""What this program calls itself, and which version it is."""

from __future__ import annotations

from typing import Final

PROGRAM: Final = "预算公开填报"
VERSION: Final = "0.1.0"
"""The same as in pyproject.toml; packages take it from there."""
