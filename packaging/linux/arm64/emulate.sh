#!/bin/sh
# Runs a command in a root of another architecture, without changing anything of this computer: proot stands in for chroot and
# mounts, qemu runs each program. emulate.sh ROOT COMMAND…   USER_ID (0) is whom the command takes itself for.
set -eu
root=$1
shift
exec nice -n 10 proot -i "${USER_ID:-0}:${USER_ID:-0}" -q qemu-aarch64-static -r "$root" -w / -b /dev -b /proc -b /sys ${BIND:+-b "$BIND"} \
  /usr/bin/env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
