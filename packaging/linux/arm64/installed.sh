#!/bin/sh
# Hook of mmdebstrap: writes dpkg's records of the packages that it only extracts, as if each had been installed, so that the dpkg of
# the root resolves dependencies. installed.sh ROOT
set -eu
records=$1/var/lib/dpkg
for file in "$1"/var/cache/apt/archives/*.deb; do
  name=$(dpkg-deb -f "$file" Package)
  { dpkg-deb -f "$file" | sed '1a Status: install ok installed'; echo; } >>"$records/status"
  [ "$(dpkg-deb -f "$file" Multi-Arch)" != same ] || name=$name:arm64
  dpkg-deb --fsys-tarfile "$file" | tar t | sed -e 's,^\.,,' -e 's,/$,,' -e 's,^$,/.,' >"$records/info/$name.list"
done
