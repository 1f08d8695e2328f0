#!/bin/sh
# Packs that a sync engine puts into the drop folder: a visitor finds more to read, staff find what went wrong. drop.sh LECTERN
set -eu
lectern=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
mkdir "$work/pack" "$work/drop"
pack() {
    printf '<!doctype html><html lang="en"><title>Papers %s</title><h1>Papers %s</h1><p>We learn together.</p></html>' \
        "$1" "$1" >"$work/pack/a.html"
    printf '[pack]\nid = org.example.papers\nversion = %s\ntitle = Papers\n[Briefings]\ndocument = a.html\n' "$1" >"$work/pack/manifest.ini"
    "$lectern" pack "$work/pack" -o "$work/$2" --key "$here/packs/maker.key" >/dev/null
}
"$lectern" trust --library "$work/library" "$here/packs/maker.pub" >/dev/null
config=$work/lectern.ini
{ cat "$here/profiles/10-inch.ini"; printf '[library]\ndrop = %s\n' "$work/drop"; } >"$config"
run() {
    EXPECTED=$2 "$lectern" run --library "$work/library" --config "$config" --script "$here/drop.script" --out "$out/$2"
}
pack 1 papers.lectern
cp "$work/papers.lectern" "$work/papers.lectern.minisig" "$work/drop"
cp "$work/pack/a.html" "$work/drop/Not of a pack.html"
run drop 1
# A later version while half of it is there, under the name that Syncthing gives it: the one before stays. Then the whole.
pack 2 later.lectern
head -c 1000 "$work/later.lectern" >"$work/drop/.syncthing.papers.lectern.tmp"
run drop 1
rm "$work/drop/.syncthing.papers.lectern.tmp"
cp "$work/later.lectern" "$work/drop/papers.lectern"
cp "$work/later.lectern.minisig" "$work/drop/papers.lectern.minisig"
run drop 2
[ "$("$lectern" list --library "$work/library" | wc -l)" = 1 ] || { echo "the library does not hold just the pack's document"; exit 1; }
[ "$(ls "$work/drop" | wc -l)" = 3 ] || { echo "the drop folder was changed"; exit 1; }
# A pack of a maker whom nobody trusts any more: visitors find nothing of it, staff are told.
pack 3 papers.lectern
cp "$work/papers.lectern" "$work/papers.lectern.minisig" "$work/drop"
"$lectern" trust --library "$work/library" --remove 6D616B6572206F66 >/dev/null
"$lectern" run --library "$work/library" --config "$config" --script "$here/drop_problem.script" --out "$out/problem"
