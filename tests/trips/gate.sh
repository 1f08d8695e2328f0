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
# Signed packs: a document, the same pack with a byte more, and beside them a document that nobody signed.
mkdir "$work/pack" "$work/good" "$work/bad"
printf '<!doctype html><html lang="en"><title>Papers for all</title><h1>Papers for all</h1><p>We learn together.</p></html>' >"$work/pack/a.html"
cat >"$work/pack/manifest.ini" <<END
[pack]
id = org.example.papers
version = 1
title = Papers
maker = The makers
language = en-GB
[Briefings]
document = a.html
END
"$lectern" pack "$work/pack" -o "$work/good/papers.lectern" --key "$here/packs/maker.key" >/dev/null
"$lectern" trust --library "$work/library" "$here/packs/maker.pub" >/dev/null
sed 's/Papers for all/Not of the pack/g' "$work/pack/a.html" >"$work/good/b.html"
cp "$work/good/"* "$work/bad"
printf x >>"$work/bad/papers.lectern"
GOOD=$work/good BAD=$work/bad
export GOOD BAD
run gate_pack
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
