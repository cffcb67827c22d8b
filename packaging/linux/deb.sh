#!/usr/bin/env bash
# Makes dist/ysgk_<version>_<arch>.deb of a bundle, after proving which glibc each of its files needs.
# deb.sh WORK ROOT ARCH GLIBC     ROOT is the build root with /out/ysgk and /notes; SOURCE_DATE_EPOCH is the date of every file.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/linux
work=$1 root=$2 arch=$3 glibc=$4
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)

depends=$(python3 $here/libraries.py "$root/out/ysgk" "$glibc")
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
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" -e "s/@DEPENDS@/$depends/" $here/control.in >"$tree/DEBIAN/control"
chmod -R u=rwX,go=rX "$tree"
find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
package=dist/ysgk_${version}_$arch.deb
mkdir -p dist
dpkg-deb --root-owner-group -Zxz -z9 --build "$tree" "$package" >/dev/null
echo "$package：$(du -k "$package" | cut -f1) KiB，装好后 $size KiB，依赖：$depends"
