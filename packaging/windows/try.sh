#!/usr/bin/env bash
# Installs, uses, upgrades while running, and uninstalls under Wine, as a Chinese Windows with a Chinese user folder.
# try.sh WORK SETUP PORTABLE; pictures and reports go to WORK/self-test.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/windows
work=$1 setup=$2 portable=$3
say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }
. $here/wine.sh
[ -n "${DISPLAY:-}" ] || start_wine
export LIMIT=300 CHINESE=1
out=$work/self-test
rm -rf "$out"
mkdir -p "$out"
home="$WINEPREFIX/drive_c/users/张 三"
installed="$home/AppData/Local/Programs/ysgk"

fail() { echo "$*" >&2; exit 1; }
self_test() { # self_test NAME PROGRAM: through the window, in the clerk's own folder; the program may say nothing but its report
  say "self-test $1"
  local seen="$home/自检 $1" said="$out/$1.txt"
  rm -rf "$seen"
  mkdir -p "$seen"
  under_wine "$2" --self-test "$(windows_path "$seen")" | tr -d '\r' | { grep -v '^wine: ' || true; } >"$said" ||
    { cat "$said" "$seen/自检.txt" >&2; fail "自检没有通过：$1"; }
  cp -r "$seen" "$out/$1"
  cat "$seen/自检.txt"
  grep -q '^通过' "$seen/自检.txt" || fail "自检没有通过：$1"
  grep -vxFf <(tr -d '\r' <"$seen/自检.txt") "$said" >"$out/stderr.txt" || true
  [ ! -s "$out/stderr.txt" ] || { cat "$out/stderr.txt" >&2; fail "程序在 stderr 上有话说：$1"; }
}

say "install"
under_wine reg delete 'HKCU\Software\ysgk' /f >/dev/null || true # of an earlier try
rm -rf "$home/AppData/Local/ysgk" "$installed"
under_wine "$setup" /S
[ -f "$installed/ysgk.exe" ] || fail "没有装上"
[ -f "$home/Desktop/预算公开填报.lnk" ] || fail "桌面上没有快捷方式"
self_test installed "$installed/ysgk.exe"
under_wine "$installed/ysgk-cli.exe" check "$(windows_path "$installed/_internal/resources/sample/example.ysbook")" >"$out/check.txt" || fail "命令行没有通过"

say "upgrade while it runs"
( under_wine "$installed/ysgk.exe" >/dev/null ) &
for _ in $(seq 200); do xdotool search --onlyvisible --name '预算公开填报' >/dev/null 2>&1 && break; read -r -t 0.2 <> <(:) || true; done
xdotool search --onlyvisible --name '预算公开填报' >/dev/null || fail "窗口没有出现"
import -window root "$out/window.png"
status=0
under_wine "$setup" /S || status=$?
[ "$status" = 4 ] || fail "程序开着，安装程序应当以 4 退出，而不是 $status"
[ -f "$installed/_internal/resources/sample/example.ysbook" ] || fail "程序开着时安装，把文件弄丢了"
wineserver -k || true
wait || true
under_wine "$setup" /S || fail "覆盖安装没有成功"
[ ! -e "$installed/_old" ] || fail "旧文件没有清掉"
self_test upgraded "$installed/ysgk.exe"

say "an older version over a newer one"
programs='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\ysgk'
under_wine reg add "$programs" /v DisplayVersion /d 999.0.0 /f >/dev/null
touch "$installed/newer"
status=0
under_wine "$setup" /S || status=$?
[ "$status" = 6 ] || fail "装着更新的版本，安装程序应当以 6 退出，而不是 $status"
[ -f "$installed/newer" ] && [ -f "$installed/ysgk.exe" ] || fail "旧版的安装程序动了新版的文件"
rm "$installed/newer"

say "uninstall"
mkdir -p "$home/AppData/Local/ysgk"
touch "$home/AppData/Local/ysgk/books.db"
under_wine "$installed/Uninstall.exe" /S
for _ in $(seq 100); do [ -e "$installed/ysgk.exe" ] || break; read -r -t 0.2 <> <(:) || true; done
[ ! -e "$installed/ysgk.exe" ] && [ ! -e "$home/Desktop/预算公开填报.lnk" ] || fail "没有卸载干净"
[ -e "$home/AppData/Local/ysgk/books.db" ] || fail "卸载删掉了数据"

say "portable"
rm -rf "$work/portable 张 三"
mkdir -p "$work/portable 张 三"
unzip -q "$portable" -d "$work/portable 张 三"
self_test portable "$work/portable 张 三/ysgk/ysgk.exe"
