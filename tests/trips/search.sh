#!/bin/sh
# Looking for words by touch, keypad, keyboard and switch; Back comes to the same place. search.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$lectern" add --library "$work/library" "$samples" >/dev/null
for script in search search_switch; do
    "$lectern" run --library "$work/library" --config "$here/../../board/lectern.ini" \
        --script "$here/$script.script" --out "$work/$script"
done
same() {
    sed "s/\"focus\": *[0-9]*//; s/\"focused\"//" "$work/search/$1.json" >"$work/one"
    sed "s/\"focus\": *[0-9]*//; s/\"focused\"//" "$work/search/$2.json" >"$work/other"
    cmp "$work/one" "$work/other"
}
# what was read before a search is there again after it, and the results stand as they stood, with the same one chosen
same reader_before reader_after
cmp "$work/search/by_keys.json" "$work/search/by_keys_again.json"
# what was typed is nowhere in the library (A69)
if grep -rq skool "$work/library"; then
    echo "what was typed was kept" >&2
    exit 1
fi
echo "found by touch, keypad, keyboard and switch"
