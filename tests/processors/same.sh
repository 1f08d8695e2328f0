#!/bin/sh
# The same visit on two processors, or on two releases of Debian: same.sh LECTERN OTHER... where OTHER... is a command that starts the other
# one's lectern. What shows, with each line break, and what is said must be the same; each word may sound so many milliseconds apart. The
# library is made by the first.
set -eu
apart_ms=25 # one period of the sound is 23
here=$(cd "$(dirname "$0")" && pwd)
lectern=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$lectern" add --library "$work/library" "$here/../../assets/samples/library" >/dev/null
visit() {
    out=$1
    shift
    "$@" run --library "$work/library" --config "$here/../../board/lectern.ini" --script "$here/visit.script" --out "$out"
}
visit "$work/one" "$lectern"
visit "$work/other" "$@"

screens=0
for screen in "$work"/one/*.json; do
    diff "$screen" "$work/other/${screen##*/}" || {
        echo "${screen##*/} is not the same"
        exit 1
    }
    screens=$((screens + 1))
done
for one in one other; do
    cut -f 2- "$work/$one/speech.tsv" >"$work/$one/said"
    cut -f 3- "$work/$one/highlight.tsv" >"$work/$one/lit"
done
diff "$work/one/said" "$work/other/said"
diff "$work/one/lit" "$work/other/lit"
words=$(wc -l <"$work/one/lit")
[ "$screens" -ge 6 ] && [ "$words" -ge 90 ] || {
    echo "only $screens screens and $words words"
    exit 1
}
most=$(paste "$work/one/highlight.tsv" "$work/other/highlight.tsv" |
    awk -F '\t' '{ d = $1 - $5; if (d < 0) d = -d; if (d > most) most = d } END { print most + 0 }')
[ "$most" -le $apart_ms ] || {
    echo "a word sounds $most ms apart"
    exit 1
}
sound="not sample for sample"
! cmp -s "$work/one/audio.wav" "$work/other/audio.wav" || sound="sample for sample"
echo "$screens screens and what is said are the same; $words words sound at most $most ms apart; the sound is the same: $sound"
