#!/bin/sh
# The same visit by touch on a glass that hangs at each angle: people see, touch and hear the same. turned.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$lectern" add --library "$work/library" "$samples" >/dev/null
for angle in 0 90 180 270; do
    sed "s/^rotate = 0$/rotate = $angle/" "$here/../../board/lectern.ini" >"$work/$angle.ini"
    grep -qx "rotate = $angle" "$work/$angle.ini"
    "$lectern" run --library "$work/library" --config "$work/$angle.ini" --script "$here/turned.script" --out "$work/$angle"
    for picture in attract home reach reader upright lit; do
        cmp "$work/0/$picture.png" "$work/$angle/$picture.png"
    done
    cmp "$work/0/reader.json" "$work/$angle/reader.json"
    cmp "$work/0/highlight.tsv" "$work/$angle/highlight.tsv"
done
echo "four angles, the same visit"
