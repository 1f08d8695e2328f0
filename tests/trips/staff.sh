#!/bin/sh
# The third trip of the design: plug in a stick, gain its documents. staff.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$samples" "$work/stick"
: >"$work/stick/empty.pdf"
printf '%%PDF-1.7\nthis is not a document\n' >"$work/stick/damaged.pdf"
STICK=$work/stick
export STICK
"$lectern" run --library "$work/library" --config "$here/profiles/15-inch.ini" --script "$here/staff.script" --out "${OUT:-$work/out}"
[ "$("$lectern" list --library "$work/library" | wc -l)" = 9 ] || { echo "the library does not hold nine documents"; exit 1; }
[ -z "$(ls -A "$work/library/incoming" | grep -v lock || true)" ] || { echo "something was left in incoming"; exit 1; }
