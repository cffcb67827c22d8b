#!/usr/bin/env bash
# Unpacks the build root that root.sh keeps, puts the program's requirements into its Python, and runs the short form of the test
# suite with it. short_suite.sh [WORK]: the root goes to WORK/root (build/linux); make.sh bundles in it afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/linux
work=${1:-${WORK:-$PWD/build/linux}}
series=$(cat packaging/python-version)
made=$($here/root.sh)
root=$work/root
mkdir -p "$work"

if [ ! -e "$root/ready-${made##*/}" ]; then
  rm -rf "$root"
  mkdir -p "$root"
  tar -C "$root" -xf "$made/root.tar"
  touch "$root/ready-${made##*/}"
fi

exec 9>"${made%/*}/lock"
flock 9 # two builds on one computer
wheels=${made%/*}/wheels-$(cat packaging/locked/build.txt packaging/locked/test.txt packaging/python-version | sha256sum | cut -c1-16)
if [ ! -e "$wheels" ]; then
  rm -rf "${made%/*}"/wheels-* "$wheels.part"
  for locked in packaging/locked/build.txt packaging/locked/test.txt; do
    python3 -m pip download -q --disable-pip-version-check --only-binary=:all: --python-version "$series" --implementation cp --abi "cp${series/./}" --abi abi3 --abi none \
      --platform manylinux_2_28_x86_64 --platform manylinux2014_x86_64 --platform any -d "$wheels.part" --require-hashes -r "$locked"
  done
  mv "$wheels.part" "$wheels"
fi
rm -rf "$root/wheels" "$root/suite" "$root/testing"
cp -r "$wheels" "$root/wheels"
exec 9>&-
mkdir -p "$root/suite"
cp -r main.py pyproject.toml requirements.txt models storage ui resources docs packaging tests tools "$root/suite/"
chroot "$root" env LC_ALL=C.UTF-8 sh -eu -c '
  install() { "$python" -m pip install -q --disable-pip-version-check --root-user-action=ignore --no-index --find-links /wheels "$@"; }
  python=$1
  install --require-hashes -r /suite/packaging/locked/build.txt
  install --no-deps --target /testing --require-hashes -r /suite/packaging/locked/test.txt
  PYTHONPATH=/testing exec "$python" /suite/packaging/short_suite.py -n auto
' sh "/opt/python/bin/python$series" >"$work/short-suite.log" 2>&1 || { tail -40 "$work/short-suite.log" >&2; exit 1; }
grep -E '[0-9]+ passed' "$work/short-suite.log"
