"""For the tests under Wine only: Wine 8 has no CopyFile2, so ``shutil.copy2`` copies as it does on other systems."""

import _winapi

del _winapi.CopyFile2
