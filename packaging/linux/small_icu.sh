#!/bin/sh
# Qt needs ICU's data library: 30 MB of every language and code page. Keep what is for no language, Chinese, English and the
# code pages of Chinese files.
# small_icu.sh FOLDER_OF_LIBICUDATA [TOOLS]     TOOLS is what the names of the tools of another processor begin with.
set -eu
tools=${2:-}
library=$(ls "$1"/libicudata.so.*)
name=icudt$(basename "$library" | sed 's/.*\.so\.//')
work=$(mktemp -d)
cd "$work"
"${tools}objcopy" -O binary --only-section=.rodata "$library" "${name}l.dat" # the whole section is the one symbol
icupkg -l "${name}l.dat" >all.txt
grep -E '^([a-z]+/)?[a-z]{2,3}(__?[A-Za-z0-9]+)*_?\.res$|\.(cnv|spp)$|^unames\.icu$' all.txt |
  grep -Ev '^([a-z]+/)?(res_index|zh(_Hans(_CN)?|_CN)?|en|en_US)\.res$|^(gb18030|ibm-1386_P100-2001|ibm-1383_P110-1999|windows-936-2000)\.cnv$' >remove.txt
mkdir small # the file's name goes into the names of what it holds
icupkg -r remove.txt "${name}l.dat" "small/${name}l.dat"
printf '.section .rodata\n.balign 16\n.global %s\n.type %s, %%object\n%s:\n.incbin "small/%s"\n.size %s, .-%s\n.section .note.GNU-stack,"",%%progbits\n' \
  "${name}_dat" "${name}_dat" "${name}_dat" "${name}l.dat" "${name}_dat" "${name}_dat" >data.s
"${tools}as" -o data.o data.s
"${tools}ld" -shared -o small.so -soname "$(basename "$library")" --build-id=none data.o
cp small.so "$library"
rm -rf "$work"
