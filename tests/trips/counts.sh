#!/bin/sh
# What is read is counted, and nothing of people is kept. counts.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1" >&2; exit 1; }
library=$work/library out=${OUT:-$work/out}
run() { "$lectern" run --library "$library" --config "$here/profiles/10-inch.ini" --script "$here/$1.script" --out "$out/$1"; }
counts() { "$lectern" counts --library "$library" "$@"; }
[ -z "$("$lectern" counts --library "$work/none")" ] || fail "no library has counts"
"$lectern" add --library "$library" "$samples" >/dev/null
[ -z "$(counts)" ] || fail "a new library has counts"
mkdir "$work/stick"
STICK=$work/stick
export STICK
run counts
header='title,day,opened,listened (10 seconds or more read aloud),finished (last words heard or shown for 10 seconds)'
part='How to take part in Learning Together UK,2031-03-09,2,1,0'
briefing='Learning together: support in every ordinary school. A briefing,2031-03-09,1,0,1'
printf '%s\r\n' "$header" "$part" "$briefing" >"$work/expected.csv"
counts --csv >"$work/counts.csv"
cmp "$work/expected.csv" "$work/counts.csv" || { cat "$work/counts.csv"; fail "the counts are not these"; }
# the same on the stick, under a name that was free, begun with the mark of UTF-8
for name in lectern-counts-2031-03-09.csv lectern-counts-2031-03-09-2.csv; do
    { printf '\357\273\277'; cat "$work/expected.csv"; } | cmp - "$work/stick/$name" || fail "$name is not the counts"
done
[ "$(ls "$work/stick" | wc -l)" = 2 ] || fail "something else is on the stick"
run counts_again
counts --csv | grep -q '^How to take part in Learning Together UK,start 1,1,0,0' || fail "a start without a clock is not counted"
# a document that is removed keeps its numbers by its title
id=$("$lectern" list --library "$library" | grep 'How to take part' | cut -c1-12)
"$lectern" remove --library "$library" "$id" >/dev/null
counts --csv | grep -q "^$part" || fail "what was removed has lost its numbers"
counts | grep -q "^0	0	0	3	1	0	How to take part in Learning Together UK\$" || { counts; fail "the sums are not these"; }
counts --xml 2>/dev/null && fail "an option is known that does not exist"
run counts_clear
[ -z "$(counts)" ] || fail "the counts are not cleared"
