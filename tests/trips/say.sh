#!/bin/sh
# Every sample, spoken whole at four speeds: each word of the document has one mark, in order, or stands among the skipped with a reason; no
# mark is out of range. say.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find "$samples" -type f >"$work/list"
while IFS= read -r file; do
    words=$("$lectern" text "$file" --format json | sed -n 's/.*"words": *\([0-9]*\).*/\1/p' | head -n 1)
    for rate in 80 175 300 450; do
        "$lectern" say "$file" --rate "$rate" --wav "$work/a.wav" --marks "$work/marks" --skipped "$work/skipped"
        length=$(($(wc -c <"$work/a.wav") - 44))
        awk -F '\t' -v words="$words" -v ms="$((length * 1000 / 44100 + 1))" -v name="$file at $rate" '
            function complain(what) { printf "%s: %s: %s\n", name, what, $0; bad = 1 }
            FNR == NR {
                if ($3 <= last || seen[$3]++) complain("out of order")
                if ($1 < end_ms - 0.1 || $2 < $1 || $2 > ms) complain("out of time")
                last = $3; end_ms = $1; marks++
                next
            }
            $1 <= words { if (seen[$1]++) complain("marked and skipped"); if ($2 == "") complain("no reason"); skips++ }
            END {
                for (i = 1; i <= words; i++) if (!seen[i]) { printf "%s: word %d is lost\n", name, i; bad = 1 }
                printf "%s: %d words, %d marks, %d skipped\n", name, words, marks, skips
                if (!words || bad) exit 1
            }' "$work/marks" "$work/skipped"
    done
done <"$work/list"
