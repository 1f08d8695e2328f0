#!/bin/sh
# The first two trips of the design on each sample: touch a document and see it, touch Listen and hear it, largest and White on black. Then the
# ear against the eye: every lit word is where its sound is (light, a program beside this file).
# each_sample.sh LECTERN LIGHT SAMPLES
set -eu
lectern=$1 light=$2 samples=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
find "$samples" -type f >"$work/list"
while IFS= read -r file; do
    SECTION=$(basename "$(dirname "$file")")
    mkdir -p "$work/in/$SECTION"
    cp "$file" "$work/in/$SECTION/"
    "$lectern" add --library "$work/library" "$work/in" >"$work/added"
    TITLE=$("$lectern" list --library "$work/library" --json | sed -n 's/.*"title": *"\([^"]*\)".*/\1/p')
    export SECTION TITLE
    "$lectern" run --library "$work/library" --config "$here/profiles/10-inch.ini" \
        --script "$here/open_and_listen.script" --out "$work/out"
    words=$(wc -l <"$work/out/highlight.tsv")
    [ "$words" -ge 60 ] || { echo "$file: only $words words were lit"; exit 1; }
    cmp -s "$work/out/first.json" "$work/out/later.json" && { echo "$file: the voice turned no screen"; exit 1; }
    "$light" "$work/out" "$file"
    rm -rf "$work/library" "$work/in" "$work/out"
    count=$((count + 1))
done <"$work/list"
[ "$count" -ge 8 ] || { echo "only $count samples"; exit 1; }
echo "$count samples opened and heard"
