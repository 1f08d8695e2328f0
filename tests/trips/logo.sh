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

cp "$here/logo/logo.png" "$here/logo/logo.jpg" "$here/logo/logo.svg" "$work"
run() { # PROFILE LOGO SCRIPT
    { cat "$here/profiles/$1-inch.ini"; printf '[kiosk]\nname = %s\nlogo = %s\n' "$name" "$2"; } >"$work/lectern.ini"
    LOGO=$2 "$lectern" run --library "$work/library-$2" --config "$work/lectern.ini" --script "$here/$3.script" --out "$out/$1-$2" 2>"$work/notes"
}

for profile in 7 10 15 21; do
    for logo in logo.png logo.jpg logo.svg; do
        run $profile $logo logo || { cat "$work/notes"; fail "$logo on $profile inches"; }
        [ "$(pictures "$out/$profile-$logo/attract.json")" = 1 ] || fail "$logo is not on the first screen of $profile inches"
        [ "$(pictures "$out/$profile-$logo/home.json")" = 1 ] || fail "$logo is not on the home screen of $profile inches"
        [ "$(pictures "$out/$profile-$logo/without.json")" = 0 ] || fail "$logo stands where pictures are not wanted"
    done
done

# no picture, though it is called one; a folder; nothing; one that is cut off
echo "this is no picture" >"$work/words.png"
head -c 500 "$here/logo/logo.png" >"$work/cut.png"
mkdir "$work/folder.png"
: >"$work/empty.svg"
for logo in words.png folder.png empty.svg cut.png; do
    run 10 $logo logo_broken || { cat "$work/notes"; fail "$logo is not told of"; }
    grep -q "$logo: this logo can't be shown" "$work/notes" || fail "$logo is not in the journal"
    [ "$(pictures "$out/10-$logo/attract.json")" = 0 ] || fail "$logo shows"
done

# none of that name: its line is named, and what it may be called instead
mv "$work/logo.jpg" "$work/logo.jpg.jpg"
run 10 logo.jpg logo_gone || { cat "$work/notes"; fail "a logo that is not there is not told of"; }
grep -q "There is no picture 'logo.jpg'" "$work/notes" || fail "a logo that is not there is not in the journal"
[ "$(pictures "$out/10-logo.jpg/attract.json")" = 0 ] || fail "a logo that is not there shows"
mv "$work/logo.jpg.jpg" "$work/logo.jpg"

# Packs bring theirs: where lectern.ini names none it shows, under its maker's name; of two makers none; gone with its pack.
library=$work/library-
staff() { "$lectern" --config "$work/lectern.ini" --library "$library" "$@" >"$work/said" 2>&1 || { cat "$work/said"; fail "'$*' failed"; }; }
pack() { # ID MAKER LOGO: a signed pack in $work/ID.lectern
    mkdir -p "$work/$1"
    cp "$work/$3" "$work/$1"
    printf '<!doctype html><html lang="en"><title>Of %s</title><h1>Of %s</h1><p>We ask for a school for all.</p></html>' "$1" "$1" >"$work/$1/one.html"
    printf '[pack]\nid = %s\nversion = 1\ntitle = Papers of %s\nmaker = %s\nlogo = %s\n[Briefings]\ndocument = one.html\n' "$1" "$1" "$2" "$3" >"$work/$1/manifest.ini"
    staff pack "$work/$1" -o "$work/$1.lectern" --key "$here/packs/maker.key"
}
shows() { # TIMES NAME ON
    name=$2
    [ "$(pictures "$out/$3/attract.json")" = "$1" ] || fail "on the first screen of $3: not $1 times $2"
    [ "$(pictures "$out/$3/home.json")" = "$1" ] || fail "on the home screen of $3: not $1 times $2"
    name=Canolfan
}
for profile in 7 10 21; do
    rm -rf "$library"
    pack one "Some makers" logo.png
    staff trust "$here/packs/maker.pub"
    staff add "$work/one.lectern"
    run $profile "" logo || { cat "$work/notes"; fail "a pack's logo on $profile inches"; }
    shows 1 "Some makers" "$profile-"
    [ "$(pictures "$out/$profile-/attract.json")" = 0 ] || fail "a pack's logo has the kiosk's name"
done
cp -r "$library" "$work/library-logo.svg-packs"
library=$work/library-logo.svg-packs
{ cat "$here/profiles/10-inch.ini"; printf '[kiosk]\nname = %s\nlogo = logo.svg\n' "$name"; } >"$work/lectern.ini"
"$lectern" run --library "$library" --config "$work/lectern.ini" --script "$here/logo.script" --out "$out/both"
shows 1 Canolfan both
shows 0 "Some makers" both
library=$work/library-
pack two "Other makers" logo.jpg
staff add "$work/two.lectern"
run 10 "" logo
shows 0 "Some makers" 10-
shows 0 "Other makers" 10-
staff remove one
run 10 "" logo
shows 1 "Other makers" 10-
staff remove two
cp "$work/words.png" "$work/bad.png"
pack three "Some makers" bad.png
staff add "$work/three.lectern"
PACK="Papers of three" run 10 "" logo_of_pack_broken || { cat "$work/notes"; fail "a pack's broken logo is not told of"; }
shows 0 "Some makers" 10-
staff remove three
mkdir "$work/stick"
cp "$work/one.lectern" "$work/one.lectern.minisig" "$work/stick"
STICK=$work/stick run 10 "" logo_of_stick || { cat "$work/notes"; fail "a pack on a stick"; }
shows 1 "Some makers" 10-
