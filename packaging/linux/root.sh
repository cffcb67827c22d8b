#!/usr/bin/env bash
# Makes what the packages are built in, once, and keeps it outside the checkout until a file that it is made from changes:
#   root.tar        Debian 11 with the Python and SQLite that amd64 hands out, compiled for glibc 2.28
#   bare.tar        Debian 11 alone, to try the package in
#   python-arm64/   the same Python for arm64 and glibc 2.31 (only with the word arm64), compiled in the first root
# root.sh [arm64]: as root on Debian or Ubuntu; prints the folder that holds them (in CACHE, ~/.cache/ysgk/linux).
set -euo pipefail
cd "$(dirname "$0")"
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
suite=bullseye
python_suite=trixie # the Debian release that has CPython of this series
series=$(cat ../python-version)
cache=${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ysgk/linux}
key=$(cat root.sh python.sh ../locked/zig.txt build-packages.txt library-packages.txt ../python-version | sha256sum | cut -c1-16)
made=$cache/$key
want=${1:-amd64}
say() { printf '[%4ds] %s\n' "$SECONDS" "$*" >&2; }

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # two builds on one computer
have() { [ -e "$made/root.tar" ] && { [ "$want" != arm64 ] || [ -e "$made/python-arm64" ]; }; }
if have; then
  echo "$made"
  exit
fi
[ "$(id -u)" = 0 ] || { echo "要用 root：它建一个 Debian 11 的根目录，在里面编译 Python" >&2; exit 1; }
command -v debootstrap >/dev/null || { apt-get update -qq; apt-get install -y -qq --no-install-recommends debootstrap >/dev/null; }
find "$cache" -mindepth 1 -maxdepth 1 -type d ! -name "$key" -exec rm -rf {} + # what older scripts made
mkdir -p "$made"
export DEBIAN_FRONTEND=noninteractive
run() { # run LOG COMMAND…: a failure shows the end of its log
  "${@:2}" >"$cache/$1.log" 2>&1 || { tail -20 "$cache/$1.log" >&2; exit 1; }
}
compile() { # compile ARCHITECTURE GLIBC [FOLDER]: Python in the root
  say "Python $series for $1, glibc $2"
  rm -rf "$made/zig"
  python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: -d "$made/zig" --require-hashes -r ../locked/zig.txt
  python3 -m zipfile -e "$made"/zig/*.whl "$made/zig"
  rm -rf "$root/opt/zig"
  mv "$made/zig/ziglang" "$root/opt/zig"
  chmod +x "$root/opt/zig/zig"
  install -m 755 python.sh "$root/python.sh"
  [ ! -L "$root/proc" ] || rm "$root/proc" # debootstrap makes a link in some containers
  mkdir -p "$root/proc"
  mount -t proc proc "$root/proc" # zig looks for itself there
  trap 'umount "$root/proc" 2>/dev/null || true' EXIT
  run "python-$1" chroot "$root" nice -n 10 /python.sh "$series" "$@"
  umount "$root/proc"
  rm -rf "$root/opt/zig" "$root/src/zig" "$root/src/$1" "$made/zig"
}

root=$made/root
rm -rf "$root"
if [ ! -e "$made/root.tar" ]; then
  say "Debian 11"
  run debootstrap debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror"
  tar -C "$root" --exclude='./var/cache/apt/archives/*.deb' -cf "$made/bare.tar" .

  say "build tools"
  printf 'deb %s %s main\ndeb-src %s %s main\n' "$mirror" "$suite" "$mirror" "$python_suite" >"$root/etc/apt/sources.list"
  cat build-packages.txt library-packages.txt | xargs chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" && apt-get clean' sh >"$cache/apt.log" 2>&1 ||
    { tail -5 "$cache/apt.log" >&2; exit 1; }
  mkdir -p "$root/src"
  compile amd64 2.28
  chroot "$root" "/opt/python/bin/python$series" -c 'import bz2, ctypes, lzma, sqlite3, zlib; assert sqlite3.sqlite_version_info >= (3, 37)'
  tar -C "$root" -cf "$made/root.tar.part" .
  mv "$made/root.tar.part" "$made/root.tar"
else
  mkdir -p "$root"
  tar -C "$root" -xf "$made/root.tar"
fi
if [ "$want" = arm64 ]; then
  compile arm64 2.31 /made
  mv "$root/made/opt/python" "$made/python-arm64"
fi
rm -rf "$root"
say "done"
echo "$made"
