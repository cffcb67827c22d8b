#!/bin/sh
# In the build root: PyInstaller over /app into /out/ysgk, the icons and licences that it needs in /notes. bundle.sh SERIES
set -eu
python=/opt/python/bin/python$1
export LC_ALL=C.UTF-8 PYTHONHASHSEED=1
cd /app
rm -rf /notes /tmp/work
$python packaging/notes.py /notes
BUILD_NOTES=/notes $python -m PyInstaller --noconfirm --log-level WARN --distpath /out --workpath /tmp/work build.spec
/bin/sh packaging/linux/small_icu.sh /out/ysgk/_internal/PySide6/Qt/lib
# What only a debugger reads.
find /out/ysgk -type f -name '*.so*' -exec strip --strip-unneeded {} +
