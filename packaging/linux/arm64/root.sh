#!/usr/bin/env bash
# Makes what the package for arm64 is made and tried in, of Debian 11 (glibc 2.31), unpacked by mmdebstrap, which runs nothing of it:
#   libraries.tar   the libraries that Qt needs
#   try.tar         what the package depends on, dpkg, a Chinese font and a user
# Kept as ../root.sh keeps its own, beside the Python for arm64. root.sh: as root on Debian or Ubuntu; prints the folder.
set -euo pipefail
cd "$(dirname "$0")"
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
missing=()
for pair in mmdebstrap:mmdebstrap proot:proot qemu-aarch64-static:qemu-user-static; do
  command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
if [ ${#missing[@]} != 0 ]; then
  { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null
fi
base=$(../root.sh arm64)
made=$base/arm64-$(cat root.sh installed.sh ../library-packages.txt ../system-libraries.txt | sha256sum | cut -c1-16)
exec 9>"$base/../lock"
flock 9
if [ -e "$made/try.tar" ]; then
  echo "$made"
  exit
fi
rm -rf "$base"/arm64-*
mkdir -p "$made"
extract() { # extract NAME PACKAGE…: with what they depend on
  mmdebstrap --quiet --mode=root --architectures=arm64 --variant=extract --include="$(echo "${@:2}" | tr ' ' ,)" \
    --extract-hook="sh installed.sh \"\$1\"" bullseye "$made/$1" "$mirror" >&2
  rm -rf "$made/$1/dev" "$made/$1/proc" "$made/$1/sys"
  mkdir -p "$made/$1/dev" "$made/$1/proc" "$made/$1/sys"
}
keep() { # keep NAME: as a file, complete or not at all
  tar -C "$made/$1" -cf "$made/$1.tar.part" .
  rm -rf "${made:?}/$1"
  mv "$made/$1.tar.part" "$made/$1.tar"
}

printf '[%4ds] Debian 11 for arm64\n' "$SECONDS" >&2
extract libraries $(cat ../library-packages.txt)
keep libraries

# Of alternatives the first, which is the name in Debian 10, is provided by a package of another name.
extract try dpkg dash bash coreutils sed grep mawk findutils tar diffutils libc-bin passwd debconf tzdata fontconfig-config fonts-noto-cjk \
  $(sed -n 's/^[^# ]* .*| *//p; t; s/^[^# ]* //p' ../system-libraries.txt | sort -u)
ln -sf /usr/share/zoneinfo/Asia/Shanghai "$made/try/etc/localtime"
echo 'clerk:x:1000:1000::/home/张 会计:/bin/sh' >>"$made/try/etc/passwd"
echo 'clerk:x:1000:' >>"$made/try/etc/group"
mkdir -p "$made/try/home/张 会计"
chown 1000:1000 "$made/try/home/张 会计"
keep try
echo "$made"
