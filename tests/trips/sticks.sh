#!/bin/sh
# Two sticks at once, and one that is written to: sticks.sh LECTERN
set -eu
lectern=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ONE=$work/sda1 TWO=$work/sda2
export ONE TWO
mkdir -p "$ONE/History" "$TWO"
printf '# First of one\n\nSome words of its own.\n' >"$ONE/History/first-of-one.md"
printf '# Second of one\n\nOther words of its own.\n' >"$ONE/second-of-one.md"
printf '# First of two\n\nThe words of the other stick.\n' >"$TWO/first-of-two.md"
cat "$here/profiles/15-inch.ini" - >"$work/lectern.ini" <<END
[kiosk]
pin = 246802
[board]
requests = $work/requests
END
"$lectern" run --library "$work/library" --config "$work/lectern.ini" --script "$here/sticks.script" --out "${OUT:-$work/out}"
[ "$("$lectern" list --library "$work/library" | wc -l)" = 3 ] || { echo "the library does not hold three documents"; exit 1; }
