#!/bin/sh
# Everything of a kiosk to a stick, and from there to a new kiosk, through staff's screens. copies.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
mkdir "$work/pack" "$work/stick" "$work/empty"
printf '<!doctype html><html lang="en"><title>Papers for all</title><h1>Papers for all</h1><p>We learn together.</p></html>' >"$work/pack/a.html"
cat >"$work/pack/manifest.ini" <<END
[pack]
id = org.example.papers
version = 3
title = Papers
maker = The makers
[Briefings]
document = a.html
END
"$lectern" pack "$work/pack" -o "$work/papers.lectern" --key "$here/packs/maker.key" >/dev/null
"$lectern" trust --library "$work/old" "$here/packs/maker.pub" >/dev/null
"$lectern" add --library "$work/old" "$samples" "$work/papers.lectern" >/dev/null
STICK=$work/stick EMPTY=$work/empty
export STICK EMPTY

run() {
    "$lectern" run --library "$work/$2" --config "$here/profiles/${PROFILE:-10}-inch.ini" --script "$here/$1.script" --out "$out/$1"
}
same() {
    "$lectern" list --json "$@" --library "$work/old" >"$work/old.json"
    "$lectern" list --json "$@" --library "$work/new" >"$work/new.json"
    cmp "$work/old.json" "$work/new.json" || { echo "the two kiosks do not hold the same"; exit 1; }
}
run copies_save old
[ "$(ls "$work/stick" | wc -l)" = 1 ] || { echo "the stick has more than the copy"; ls "$work/stick"; exit 1; }
(cd "$work/stick/"* && sha256sum --quiet -c SHA256SUMS)
run copies_back new
same
"$lectern" list --packs --library "$work/new" | grep -q '^org.example.papers  3  ' || { echo "the pack did not come"; exit 1; }
[ -e "$work/new/keys/6D616B6572206F66.pub" ] || { echo "the key did not come"; exit 1; }
# While nobody knows the day, the copy's name says so.
run copies_undated old
[ -d "$work/empty/Lectern copy without date" ] || { echo "the copy's name is another:"; ls "$work/empty"; exit 1; }
rm -r "$work/empty"/*
# An older version of the pack is refused on the new kiosk as on the old one.
sed -i 's/version = 3/version = 2/' "$work/pack/manifest.ini"
"$lectern" pack "$work/pack" -o "$work/older.lectern" --key "$here/packs/maker.key" >/dev/null
"$lectern" add --library "$work/new" "$work/older.lectern" 2>/dev/null && { echo "an older version was taken"; exit 1; }
# A copy with one byte changed is refused whole.
find "$work/stick" -name '*.epub' -exec sh -c 'printf x >>"$1"' sh {} \;
run copies_changed third
[ -z "$("$lectern" list --library "$work/third")" ] || { echo "something of a changed copy was taken"; exit 1; }
