#!/bin/sh
# check.sh LECTERN SAMPLES: what staff are told of a document before it is shown. Each page in check/ is what a person once read
# beside its document and found true; `check.sh --accept LECTERN SAMPLES` writes them anew, to be read again.
set -eu
accept=
[ "$1" != --accept ] || { accept=yes && shift; }
lectern=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
cd "$2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR="$work" XDG_DATA_HOME="$work/home"
: >"$work/no.ini"

fail() {
    echo "check: $*" >&2
    exit 1
}

# run EXIT ARGUMENT...: check must end so.
run() {
    want=$1
    shift
    got=0
    "$lectern" --config "$work/no.ini" check "$@" >"$work/out" 2>"$work/err" </dev/null || got=$?
    [ "$got" = "$want" ] || { cat "$work/err" >&2 && fail "'$*' ended with $got, not $want"; }
}

# page NAME DOCUMENT: the page of sentences is the one that was accepted.
page() {
    run 0 "$2"
    [ ! -s "$work/err" ] || fail "$2: something on stderr"
    [ -z "$accept" ] || cp "$work/out" "$here/check/$1.txt"
    diff -u "$here/check/$1.txt" "$work/out" >&2 || fail "$2 is told otherwise"
}

page untagged "Campaigns/Response to the inquiry on support in schools.pdf"
page welsh "Resources/Dysgu gyda'n gilydd.pdf"
page history "History/Learning together - a history, 1944 to 2016.html"

# A folder is walked as `add` walks it: one page a document, and a blank line between.
run 0 .
[ "$(grep -c '^[^ ]' "$work/out")" = "$(find . -type f ! -name '.*' | wc -l)" ] || fail "not one page a document"
run 0 --json Briefings
[ "$(grep -c '^  {"path":"Briefings/' "$work/out")" = 2 ] || fail "not one object a document"
[ "$(grep -c '^   "easy_read":true' "$work/out")" = 1 ] || fail "not one Easy Read document"
for key in title_given source order languages reading_age pictures_without_description doubts left_out_examples warnings mend; do
    [ "$(grep -c "^   \"$key\":" "$work/out")" = 2 ] || fail "JSON without $key"
done

# One that is refused is named on stderr and in the JSON, and the others are told.
run 1 --json "$here/refused/locked.pdf" "Participation/How to take part.txt"
grep -q '"error":"locked"' "$work/out" || fail "JSON without the cause"
[ "$(wc -l <"$work/err")" = 1 ] || fail "not one sentence for one cause"
grep -q '"source":"text"' "$work/out" || fail "the other document is missing"
run 1 "$here/refused/locked.pdf"
[ ! -s "$work/out" ] || fail "a page on a locked document"
run 2
run 2 --colour Briefings
