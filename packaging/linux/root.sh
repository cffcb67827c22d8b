#!/usr/bin/env bash
# Makes two roots of Debian 11 (glibc 2.31): bare.tar to try the package in, root.tar to build in, with CPython and SQLite.
# Both are kept outside the checkout and made again when a file that they are made from changes.
# root.sh [FOLDER]: as root on Debian or Ubuntu; prints the folder that holds the two files.
set -euo pipefail
cd "$(dirname "$0")"
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
suite=bullseye
python_suite=trixie # the Debian release that has CPython of this series
series=$(cat ../python-version)
cache=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/ysgk/linux}
key=$(cat root.sh python.sh build-packages.txt ../python-version | sha256sum | cut -c1-16)
made=$cache/$key
say() { printf '[%4ds] %s\n' "$SECONDS" "$*" >&2; }

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # two builds on one computer
if [ -e "$made/root.tar" ]; then
  echo "$made"
  exit
fi
[ "$(id -u)" = 0 ] || { echo "要用 root：它建一个 Debian 11 的根目录，在里面编译 Python" >&2; exit 1; }
command -v debootstrap >/dev/null || { apt-get update -qq; apt-get install -y -qq --no-install-recommends debootstrap >/dev/null; }
find "$cache" -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} + # what older scripts made, or left half made
mkdir -p "$made"
export DEBIAN_FRONTEND=noninteractive
run() { # run LOG COMMAND…: a failure shows the end of its log
  "${@:2}" >"$cache/$1.log" 2>&1 || { tail -20 "$cache/$1.log" >&2; exit 1; }
}

say "Debian 11"
root=$made/root
run debootstrap debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror"
tar -C "$root" --exclude='./var/cache/apt/archives/*.deb' -cf "$made/bare.tar" .

say "build tools"
printf 'deb %s %s main\ndeb-src %s %s main\n' "$mirror" "$suite" "$mirror" "$python_suite" >"$root/etc/apt/sources.list"
xargs -a build-packages.txt chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" && apt-get clean' sh >"$cache/apt.log" 2>&1 ||
  { tail -5 "$cache/apt.log" >&2; exit 1; }

say "Python $series"
install -m 755 python.sh "$root/python.sh"
run python chroot "$root" /python.sh "$series"
tar -C "$root" -cf "$made/root.tar.part" .
rm -rf "$root"
mv "$made/root.tar.part" "$made/root.tar"
say "done"
echo "$made"
