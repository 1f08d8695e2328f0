#!/bin/sh
# commands.sh LECTERN SAMPLES: the commands as staff meet them: every sample reads, goes into a library and out of it again; every bad
# file is refused with one line on stderr, exit 1, and leaves the library as it was.
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR="$work/tmp" XDG_DATA_HOME="$work/home"
mkdir "$TMPDIR"
library=$work/library
out=$work/out err=$work/err
: >"$work/no.ini"

fail() {
    echo "commands: $*" >&2
    [ ! -s "$err" ] || sed 's/^/    stderr: /' "$err" >&2
    exit 1
}

# run EXIT ARGUMENT...: the command must end so.
run() {
    want=$1
    shift
    got=0
    "$lectern" --config "$work/no.ini" --library "$library" "$@" >"$out" 2>"$err" </dev/null || got=$?
    [ "$got" = "$want" ] || fail "'$*' ended with $got, not $want"
}

is_silent() { [ ! -s "$err" ] || fail "$1 has something to say"; }
one_line() { [ "$(wc -l <"$err")" = 1 ] && [ "$(wc -w <"$err")" -gt 3 ] || fail "$1: not one line on stderr"; }
state() { find "$library" -type f -exec cksum {} + 2>/dev/null | sort; }

refused() { # FILE WORDS: every command that reads a document refuses it, and says why
    before=$(state)
    for command in text check add; do
        run 1 "$command" "$1"
        one_line "$command $1"
        grep -q "$2" "$err" || fail "$command $1 does not say '$2'"
        [ ! -s "$out" ] || fail "$command $1 wrote to stdout"
    done
    run 1 say --marks - "$1"
    one_line "say $1"
    [ "$(state)" = "$before" ] || fail "$1 changed the library"
}

# A folder with no library holds nothing, and asking makes none.
run 0 list
is_silent list
[ ! -s "$out" ] && [ ! -e "$library" ] || fail "list of no library"
run 0 list --json
grep -qx '\[\]' "$out" || fail "list --json of no library"
run 1 remove 123456789abc
one_line remove
[ ! -e "$library" ] || fail "remove made a library"

# Wrong use.
for wrong in 'text' 'text --format rtf x' 'text --with nothing x' 'add' 'remove' 'check' 'say' 'say --rate fast x' 'say --from 9 --to 3 x' \
    'spoken x' 'list x' 'arrange' 'arrange x' 'arrange x --place -1' 'boxes History' 'boxes --place 1' 'dance' '--window wide'; do
    run 2 $wrong
    one_line "$wrong"
done
run 0 --help
grep -q 'lectern add' "$out" || fail "--help says nothing of add"
run 0 --version
grep -q '^lectern [0-9]' "$out" || fail "--version"

# Every sample reads, as text and as JSON; its words do not depend on where it stands.
count=0
find "$samples" -type f ! -name '.*' >"$work/samples"
while IFS= read -r file; do
    count=$((count + 1))
    run 0 text "$file"
    is_silent "text $file"
    [ "$(wc -w <"$out")" -gt 100 ] || fail "$file has few words"
    cp "$out" "$work/text"
    run 0 text "$file" --format json
    is_silent "text --format json $file"
    head -n 1 "$out" | grep -q '^{"title":".' || fail "$file: JSON without a title"
    for key in language source order pages blocks contents left_out warnings; do
        grep -q "^\"$key\":" "$out" || fail "$file: JSON without $key"
    done
    run 0 text --with alt,left-out "$file"
    [ "$(wc -w <"$out")" -ge "$(wc -w <"$work/text")" ] || fail "$file: --with takes words away"
    run 0 check "$file"
    is_silent "check $file"
done <"$work/samples"
[ -z "$(ls -A "$TMPDIR")" ] || fail "left in the temporary folder: $(ls -A "$TMPDIR")"

# Into the library, twice, and out.
run 0 add "$samples"
is_silent add
[ "$(wc -l <"$out")" = "$count" ] || fail "add: not one line for each of $count documents"
run 0 list
[ "$(wc -l <"$out")" = "$count" ] || fail "list: not $count documents"
grep -q '  Briefings  ' "$out" || fail "list: a folder's name is not its section"
before=$(state)
run 0 add --json "$samples"
[ "$(grep -c '"outcome":"known"' "$out")" = "$count" ] || fail "add: known documents are not known"
[ "$(find "$library/documents" -type f | wc -l)" = "$count" ] || fail "a document twice"
run 0 list --json
id=$(sed -n 's/.*"id":"\([0-9a-f]*\)".*/\1/p' "$out" | head -n 1)

# What staff choose for a document, and for a box.
run 0 arrange "$id" --title 'Another title' --box history --place 1 --feature
is_silent arrange
run 0 list --json
grep -q '"title":"Another title","own_title":"[^"]*","author":"[^"]*","language":"[^"]*","section":"History".*"hidden":false.*"place":1,"featured":true' "$out" ||
    fail "arrange: not so in the list"
