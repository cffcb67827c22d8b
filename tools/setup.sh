#!/usr/bin/env bash
# Makes .venv with the pinned packages; installs the system packages that it needs when root, else names the one command.
# setup.sh [FOLDER LOCK]: another venv, with the packages of packaging/locked/LOCK.txt.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
venv=${1:-.venv}

need() { # need COMMAND_THAT_TELLS PACKAGE...: install the packages unless the command succeeds
  local probe=$1; shift
  if bash -c "$probe" >/dev/null 2>&1; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    echo "缺少系统软件包，先运行：sudo apt-get install -y $*" >&2
    exit 1
  fi
}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "需要 Python 3.11 或更新的版本（可以用 PYTHON=路径 make … 指定）" >&2
  exit 1
fi
need "$python -c 'import ensurepip, venv'" python3-venv

locked=packaging/locked/${2:-dev}.txt # every file by its SHA-256, from requirements-dev.txt by make lock
stamp=$venv/installed-$(sha256sum <"$locked" | cut -c1-16)
if [ ! -e "$stamp" ]; then
  "$python" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$locked"
  rm -f "$venv"/installed-*
  touch "$stamp"
fi

# Qt draws into memory without a display, but needs these libraries all the same; Chinese needs a font.
need "$venv/bin/python -c 'from PySide6 import QtPrintSupport, QtSvg, QtWidgets'" \
  libglib2.0-0 libgl1 libegl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
# With a display, or a virtual one, Qt also loads its xcb plug-in.
need "! ldd $venv/lib/python*/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so | grep -q 'not found'" \
  libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 \
  libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
need "find /usr/share/fonts ~/.fonts ~/.local/share/fonts -iname '*cjk*' -o -iname 'simsun*' -o -iname 'msyh*' -o -iname 'wqy*' | grep -q ." fonts-noto-cjk
