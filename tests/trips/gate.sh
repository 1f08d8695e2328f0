#!/bin/sh
# Who may: scripts on one library, started again and again, as a kiosk is. gate.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
cp -r "$samples" "$work/stick"
mkfifo "$work/stick/who opens this waits for ever.pdf"
STICK=$work/stick
export STICK
mkdir "$work/card"
echo "a card has files" >"$work/card/config.txt"
config=$work/lectern.ini
{ cat "$here/profiles/${PROFILE:-10}-inch.ini"; printf '[kiosk]\nreset_pin = %s\n' "$work/card/reset-pin"; } >"$config"

run() {
    "$lectern" run --library "$work/library" --config "$config" --script "$here/$1.script" --out "$out/$1"
}
run gate
run gate_again
: >"$work/card/reset-pin"
run gate_reset
[ ! -e "$work/card/reset-pin" ] || { echo "the file that resets was left on the card"; exit 1; }
: >"$work/card/reset-pin" # as if it could not be taken off
run gate_after
rm "$work/card/reset-pin"
# What anybody could read or hear in the room: the numbers on the keys are in none of it. "5" was said, in the headset.
for said in "$out"/*/speech.tsv; do
    ! awk -F '\t' '$2 != "headset" && $4 ~ /(^|[.:] )[0-9][.]? *(Button|$)/' "$said" | grep . || {
        echo "a number was said to the room: $said"
        exit 1
    }
done
awk -F '\t' '$2 == "headset" && $4 ~ /^5[.]/' "$out/gate/speech.tsv" | grep -q . || {
    echo "no number was said in the headset: this proves nothing"
    exit 1
}
! grep -E '"(name|value)": "[0-9]"|"digit", "argument"|"focused"' "$out/gate/pin.json" || {
    echo "a number is in the widget dump"
    exit 1
}
