#!/usr/bin/env bash
# Builds dist/ysgk_<version>_amd64.deb in a root of Debian 11 (glibc 2.31), installs it in a second, bare one, and uses it there.
# As root on Debian or Ubuntu; everything comes from Debian's archive and PyPI. The roots are kept by root.sh for the next build;
# WORK (build/linux) holds this one. Steps: root and short suite, bundle, deb, try.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/linux
work=${WORK:-$PWD/build/linux}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }

[ "$(id -u)" = 0 ] || { echo "make linux 要用 root：它建一个 Debian 11 的根目录，在里面打包" >&2; exit 1; }
if ! command -v Xvfb >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends xvfb >/dev/null
fi
mkdir -p "$work" dist

# --- the root to build in, with the Python that is handed out; does the program work with it?
say "root, short suite"
$here/short_suite.sh "$work"
root=$work/root

# --- bundle
say "bundle"
rm -rf "$root/app" "$root/out"
mkdir -p "$root/app"
cp -r build.spec main.py pyproject.toml requirements.txt LICENSE models storage ui resources docs packaging "$root/app/"
install -m 755 $here/bundle.sh "$root/bundle.sh"
chroot "$root" env SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" /bundle.sh "$(cat packaging/python-version)" >"$work/bundle.log" 2>&1 || { tail -30 "$work/bundle.log" >&2; exit 1; }

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
install -m 755 $here/preinst $here/postinst $here/postrm "$tree/DEBIAN/"
size=$(du -sk --exclude=DEBIAN "$tree" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$size/" -e "s/@DEPENDS@/$(cat "$root/out/depends")/" $here/control.in >"$tree/DEBIAN/control"
chmod -R u=rwX,go=rX "$tree"
find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
package=dist/ysgk_${version}_amd64.deb
dpkg-deb --root-owner-group -Zxz -z9 --build "$tree" "$package" >/dev/null

# --- try
say "try"
$here/try.sh "$work" "$($here/root.sh)/bare.tar" "$package"
(cd dist && sha256sum -- *.deb *.exe *.zip 2>/dev/null >SHA256SUMS) || true
say "$package $(du -k "$package" | cut -f1) KiB，装好后 $size KiB，依赖：$(sed -n 's/^Depends: //p' "$tree/DEBIAN/control")"
