#!/usr/bin/env bash
# Signs programs where a certificate is to be had: sign.sh FILE… gives each to the command in SIGN_COMMAND, which signs it in place.
# Without SIGN_COMMAND nothing is signed, which is said. A file that cannot be signed ends the build.
set -euo pipefail
if [ -z "${SIGN_COMMAND:-}" ]; then
  echo "SIGN_COMMAND is not set: not signed: ${*##*/}" >&2
  exit 0
fi
for file; do
  /bin/sh -c "$SIGN_COMMAND \"\$1\"" sh "$file"
done
