"""What a bundled program does first: PyInstaller's own start imports Qt, before main.py is reached."""

from ui.pyside_enums import hasten_enums
from ui.pyside_support import defer_support

hasten_enums()
defer_support()
