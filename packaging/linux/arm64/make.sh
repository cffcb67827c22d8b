#!/usr/bin/env bash
# Builds dist/ysgk_<version>_arm64.deb for glibc 2.31, with the Qt of ../../qt68-requirements.txt, and uses it, on a computer with
# another processor. PyInstaller bundles for amd64, then every library and program gives way to its like for arm64 (exchange.py);
# only the test of the package is emulated (emulate.sh). As root on Debian or Ubuntu; everything comes from Debian's archive and
# PyPI. WORK (build/linux-arm64) holds this build, and what does not change between builds.
set -euo pipefail
cd "$(dirname "$0")/../../.."
here=packaging/linux
work=${WORK:-$PWD/build/linux-arm64}
series=$(cat packaging/python-version)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }
wheels() { # wheels PYTHON PLATFORM…: what is bundled, and PyInstaller, into the Python of a processor
  python3 -m pip install -q --disable-pip-version-check --root-user-action=ignore --no-deps --no-compile --upgrade --only-binary=:all: \
    "${@/#/--platform=}" --platform=any --python-version "$series" --implementation cp --target "$python/lib/python$series/site-packages" \
    --require-hashes -r packaging/locked/qt68-build.txt
}

[ "$(id -u)" = 0 ] || { echo "make linux-arm64 要用 root：它建两个 Debian 11 的根目录，在里面打包和试用" >&2; exit 1; }
mkdir -p "$work" dist
say "roots"
made=$($here/arm64/root.sh)
root=$work/root
ready=$root/ready-$( (echo "$made"; cat packaging/locked/qt68-build.txt $here/arm64/make.sh) | sha256sum | cut -c1-16)
if [ ! -e "$ready" ]; then
  rm -rf "$root"
  mkdir -p "$root/arm64/opt"
  tar -C "$root" -xf "${made%/*}/root.tar"
  chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils-aarch64-linux-gnu' >"$work/apt.log" 2>&1 ||
    { tail -5 "$work/apt.log" >&2; exit 1; }
  tar -C "$root/arm64" -xf "$made/libraries.tar"
  cp -r "${made%/*}/python-arm64" "$root/arm64/opt/python"
  cp "$root/arm64/opt/python/lib/python$series"/_sysconfigdata_*.py "$root/opt/python/lib/python$series/"
  say "wheels"
  python=$root/opt/python wheels manylinux_2_28_x86_64 manylinux2014_x86_64
  python=$root/arm64/opt/python wheels manylinux_2_31_aarch64 manylinux_2_28_aarch64 manylinux2014_aarch64
  touch "$ready"
fi

say "bundle"
$here/app.sh "$root"
chroot "$root" env SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" /bundle.sh "$series" /arm64 >"$work/bundle.log" 2>&1 || { tail -30 "$work/bundle.log" >&2; exit 1; }

say "deb"
$here/deb.sh "$work" "$root" arm64 2.31

say "try"
$here/try.sh "$work" "$made/try.tar" "dist/ysgk_${version}_arm64.deb" arm64
(cd dist && sha256sum -- *.deb *.exe *.zip 2>/dev/null >SHA256SUMS) || true
say "done"
