#!/bin/sh
# In the build root: PyInstaller over /app into /out/ysgk, and what it needs of the system into /out/depends. bundle.sh SERIES
set -eu
python=/opt/python/bin/python$1
export LC_ALL=C.UTF-8 PYTHONHASHSEED=1
cd /app
rm -rf /notes /tmp/work
$python packaging/notes.py /notes
BUILD_NOTES=/notes $python -m PyInstaller --noconfirm --log-level WARN --distpath /out --workpath /tmp/work build.spec
/bin/sh packaging/linux/small_icu.sh /out/ysgk/_internal/PySide6/Qt/lib

# Every library that is neither ours nor the C library's is named by the package that brings it.
mkdir -p /tmp/shlibs/debian && cd /tmp/shlibs
printf 'Source: ysgk\nPackage: ysgk\nArchitecture: amd64\n' >debian/control
find /out/ysgk -type f \( -name '*.so' -o -name '*.so.*' -o -name 'ysgk*' \) >files
# The libraries that build.spec takes along (OWN_LIBRARIES) are not asked of the system.
own=
for package in libffi7 libxcb-cursor0 libxcb-util1 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxkbcommon0 libxkbcommon-x11-0; do own="$own -x$package"; done
xargs -a files dpkg-shlibdeps -O --ignore-missing-info $own \
  -l/out/ysgk/_internal -l/out/ysgk/_internal/PySide6/Qt/lib -l/out/ysgk/_internal/shiboken6 -l/out/ysgk/_internal/PySide6 2>shlibs.log >depends.txt || { grep error shlibs.log; exit 1; }
sed -n "s/^shlibs:Depends=//p" depends.txt >/out/depends
test -s /out/depends
