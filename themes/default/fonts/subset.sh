#!/usr/bin/env bash
# Makes the fonts of this folder from Debian's packages; the results are committed, so a build needs none of this.
#
# Kept are the 8105 characters of 通用规范汉字表, all of GB 2312, and the marks below; hinting is dropped, since print
# needs none. Run it where apt-get, dpkg-deb, python3 and pip are at hand: ./subset.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

apt-get download texlive-lang-chinese fonts-noto-cjk fonts-noto-cjk-extra unicode-data
for package in ./*.deb; do dpkg-deb -x "$package" root; done
python3 -m venv python && python/bin/pip install --quiet fonttools==4.60.1

python3 - root/usr/share/unicode >characters.txt <<'PYTHON'
import bz2, glob, sys

keep = set(range(0x20, 0x7F))
# Everything GB 2312 has: hanzi, marks, full-width letters, Greek, kana, rules of tables.
for row in range(0xA1, 0xF8):
    for cell in range(0xA1, 0xFF):
        try:
            keep.update(map(ord, bytes([row, cell]).decode("gb2312")))
        except UnicodeDecodeError:
            pass
# 通用规范汉字表, as Unihan's kTGH lists it.
for name in glob.glob(sys.argv[1] + "/Unihan_*.bz2"):
    for line in bz2.open(name, "rt", encoding="utf-8"):
        field = line.split("\t")
        if len(field) > 1 and field[1] == "kTGH":
            keep.add(int(field[0][2:], 16))
keep.update(map(ord, "·—…‘’“”〔〕〈〉《》「」『』【】①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳℃‰㎡㎞㎏±×÷≤≥≠≈√−–●○◆◇▲△▼▽■□★☆⊘→←↑↓⇒￥€£°′″²³₀₁₂₃₄‑‒―‖†‡•‹›※ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"))
print("\n".join(f"U+{c:04X}" for c in sorted(keep)))
PYTHON

subset() { # FILE NUMBER-IN-COLLECTION RESULT
  python/bin/pyftsubset "$1" --font-number="$2" --unicodes-file=characters.txt --output-file="$here/$3" \
    --layout-features='kern,mark,mkmk,liga,ccmp,locl,fwid,hwid,pwid,halt,palt,vert' --name-IDs='*' \
    --notdef-outline --drop-tables+=DSIG --no-hinting --desubroutinize --no-recalc-timestamp
}
fandol=root/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
noto=root/usr/share/fonts/opentype/noto
subset $fandol/FandolFang-Regular.otf 0 FandolFang-Regular.otf
subset $fandol/FandolKai-Regular.otf 0 FandolKai-Regular.otf
subset $noto/NotoSansCJK-Regular.ttc 2 NotoSansCJKsc-Regular.otf
subset $noto/NotoSerifCJK-Regular.ttc 2 NotoSerifCJKsc-Regular.otf
subset $noto/NotoSerifCJK-Black.ttc 2 NotoSerifCJKsc-Black.otf

doc=root/usr/share/doc
gzip -dc $doc/texlive-doc/fonts/fandol/COPYING.gz >"$here/Fandol-COPYING"
{
  printf 'These files are subsets of the Fandol fonts: characters left out, hinting dropped, outlines unchanged.\n\n'
  cat $doc/texlive-doc/fonts/fandol/README
} >"$here/Fandol-README"
cp $doc/fonts-noto-cjk/copyright "$here/Noto-CJK-copyright"
ls -l "$here"