run 0 arrange "$id" --title '' --hide --unfeature
run 0 list --json
grep -q "\"id\":\"$id\".*\"hidden\":true.*\"featured\":false" "$out" || fail "arrange: not hidden"
! grep -q 'Another title' "$out" || fail "arrange: its own title is not back"
run 0 arrange "$id" --show
run 1 arrange 123456789abc --hide
one_line "arrange of nothing"
run 1 arrange "$id" --box Nowhere
one_line "arrange to no box"
run 0 boxes History --sign star --colour green --place 1
run 0 boxes
head -n 1 "$out" | grep -Eq '^History +[0-9]+  star +green$' || fail "boxes: History is not the first"
run 0 boxes History --colour none --place 4
run 0 boxes --json
grep -q '"name":"History","sign":"star","colour":"","documents":[1-9][0-9]*,"hidden":0' "$out" || fail "boxes --json"
run 1 boxes History --sign none-such
one_line "boxes with no such sign"
run 0 remove "$(echo "$id" | cut -c 1-12)"
run 0 list
[ "$(wc -l <"$out")" = $((count - 1)) ] || fail "remove: still there"
[ ! -e "$library/documents/$id" ] && [ ! -e "$library/books/$id.book" ] || fail "remove: files left"

# A later state of a text takes the place of the one that is here; another text of the same name stands beside it.
kept=$library library=$work/second
paper="How to take part"
mkdir "$work/newer" "$work/other"
run 0 add --section Participation "$samples/Participation/$paper.txt"
cp "$samples/Participation/$paper.txt" "$work/newer/$paper v2 (1).txt"
echo 'One more thing has come since.' >>"$work/newer/$paper v2 (1).txt"
run 0 add --json --section Participation "$work/newer"
grep -q '"outcome":"replaced".*"replaces":"[0-9a-f]\{64\}"' "$out" || fail "add: a newer edition does not say what it replaces"
run 0 list
[ "$(wc -l <"$out")" = 1 ] || fail "list: the older edition is still there"
printf 'How to take part\n\nThis is a text of its own, with as many words as it takes to be told from any other of that name on the shelf.\n' \
    >"$work/other/$paper.txt"
run 0 add --section Participation "$work/other"
is_silent "add beside"
run 0 list
[ "$(wc -l <"$out")" = 2 ] || fail "list: another text of the same name is not beside the one before"
library=$kept

# Bad files. Each has one cause, and no effect.
pdf=$(find "$samples" -name '*.pdf' | sort | head -n 1)
head -c $(($(wc -c <"$pdf") / 2)) "$pdf" >"$work/half.pdf"
: >"$work/empty.pdf"
printf 'A letter that somebody named wrongly.\nIt has two lines.\n' >"$work/letter.pdf"
head -c 10485760 /dev/zero >"$work/zeros.pdf"
mkfifo "$work/pipe.pdf"
refused "$work/half.pdf" damaged
refused "$work/empty.pdf" empty
refused "$work/letter.pdf" .
refused "$work/zeros.pdf" .
refused "$here/refused/locked.pdf" password
refused "$work/not-there.pdf" 'nothing by that name'
run 1 text "$work/pipe.pdf"
one_line "text of a pipe"
run 1 text "$work"
one_line "text of a folder"
run 1 pack "$samples" -o "$work/pack" --key "$work/key"
one_line pack
run 0 text --format cards "$pdf"
grep -q '"kind":"pair"' "$out" || fail "cards has no pair"

# A line of the settings that makes no sense is named; the command goes on.
printf '[kiosk]\ncolour = red\n' >"$work/wrong.ini"
"$lectern" list --config "$work/wrong.ini" --library "$library" >"$out" 2>"$err"
grep -q "Line 2 of wrong.ini: .*'colour'" "$err" || fail "a wrong setting is not named"
[ "$(wc -l <"$out")" = $((count - 1)) ] || fail "a wrong setting stops list"
run 1 check --json "$work/wrong.ini"
grep -q '"line":2,"what":"Line 2 of wrong.ini' "$out" || fail "check does not name a wrong setting"
# a file that can't be read stops a command, which would work on another library, and no kiosk
mkdir "$work/folder.ini"
got=0
"$lectern" list --config "$work/folder.ini" --library "$library" >"$out" 2>"$err" || got=$?
[ $got = 1 ] || fail "a folder in the place of the settings is taken"
echo 'expect screen "attract"' >"$work/start.script"
"$lectern" run --config "$work/folder.ini" --library "$library" --script "$work/start.script" --out "$work/start" >"$out" 2>"$err" ||
    fail "a folder in the place of the settings stops the kiosk"
grep -q 'folder.ini is a folder' "$err" || fail "a folder in the place of the settings is not named"

# A full disk is told.
if [ -w /dev/full ]; then
    got=0
    "$lectern" text "$pdf" >/dev/full 2>"$err" || got=$?
    [ "$got" = 1 ] || fail "writing to a full disk ended with $got"
    one_line "a full disk"
fi
[ -z "$(ls -A "$TMPDIR")" ] || fail "left in the temporary folder: $(ls -A "$TMPDIR")"
