#!/bin/sh
# In the build root: SQLite (static) and CPython into /opt/python.
set -eu
mkdir -p /src && cd /src
apt-get source -qq --download-only python3.11 sqlite3
rm -rf sqlite python
mkdir sqlite python
tar xf sqlite3_*.orig.tar.xz -C sqlite --strip-components=1
tar xf python3.11_*.orig.tar.gz -C python --strip-components=1

cd /src/sqlite
CFLAGS="-O2 -fPIC" ./configure -q --prefix=/opt/python --disable-tcl --disable-shared --disable-readline --enable-fts5
make -s -j"$(nproc)" libsqlite3.la sqlite3.h
make -s install

cd /src/python
./configure -q --prefix=/opt/python --enable-shared --with-ensurepip=install CPPFLAGS="-I/opt/python/include" \
  LDFLAGS="-L/opt/python/lib -Wl,-rpath=/opt/python/lib" LIBS="-lm -ldl -lpthread"
make -s -j"$(nproc)"
make -s altinstall
find /opt/python -name '*.so*' -exec strip --strip-unneeded {} + 2>/dev/null || true
/opt/python/bin/python3.11 -c 'import bz2, ctypes, lzma, sqlite3, zlib; assert sqlite3.sqlite_version_info >= (3, 37)'
