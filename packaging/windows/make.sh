#!/usr/bin/env bash
# Builds dist/预算公开填报-<version>-setup.exe and a portable .zip on Debian 12 with Wine, and uses what it built there.
# From Debian's archive and PyPI alone. WORK (build/windows) is kept: the next build reuses downloads, Python and the Wine prefix.
# A release made on a Windows PC uses python.org's CPython with the same build.spec and installer.nsi (docs/building.md).
# SIGN_COMMAND: the command that signs a program, once there is a certificate (sign.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/windows
work=${WORK:-$PWD/build/windows}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }
mkdir -p "$work" dist
work=$(cd "$work" && pwd)

# --- tools
missing=
for tool in wine:"wine wine64" Xvfb:xvfb xauth:xauth makensis:nsis xdotool:xdotool x86_64-w64-mingw32-gcc-win32:gcc-mingw-w64-x86-64-win32 \
  unzip:unzip zip:zip localedef:locales import:imagemagick; do
  command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
done
if [ -n "$missing" ]; then
  say "apt-get install$missing"
  [ "$(id -u)" = 0 ] || { echo "缺少系统软件包，先运行：sudo apt-get install -y$missing" >&2; exit 1; }
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

. $here/wine.sh
start_wine
python_for_windows
make_prefix
install_in_wine

say "short suite"
rm -rf "$work/suite"
mkdir -p "$work/suite"
cp -r main.py pyproject.toml requirements.txt models storage ui resources docs packaging tests tools "$work/suite/"
cp $here/stubs/sitecustomize.py "$work/testing/"
PYTHONPATH=$(windows_path "$work/testing") under_wine "$python" "$(windows_path "$work/suite/packaging/short_suite.py")" >"$work/short-suite.log" ||
  { tail -40 "$work/short-suite.log" >&2; exit 1; }
grep -E '[0-9]+ passed' "$work/short-suite.log"

say "bundle"
build=$work/app
rm -rf "$build" "$work/dist" "$work/pyi"
mkdir -p "$build"
cp -r build.spec main.py pyproject.toml requirements.txt LICENSE models storage ui resources docs packaging "$build/"
(
  cd "$build"
  under_wine "$python" packaging/notes.py 'notes'
  # shellcheck disable=SC2016
  BUILD_NOTES=notes under_wine "$python" -m PyInstaller --noconfirm --log-level WARN --distpath ../dist --workpath ../pyi build.spec
)
[ -f "$work/dist/ysgk/ysgk.exe" ] && [ -f "$work/dist/ysgk/ysgk-cli.exe" ]
if find "$work/dist" -iname 'icuuc.dll' -o -iname 'mscms.dll' -o -iname 'uisettings*' -o -iname 'sitecustomize*' -o -iname 'ucrtbase.dll' | grep .; then
  echo "Wine 的或测试用的 DLL 进了程序文件夹" >&2
  exit 1
fi
$here/sign.sh "$work"/dist/ysgk/ysgk.exe "$work"/dist/ysgk/ysgk-cli.exe
find "$work/dist/ysgk" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +

say "installer"
setup=dist/预算公开填报-$version-setup.exe
portable=dist/预算公开填报-$version-portable.zip
makensis -V2 -INPUTCHARSET UTF8 -DDIST="$work/dist/ysgk" -DICON="$build/notes/ysgk.ico" -DOUT="$PWD/$setup" -DVERSION="$version" \
  -DSIGN=./sign.sh $here/installer.nsi # makensis works in the folder of its script
rm -f "$portable"
(cd "$work/dist" && find ysgk -type f | LC_ALL=C sort | zip -q -9 -X -@ "$OLDPWD/$portable")

say "try"
$here/try.sh "$work" "$PWD/$setup" "$PWD/$portable"
(cd dist && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS)
say "安装程序 $(du -k "$setup" | cut -f1) KiB，免安装包 $(du -k "$portable" | cut -f1) KiB，装好后 $(du -sk "$work/dist/ysgk" | cut -f1) KiB"
