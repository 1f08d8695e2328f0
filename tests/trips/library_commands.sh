#!/bin/sh
# library_commands.sh LECTERN SAMPLES: a library is searched, copied and put back by commands, and a screen of a document becomes a
# picture; what can't be is refused with one line on stderr, and leaves all as it was.
set -eu
lectern=$1 samples=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
library=$work/library
out=$work/out err=$work/err
: >"$work/no.ini"

fail() {
    echo "library_commands: $*" >&2
    sed 's/^/    /' "$out" "$err" >&2
    exit 1
}

# run EXIT ARGUMENT...: the command must end so; what is refused, or is used wrongly, says it in one line.
run() {
    want=$1
    shift
    got=0
    "$lectern" --config "$work/no.ini" --library "$library" "$@" >"$out" 2>"$err" </dev/null || got=$?
    [ "$got" = "$want" ] || fail "'$*' ended with $got, not $want"
    lines=$(wc -l <"$err")
    [ "$lines" = $((want != 0)) ] || fail "'$*' says $lines lines on stderr"
}

says() { grep -q -- "$1" "$out" "$err" || fail "does not say '$1'"; }

run 1 export "$work" # there is no library
mkdir "$work/stick" "$work/documents"
easy="$samples/Briefings/Learning together - Easy Read.pdf"
cp "$easy" "$work/documents/"
run 0 add "$work/documents"

run 0 search skool
says 'Showing results for: school'
says '  9: What we found out: schools'
run 0 search --json school
says '"page":"1","fit":"exact"'
run 0 search --most 1 school
says 'Learning together'
run 0 search --in "$("$lectern" --library "$library" list | cut -c 1-12)" schools
says 'schools'
run 0 search nothinglikeit
says 'Nothing found'
run 2 search
run 2 search --most many school

run 0 export "$work/stick"
says 'Documents saved on the stick: 1'
run 0 export --json "$work/stick"
says '"documents":1,"packs":0,"loose_packs":0,"lost":0'
run 1 export "$work/nowhere/stick"
run 2 export
[ "$(find "$work/stick" -mindepth 1 -maxdepth 1 | wc -l)" = 2 ] || fail "the second copy does not stand beside the first"

copy=$(find "$work/stick" -mindepth 1 -maxdepth 1 | sort | head -n 1)
run 0 restore "$copy"
says '0 added. 1 already here. 0 not added.'
library=$work/other
run 0 restore --json "$copy"
says '"added":1,"known":0,"missing":0'
run 0 list
says 'Learning together'
run 1 restore "$work/documents" # no copy
run 2 restore
run 2 export --trust-keys "$work/stick"

for view in text page cards; do
    run 0 shot "$easy" --screen 2 --view "$view" --window 640x480 -o "$work/$view.png"
    [ "$(od -An -c -j 1 -N 3 "$work/$view.png" | tr -d ' ')" = PNG ] || fail "shot --view $view makes no picture"
done
! cmp -s "$work/text.png" "$work/page.png" || fail "a page looks like its text"
! cmp -s "$work/text.png" "$work/cards.png" || fail "a card looks like the text"
run 0 shot "$easy" --screen 2 --window 640x480 --scheme cream --size 900 -o "$work/cream.png"
! cmp -s "$work/text.png" "$work/cream.png" || fail "colours and size change nothing"
run 1 shot "$easy" --screen 999 -o "$work/none.png"
run 1 shot "$work/no.pdf" --screen 1 -o "$work/none.png"
for wrong in '--size huge' '--size 900mdeg' '--scheme plaid' '--view film' '--window 10x10' '--screen none'; do
    # Two words, on purpose.
    # shellcheck disable=SC2086
    run 2 shot "$easy" --screen 1 $wrong -o "$work/none.png"
done
[ ! -e "$work/none.png" ] || fail "what was refused made a picture"
echo "searched, copied, put back, pictured"
