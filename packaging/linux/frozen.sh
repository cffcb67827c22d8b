#!/usr/bin/env bash
# Bundles the program with this computer's own Python and lets it test itself on a virtual screen: quick, for every change.
# What is handed out is built by make.sh instead. The folder, pictures and report go to build/frozen.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$PWD/build/frozen
venv=$work/venv
stamp=$venv/installed-$(sha256sum <packaging/locked/build.txt | cut -c1-16)
if ! command -v Xvfb >/dev/null; then
  [ "$(id -u)" = 0 ] || { echo "缺少系统软件包，先运行：sudo apt-get install -y xvfb" >&2; exit 1; }
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends xvfb >/dev/null
fi
if [ ! -e "$stamp" ]; then
  rm -rf "$venv"
  "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/locked/build.txt
  touch "$stamp"
fi
export PYTHONHASHSEED=1 BUILD_NOTES=$work/notes
"$venv/bin/python" packaging/notes.py "$BUILD_NOTES"
"$venv/bin/python" -m PyInstaller --noconfirm --log-level ERROR --distpath "$work" --workpath "$work/pyinstaller" build.spec 2>"$work/pyinstaller.log" ||
  { tail -20 "$work/pyinstaller.log" >&2; exit 1; }

for number in $(seq 80 120); do [ -e "/tmp/.X11-unix/X$number" ] || break; done
Xvfb ":$number" -screen 0 1366x768x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
screen=$!
trap 'kill "$screen" 2>/dev/null || true' EXIT
for _ in $(seq 100); do [ -e "/tmp/.X11-unix/X$number" ] && break; read -r -t 0.1 <> <(:) || true; done
out=$work/"自检 结果"
rm -rf "$out" "$work/calls.txt"
status=0
watch=()
if command -v strace >/dev/null; then # -D: it does not wait for a D-Bus daemon that the desktop leaves running
  watch=(strace -D -f -qq -e "trace=socket,connect,bind,listen,sendto,sendmsg" -o "$work/calls.txt")
fi
env -u QT_QPA_PLATFORM -u PYTHONPATH DISPLAY=":$number" "${watch[@]}" "$work/ysgk/ysgk" --self-test "$out" 2>"$work/stderr.txt" || status=$?
if [ "$status" != 0 ] || [ -s "$work/stderr.txt" ]; then
  cat "$work/stderr.txt" >&2
  echo "自检没有通过（退出码 $status），见 $out" >&2
  exit 1
fi
# Where strace is installed, it has watched the program and all that it started: nothing reached for a network.
if [ -e "$work/calls.txt" ] && grep -E 'AF_(INET6?|PACKET)' "$work/calls.txt" >&2; then
  echo "程序碰了网络，见上面的调用" >&2
  exit 1
fi
