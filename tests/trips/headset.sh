#!/bin/sh
# Headset in and out, the sound device lost and back, an action during speech: what is heard, where, and when. headset.sh LECTERN HEARD SAMPLES
set -eu
lectern=$1 heard=$2 samples=$3
here=$(cd "$(dirname "$0")" && pwd)
OUT=$(mktemp -d)
trap 'rm -rf "$OUT"' EXIT
export OUT
"$here/run.sh" "$lectern" "$samples" "$here/headset.script"

"$heard" "$OUT" "headset in" 1 sounds 0 1000  # from idle (A65)
"$heard" "$OUT" "headset out" 1 silent 0 900  # nothing spills where nothing was read
"$heard" "$OUT" "headset in" 2 sounds 0 1000
"$heard" "$OUT" "headset out" 2 silent 100 5000 # while reading (A68)
"$heard" "$OUT" "headset in" 3 sounds 0 1000
"$heard" "$OUT" "tap Menu" 3 silent 100 3000 # an action during speech (A19)
"$heard" "$OUT" "sound back" 1 sounds 0 1000

# when NAME WHICH: the script's ms of an input.
when() {
    awk -F '\t' -v name="$1" -v which="$2" '$1 == name && ++n == which { print $3 }' "$OUT/input.tsv"
}

# The route of each word that is said is where the headset is (A67).
awk -F '\t' '
    FILENAME ~ /input/ { if ($1 ~ /^headset /) { at[++n] = $3; to[n] = $1 == "headset in" ? "headset" : "speaker" } next }
    {
        route = "speaker"
        for (i = 1; i <= n; i++) if (at[i] < $1 + 1) route = to[i]
        if (route != $2) { print "said by the " $2 ", not the " route ": " $0; bad = 1 }
        seen[$2] = 1
    }
    END { exit bad || !seen["headset"] || !seen["speaker"] }' "$OUT/input.tsv" "$OUT/speech.tsv"

# Without a device the words still light up, at the pace of the voice.
lit=$(awk -F '\t' -v from="$(when 'sound lost' 1)" -v to="$(when 'sound back' 1)" '
    $1 > from && $1 < to { n++ } END { print n + 0 }' "$OUT/highlight.tsv")
[ "$lit" -ge 4 ] || { echo "only $lit words were lit while the sound was lost" >&2 && exit 1; }
