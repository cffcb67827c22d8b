#!/usr/bin/env bash
# Installs the package in a bare Debian 11, as a user with a Chinese folder, lets the program test itself there on a virtual screen,
# and removes it. try.sh WORK ROOT.TAR PACKAGE [arm64]; the pictures and the report go to WORK/self-test.
# With arm64 everything in the root is emulated (arm64/emulate.sh), and dpkg installs: the root has what the package depends on.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$1 package=$3 arch=${4:-amd64}
bare=$work/try
umount "$bare/tmp/.X11-unix" "$bare/proc" 2>/dev/null || true
rm -rf "$bare" "$work/self-test"
mkdir -p "$bare" "$work/self-test"
tar -C "$bare" -xf "$2"
cp "$package" "$bare/tmp/ysgk.deb"
mkdir -p "$bare/tmp/.X11-unix"
screen=
trap '[ -z "$screen" ] || kill "$screen" 2>/dev/null; umount "$bare/tmp/.X11-unix" "$bare/proc" 2>/dev/null || true' EXIT

if ! command -v Xvfb >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends xvfb >/dev/null
fi
for number in $(seq 80 120); do [ -e "/tmp/.X11-unix/X$number" ] || break; done
Xvfb ":$number" -screen 0 1366x768x24 -nolisten tcp -ac >"$work/xvfb.log" 2>&1 &
screen=$!
for _ in $(seq 100); do [ -e "/tmp/.X11-unix/X$number" ] && break; read -r -t 0.1 <> <(:) || true; done

desk=(HOME="/home/张 会计" DISPLAY=":$number")
if [ "$arch" = arm64 ]; then
  admin() { "$here/arm64/emulate.sh" "$bare" DEBIAN_FRONTEND=noninteractive "$@"; }
  clerk() { USER_ID=1000 BIND=/tmp/.X11-unix "$here/arm64/emulate.sh" "$bare" LANG=C.UTF-8 "${desk[@]}" "$@"; } # to make zh_CN there takes minutes
  install='dpkg -i /tmp/ysgk.deb'
else
  mount -t proc proc "$bare/proc"
  mount --bind /tmp/.X11-unix "$bare/tmp/.X11-unix"
  admin() { chroot "$bare" "$@"; }
  clerk() { chroot --userspec=clerk "$bare" env -i PATH=/usr/bin:/bin LANG=zh_CN.UTF-8 "${desk[@]}" "$@"; }
  install='apt-get update -qq && apt-get install -y -qq --no-install-recommends /tmp/ysgk.deb fonts-noto-cjk locales &&
    localedef -i zh_CN -f UTF-8 zh_CN.UTF-8 && useradd -m -d "/home/张 会计" clerk'
fi
admin /bin/sh -c "$install" >"$work/try.log" 2>&1 || { tail -20 "$work/try.log" >&2; exit 1; }

status=0
clerk /usr/bin/ysgk --self-test "/home/张 会计/自检 结果" >"$work/self-test/stdout.txt" 2>"$work/self-test/stderr.txt" || status=$?
cp -r "$bare/home/张 会计/自检 结果/." "$work/self-test/" 2>/dev/null || true
clerk /usr/bin/ysgk-cli check "/opt/ysgk/_internal/resources/sample/example.ysbook" >"$work/self-test/check.txt" 2>>"$work/self-test/stderr.txt" || status=$?
cat "$work/self-test/stdout.txt"
if [ "$status" != 0 ] || [ -s "$work/self-test/stderr.txt" ]; then
  cat "$work/self-test/stderr.txt" >&2
  echo "自检没有通过（退出码 $status），见 $work/self-test" >&2
  exit 1
fi
admin dpkg -r ysgk >"$work/self-test/remove.txt" 2>&1
[ ! -e "$bare/opt/ysgk" ] && [ -e "$bare/home/张 会计/自检 结果/用户 数据/books.db" ]
