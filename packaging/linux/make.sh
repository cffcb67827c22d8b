#!/usr/bin/env bash
# Builds dist/ysgk_<version>_amd64.deb for glibc 2.28 in a root of Debian 11, installs it in a second, bare one, and uses it there.
# As root on Debian or Ubuntu; everything comes from Debian's archive and PyPI. The roots are kept by root.sh for the next build;
# WORK (build/linux) holds this one. Steps: root and short suite, bundle, deb, try.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/linux
work=${WORK:-$PWD/build/linux}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }

[ "$(id -u)" = 0 ] || { echo "make linux 要用 root：它建一个 Debian 11 的根目录，在里面打包" >&2; exit 1; }
mkdir -p "$work" dist

# --- the root to build in, with the Python that is handed out; does the program work with it?
say "root, short suite"
$here/short_suite.sh "$work"

say "bundle"
$here/app.sh "$work/root"
chroot "$work/root" env SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" /bundle.sh "$(cat packaging/python-version)" >"$work/bundle.log" 2>&1 || { tail -30 "$work/bundle.log" >&2; exit 1; }

say "deb"
$here/deb.sh "$work" "$work/root" amd64 2.28

say "try"
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
$here/try.sh "$work" "$($here/root.sh)/bare.tar" "dist/ysgk_${version}_amd64.deb"
(cd dist && sha256sum -- *.deb *.exe *.zip 2>/dev/null >SHA256SUMS) || true
say "done"
