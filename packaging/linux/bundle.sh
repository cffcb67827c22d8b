#!/bin/sh
# In the build root: PyInstaller over /app into /out/ysgk, the icons and licences that it needs in /notes.
# bundle.sh SERIES [ROOT]     With ROOT, which has the same Python and wheels for arm64, the bundle becomes one for arm64.
set -eu
python=/opt/python/bin/python$1
root=${2:-}
tools=${root:+aarch64-linux-gnu-}
export LC_ALL=C.UTF-8 PYTHONHASHSEED=1
# Python's own name for the module of build settings to bundle, when it is for another processor (sysconfig).
[ -z "$root" ] || export _PYTHON_SYSCONFIGDATA_NAME=_sysconfigdata__linux_aarch64-linux-gnu
cd /app
rm -rf /notes /tmp/work
$python packaging/notes.py /notes
BUILD_NOTES=/notes $python -m PyInstaller --noconfirm --log-level WARN --distpath /out --workpath /tmp/work build.spec
[ -z "$root" ] || $python packaging/linux/arm64/exchange.py /out/ysgk "$root"
/bin/sh packaging/linux/small_icu.sh /out/ysgk/_internal/PySide6/Qt/lib "$tools"
# What only a debugger reads.
find /out/ysgk -type f -name '*.so*' -exec "${tools}strip" --strip-unneeded {} +
