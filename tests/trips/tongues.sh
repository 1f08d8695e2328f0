#!/bin/sh
# Titles are spoken in their own language, and the interface's words in its own: tongues.sh LECTERN SAMPLES
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
OUT=$work "$here/run.sh" "$1" "$2" "$here/tongues.script"

# spoken LANGUAGE WORDS TIMES: so often at least they were said by the voice of that language, and never by another.
spoken() {
    awk -F '\t' -v lang="$1" -v words="$2" -v times="$3" '
        index($4, words) {
            if ($3 == lang || index($3, lang "-") == 1) right++; else { wrong++; print }
        }
        END { exit wrong || right < times }' "$work/speech.tsv" ||
        { echo "tongues: \"$2\" was not spoken $3 times in $1 only" >&2 && exit 1; }
}

spoken cy "Dysgu gyda" 4 # explored on the shelf, opened, in the reader, in Where am I
spoken en "2 pages." 1
spoken cy "Mae gan blant anabl yr un hawl" 1 # found
spoken en "Page 1." 3
spoken en "Where am I?" 1
spoken en "Screen 1 of" 1
spoken cy "Papurau briffio" 1
spoken en "Learning together" 1
spoken cy "7 tudalen" 1
echo "titles by their own voices"
