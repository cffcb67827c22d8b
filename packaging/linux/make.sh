#!/usr/bin/env bash
# Builds dist/ysgk_<version>_amd64.deb in a root of Debian 11 (glibc 2.31), installs it in a second, bare one, and uses it there.
# As root on Debian or Ubuntu; everything comes from Debian's archive and PyPI. WORK (build/linux) is kept: the next build reuses
# the roots and the Python in them. Steps: roots, python, bundle, deb, try.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/linux
work=${WORK:-$PWD/build/linux}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
suite=bullseye
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export DEBIAN_FRONTEND=noninteractive
say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }

[ "$(id -u)" = 0 ] || { echo "make linux 要用 root：它建一个 Debian 11 的根目录，在里面打包" >&2; exit 1; }
for tool in debootstrap:debootstrap dpkg-deb:dpkg Xvfb:xvfb xauth:xauth; do
  command -v "${tool%%:*}" >/dev/null || { apt-get update -qq; apt-get install -y -qq --no-install-recommends "${tool##*:}" >/dev/null; }
done
mkdir -p "$work" dist

# --- roots: one to build in, a bare one to try in, both from one download
if [ ! -e "$work/bare.tar" ]; then
  say "Debian 11"
  rm -rf "$work/bare"
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$work/bare" "$mirror" >"$work/debootstrap.log" 2>&1 || { tail -5 "$work/debootstrap.log" >&2; exit 1; }
  tar -C "$work/bare" --exclude=./var/cache/apt/archives/*.deb -cf "$work/bare.tar.part" .
  mv "$work/bare.tar.part" "$work/bare.tar"
  rm -rf "$work/bare"
fi
root=$work/root
if [ ! -e "$root/ready" ]; then
  say "build root"
  rm -rf "$root"
  mkdir -p "$root"
  tar -C "$root" -xf "$work/bare.tar"
  printf 'deb %s %s main\ndeb-src %s bookworm main\n' "$mirror" "$suite" "$mirror" >"$root/etc/apt/sources.list"
  xargs -a $here/build-packages.txt chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' sh >"$work/apt.log" 2>&1 || { tail -5 "$work/apt.log" >&2; exit 1; }
  touch "$root/ready"
fi

# --- Python: CPython and SQLite from Debian 12's sources, built here so that they run on the older glibc
if [ ! -e "$root/opt/python/ready" ]; then
  say "Python"
  install -m 755 $here/python.sh "$root/python.sh"
  chroot "$root" /python.sh >"$work/python.log" 2>&1 || { tail -20 "$work/python.log" >&2; exit 1; }
  touch "$root/opt/python/ready"
fi

# --- bundle
say "bundle"
wheels=$root/wheels
mkdir -p "$wheels"
python3 -m pip download -q --disable-pip-version-check --only-binary=:all: --python-version 3.11 --implementation cp --abi cp311 --abi abi3 \
  --platform manylinux_2_28_x86_64 --platform manylinux2014_x86_64 --platform any -d "$wheels" -r packaging/requirements.txt
rm -rf "$root/app" "$root/out"
mkdir -p "$root/app"
cp -r build.spec main.py pyproject.toml requirements.txt LICENSE models storage ui resources docs packaging "$root/app/"
install -m 755 $here/bundle.sh "$root/bundle.sh"
chroot "$root" env SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" /bundle.sh >"$work/bundle.log" 2>&1 || { tail -30 "$work/bundle.log" >&2; exit 1; }

# --- deb
say "deb"
tree=$work/deb
rm -rf "$tree"
mkdir -p "$tree/DEBIAN" "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/mime/packages" "$tree/usr/share/doc/ysgk"
cp -r "$root/out/ysgk" "$tree/opt/ysgk"
ln -s /opt/ysgk/ysgk "$tree/usr/bin/ysgk"
ln -s /opt/ysgk/ysgk-cli "$tree/usr/bin/ysgk-cli"
cp $here/ysgk.desktop "$tree/usr/share/applications/"
cp $here/ysgk.xml "$tree/usr/share/mime/packages/"
cp LICENSE "$tree/usr/share/doc/ysgk/copyright"
for size in 16 24 32 48 64 128 256; do
  install -D -m 644 "$root/notes/ysgk-$size.png" "$tree/usr/share/icons/hicolor/${size}x$size/apps/ysgk.png"
done
install -D -m 644 "$root/notes/ysgk.svg" "$tree/usr/share/icons/hicolor/scalable/apps/ysgk.svg"
install -m 755 $here/postinst $here/postrm "$tree/DEBIAN/"
size=$(du -sk --exclude=DEBIAN "$tree" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$size/" -e "s/@DEPENDS@/$(cat "$root/out/depends")/" $here/control.in >"$tree/DEBIAN/control"
chmod -R u=rwX,go=rX "$tree"
find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
package=dist/ysgk_${version}_amd64.deb
dpkg-deb --root-owner-group -Zxz -z9 --build "$tree" "$package" >/dev/null

# --- try
say "try"
$here/try.sh "$work" "$package"
(cd dist && sha256sum -- *.deb *.exe *.zip 2>/dev/null >SHA256SUMS) || true
say "$package $(du -k "$package" | cut -f1) KiB，装好后 $size KiB，依赖：$(sed -n 's/^Depends: //p' "$tree/DEBIAN/control")"
