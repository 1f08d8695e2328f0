#!/bin/sh
# A whole visit, from attract to attract, in three profiles of glass: each word of an Easy Read document sounds once and in order, and the
# next visitor finds nothing of it. visits.sh LECTERN SAMPLES VISIT [PROFILE...]; $OUT keeps what they leave.
set -eu
lectern=$1 samples=$2 visit=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
document="$samples/Briefings/Learning together - Easy Read.pdf"
words=$("$lectern" text "$document" | wc -w)
last=$("$lectern" text "$document" | tr -s ' \n' '\n\n' | grep . | tail -n 1)
"$lectern" add --library "$work/library" "$samples" >/dev/null
cat "$here/visits/$visit.script" "$here/visits/next_visitor.script" >"$work/$visit.script"

# run SCRIPT OUT, with the profile of the day
run() {
    "$lectern" run --library "$work/library" --config "$work/lectern.ini" --script "$1" --out "$2"
}

for profile in "${@:-10-inch}"; do
    cat "$here/../../board/lectern.ini" "$here/profiles/$profile.ini" >"$work/lectern.ini"
    run "$here/visits/next_visitor.script" "$work/unused"
    run "$work/$visit.script" "$out/$profile"
    awk -F '\t' -v words="$words" -v ends="$last" '
        $3 == lit + 1 { lit = $3; text = $4 }
        END { if (lit != words || text != ends) { printf "%d of %d words sounded in a row, to %s\n", lit, words, text; exit 1 } }' \
        "$out/$profile/highlight.tsv" || { echo "$visit, $profile" >&2 && exit 1; }
    for tree in "$work"/unused/*.json; do
        cmp "$tree" "$out/$profile/$(basename "$tree")" || { echo "$visit, $profile: the visit has left something" >&2 && exit 1; }
    done
    if [ -e "$out/$profile/rested.json" ]; then # the place is kept: the same words show
        cmp "$out/$profile/paused.json" "$out/$profile/rested.json"
    fi
done
