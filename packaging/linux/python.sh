#!/bin/sh
# In the build root: SQLite (static) and CPython for one architecture and one glibc, from Debian's sources of the release that has
# this series, compiled by zig, which brings the headers and symbols of every glibc.
# python.sh SERIES amd64|arm64 GLIBC [FOLDER]     FOLDER receives /opt/python; without it, it becomes this root's own.
set -eu
series=$1 arch=$2 glibc=$3 into=${4:-}
case $arch in
  amd64) machine=x86_64 ;;
  arm64) machine=aarch64 ;;
esac
triplet=$machine-linux-gnu
work=/src/$arch
rm -rf "$work"
mkdir -p "$work/sqlite" "$work/python" "$work/packages" && cd "$work"

# What CPython's modules use of the system: headers and libraries of Debian 11. Unpacked, not installed, so that the compiler
# sees nothing else of Debian, above all not the headers of its glibc.
dpkg --add-architecture "$arch"
apt-get update -qq
(cd packages && apt-get download -qq $(for name in zlib1g-dev zlib1g libffi-dev libffi7 libbz2-dev libbz2-1.0 liblzma-dev liblzma5; do echo "$name:$arch"; done))
for package in packages/*.deb; do dpkg-deb -x "$package" system; done
includes="-isystem $work/system/usr/include -isystem $work/system/usr/include/$triplet"
libraries="-L$work/system/usr/lib/$triplet -L$work/system/lib/$triplet"

# configure asks the compiler for its version and its system in ways that zig does not know with a glibc in the target.
cat >/usr/local/bin/cc-$arch <<END
#!/bin/sh
case \$1 in
  --print-multiarch | -print-multiarch) echo $triplet ;;
  --version | -v) exec /opt/zig/zig cc "\$@" ;;
  *) exec /opt/zig/zig cc -target $triplet.$glibc -fno-sanitize=undefined -Wno-date-time "\$@" ;;
esac
END
chmod +x /usr/local/bin/cc-$arch
export CC=cc-$arch AR="/opt/zig/zig ar" RANLIB="/opt/zig/zig ranlib" ZIG_GLOBAL_CACHE_DIR=/src/zig ZIG_LOCAL_CACHE_DIR=/src/zig

cd /src
ls sqlite3_*.orig.tar.xz "python${series}"_*.orig.tar.xz >/dev/null 2>&1 || apt-get source -qq --download-only "python$series" sqlite3
cd "$work"
tar xf /src/sqlite3_*.orig.tar.xz -C sqlite --strip-components=1
tar xf /src/"python${series}"_*.orig.tar.xz -C python --strip-components=1
tar xf /src/"python${series}"_*.debian.tar.xz debian/patches

# Debian's *.patch are corrections from the Python project (security above all); its *.diff fit Python into Debian and stay out.
grep '\.patch$' debian/patches/series | while read -r correction; do
  patch -d python -p1 --silent --no-backup-if-mismatch <"debian/patches/$correction"
done

# SQLite's one source file, made by its own configure (which only needs a compiler of this computer for that).
cd "$work/sqlite"
CC=gcc ./configure -q --disable-tcl --disable-readline >/dev/null
make -s sqlite3.c sqlite3.h
mkdir -p ../own/include ../own/lib
cp sqlite3.h ../own/include/
$CC -O2 -fPIC -DNDEBUG -DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_FTS5 -DSQLITE_TEMP_STORE=1 -c sqlite3.c -o sqlite3.o
$AR rcs ../own/lib/libsqlite3.a sqlite3.o

cd "$work/python"
sed -i 's/-Wl,-h\$/-Wl,-soname,$/' Makefile.pre.in # zig's linker knows the long name only
cross=
if [ "$arch" != "$(dpkg --print-architecture)" ]; then
  # What configure would try out by running it.
  cross="--host=$triplet --build=$(uname -m)-linux-gnu --with-build-python=/opt/python/bin/python$series ac_cv_file__dev_ptmx=yes ac_cv_file__dev_ptc=no ac_cv_buggy_getaddrinfo=no"
fi
OPT="-DNDEBUG -O3" ./configure -q --prefix=/opt/python --enable-shared --with-ensurepip="$([ -n "$cross" ] && echo no || echo install)" --disable-test-modules $cross \
  CPPFLAGS="-I$work/own/include $includes" LDFLAGS="-L$work/own/lib $libraries -Wl,-rpath=/opt/python/lib" LIBS="-lm -ldl -lpthread"
make -s -j"$(nproc)" PY3LIBRARY= # nobody links against it
make -s altinstall PY3LIBRARY= DESTDIR="$into"
