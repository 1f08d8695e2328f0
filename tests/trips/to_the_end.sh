#!/bin/sh
# A whole document by ear: every word is lit once, in order, over all its screens. to_the_end.sh LECTERN LIGHT SAMPLES
set -eu
lectern=$1 light=$2 samples=$3
here=$(cd "$(dirname "$0")" && pwd)
OUT=$(mktemp -d)
trap 'rm -rf "$OUT"' EXIT
export OUT
"$here/run.sh" "$lectern" "$samples" "$here/to_the_end.script"
words=$("$lectern" text "$samples/Resources/Visitor guide to Lectern.html" | wc -w)
awk -F '\t' -v words="$words" '
    $3 == last + 1 { last = $3 }
    END { if (last != words) { printf "%d of %d words were lit in a row\n", last, words; exit 1 } }' "$OUT/highlight.tsv"
"$light" "$OUT" "Visitor guide"
