#!/usr/bin/env bash
# Copies what PyInstaller reads of the checkout into a build root, and empties its last result. app.sh ROOT
set -euo pipefail
cd "$(dirname "$0")/../.."
rm -rf "$1/app" "$1/out"
mkdir -p "$1/app"
cp -r build.spec main.py pyproject.toml requirements.txt LICENSE models storage ui resources docs packaging "$1/app/"
install -m 755 packaging/linux/bundle.sh "$1/bundle.sh"
