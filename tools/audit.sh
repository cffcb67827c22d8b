#!/usr/bin/env bash
# Asks whether a fault is known of what the program is built with, and of what it is bundled from. Where the list of known faults cannot
# be reached, it prints what to look up by hand. Exit code 0: none known, or not asked; 1: some are.
set -eu
cd "$(dirname "$0")/.."
work=build/audit
stamp=$work/installed-$(sha256sum <packaging/locked/audit.txt | cut -c1-16)
locks="packaging/locked/dev.txt packaging/locked/build.txt packaging/locked/windows.txt"

by_hand() {
  echo "没有问到已知的漏洞（$1）。要查的版本如下，逐个到 https://osv.dev 查（生态选 PyPI）："
  # shellcheck disable=SC2086
  sed -n 's/^\([a-z0-9-]*\)==\([^ ]*\).*/  \1 \2/p' $locks | sort -u
  echo "  还有 Python $(cat packaging/python-version)、Qt（版本同 PySide6）、SQLite 和 pdfium；OpenSSL 不在包里"
  exit 0
}

if [ ! -e "$stamp" ]; then
  rm -rf "$work"
  "${PYTHON:-python3}" -m venv "$work"
  "$work/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/locked/audit.txt || by_hand "装不上 pip-audit"
  touch "$stamp"
fi
for lock in $locks; do
  told=$work/$(basename "$lock" .txt).json
  rm -f "$told"
  if "$work/bin/pip-audit" --progress-spinner off --require-hashes --disable-pip --timeout 20 -f json -o "$told" -r "$lock" 2>"$work/errors.txt"; then
    echo "$lock：没有已知的漏洞"
  elif [ -s "$told" ]; then
    "$work/bin/pip-audit" --progress-spinner off --require-hashes --disable-pip --timeout 20 -r "$lock"
    exit 1
  else
    by_hand "$(tail -1 "$work/errors.txt")"
  fi
done
