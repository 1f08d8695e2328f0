#!/bin/sh
# The organiser's picture, of each kind that is known, on four glasses; and what is no picture. logo.sh LECTERN
set -eu
lectern=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
name="Canolfan"
fail() { echo "logo: $1"; exit 1; }
pictures() { grep -o '"role": *"picture", *"name": *"[^"]*"' "$1" | grep -c "$name" || true; }

cp "$here/logo/logo.png" "$here/logo/logo.svg" "$work"
run() { # PROFILE LOGO SCRIPT
    { cat "$here/profiles/$1-inch.ini"; printf '[kiosk]\nname = %s\nlogo = %s\n' "$name" "$2"; } >"$work/lectern.ini"
    LOGO=$2 "$lectern" run --library "$work/library-$2" --config "$work/lectern.ini" --script "$here/$3.script" --out "$out/$1-$2" 2>"$work/notes"
}

for profile in 7 10 15 21; do
    for logo in logo.png logo.svg; do
        run $profile $logo logo || { cat "$work/notes"; fail "$logo on $profile inches"; }
        [ "$(pictures "$out/$profile-$logo/attract.json")" = 1 ] || fail "$logo is not on the first screen of $profile inches"
        [ "$(pictures "$out/$profile-$logo/home.json")" = 1 ] || fail "$logo is not on the home screen of $profile inches"
        [ "$(pictures "$out/$profile-$logo/without.json")" = 0 ] || fail "$logo stands where pictures are not wanted"
    done
done

# no picture, though it is called one; none there; a folder; one that is cut off
echo "this is no picture" >"$work/words.png"
head -c 500 "$here/logo/logo.png" >"$work/cut.png"
mkdir "$work/folder.png"
: >"$work/empty.svg"
for logo in words.png nowhere.jpg folder.png empty.svg cut.png; do
    run 10 $logo logo_broken || { cat "$work/notes"; fail "$logo is not told of"; }
    grep -q "$logo: this logo can't be shown" "$work/notes" || fail "$logo is not in the journal"
    [ "$(pictures "$out/10-$logo/attract.json")" = 0 ] || fail "$logo shows"
done
