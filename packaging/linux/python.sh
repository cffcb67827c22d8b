#!/bin/sh
# In the build root: SQLite (static) and CPython into /opt/python, from Debian's sources of the release that has this series.
# python.sh SERIES
set -eu
series=$1
mkdir -p /src && cd /src
apt-get source -qq --download-only "python$series" sqlite3
rm -rf sqlite python debian
mkdir sqlite python
tar xf sqlite3_*.orig.tar.xz -C sqlite --strip-components=1
tar xf "python${series}"_*.orig.tar.xz -C python --strip-components=1
tar xf "python${series}"_*.debian.tar.xz debian/patches

# Debian's *.patch are corrections from the Python project (security above all); its *.diff fit Python into Debian and stay out.
grep '\.patch$' debian/patches/series | while read -r correction; do
  patch -d python -p1 --silent --no-backup-if-mismatch <"debian/patches/$correction"
done

cd /src/sqlite
CFLAGS="-O2 -fPIC" ./configure -q --prefix=/opt/python --disable-tcl --disable-shared --disable-readline --enable-fts5
make -s -j"$(nproc)" libsqlite3.la sqlite3.h
make -s install

cd /src/python
./configure -q --prefix=/opt/python --enable-shared --with-ensurepip=install --disable-test-modules CPPFLAGS="-I/opt/python/include" \
  LDFLAGS="-L/opt/python/lib -Wl,-rpath=/opt/python/lib" LIBS="-lm -ldl -lpthread"
make -s -j"$(nproc)"
make -s altinstall
find /opt/python -name '*.so*' -exec strip --strip-unneeded {} + 2>/dev/null || true
"/opt/python/bin/python$series" -c 'import bz2, ctypes, lzma, sqlite3, zlib; assert sqlite3.sqlite_version_info >= (3, 37)'
rm -rf /src
