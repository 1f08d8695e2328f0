#!/bin/sh
# A signed pack as staff and visitors meet it: made, trusted, brought on a stick, read with its makers' words. packs.sh LECTERN
set -eu
lectern=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
library=$work/library out=$work/out.txt
: >"$work/no.ini"

fail() {
    echo "packs: $*" >&2
    exit 1
}

# run EXIT ARGUMENT...
run() {
    want=$1
    shift
    got=0
    "$lectern" --config "$work/no.ini" --library "$library" "$@" >"$out" 2>&1 </dev/null || got=$?
    [ "$got" = "$want" ] || { cat "$out" >&2; fail "'$*' ended with $got, not $want"; }
}

says() { grep -q -- "$1" "$out" || { cat "$out" >&2; fail "nothing says '$1'"; }; }

# document NAME TITLE: a page of its own words.
document() {
    printf '<!doctype html><html lang="en"><title>%s</title><h1>%s</h1><p>We ask for a zemblan in each school. The ZQX is late.</p></html>' \
        "$2" "$2" >"$1"
}

# version NUMBER TITLE: the pack of that number, in which the first document has that title.
version() {
    rm -rf "$work/pack"
    mkdir -p "$work/pack/more"
    document "$work/pack/zebra.html" "$2"
    document "$work/pack/apple.html" 'Apples for all'
    document "$work/pack/more/easy.html" 'What we want. Easy Read'
    printf 'zemblan\t\tA person who helps.\n' >"$work/pack/words.tsv"
    printf 'ZQX\tzed queue ex\n' >"$work/pack/say.tsv"
    cat >"$work/pack/manifest.ini" <<END
[pack]
id = org.example.spring
version = $1
title = Spring papers
maker = The makers
language = en-GB
expires = 2199-12-31
glossary = words.tsv
lexicon = say.tsv
[Briefings]
document = zebra.html
edition = more/easy.html
document = apple.html
END
    run 0 pack "$work/pack" -o "$work/$1.lectern" --key "$here/packs/maker.key"
    says 'Spring papers'
}

version 1 'Zebras at school'
version 2 'Zebras at our school'

# Its maker looks at it first.
run 0 check "$work/pack"
says 'zebra.html'
says 'easy.html'

# Nobody is trusted at first; then the maker is, and nobody else.
run 1 add "$work/1.lectern"
says 'does not trust'
run 0 list
[ ! -s "$out" ] || fail "something of an untrusted pack is listed"
run 1 trust "$here/packs/maker.key"
says 'signature'
run 0 trust "$here/packs/maker.pub"
run 0 trust
says '^6D616B6572206F66$'

# What a visitor will meet in it, once its signature holds; nothing is added or left behind by that.
run 0 check "$work/1.lectern"
says "^$work/1.lectern$"
says 'Spring papers, version 1. Its signature is good.'
says "^$work/1.lectern/zebra.html$"
says "^$work/1.lectern/more/easy.html$"
[ "$(grep -c "^$work/1.lectern/" "$out")" = 3 ] || fail "not one page a document"
run 0 check --json "$work/1.lectern"
says '"pack":"org.example.spring","version":1,"title":"Spring papers"}'
[ "$(grep -c '"path":"[^"]*1.lectern/' "$out")" = 3 ] || fail "not one object a document"
cp "$work/1.lectern" "$work/changed.lectern"
cp "$work/1.lectern.minisig" "$work/changed.lectern.minisig"
printf x >>"$work/changed.lectern"
run 1 check --json "$work/changed.lectern"
says '"error":"signature"'
rm "$work/changed.lectern" "$work/changed.lectern.minisig"
run 0 list
[ ! -s "$out" ] || fail "checking adds something"
[ -z "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'lectern-pack-*' -newer "$work/1.lectern")" ] || fail "checking leaves something behind"

# By the stick: the pack is one line, then its documents.
mkdir "$work/stick"
cp "$work/1.lectern" "$work/1.lectern.minisig" "$work/stick"
STICK=$work/stick
export STICK
"$lectern" run --library "$library" --config "$here/profiles/15-inch.ini" --script "$here/packs.script" --out "${OUT:-$work/pictures}"

# A later version by the stick, with a document of its own beside it: that one can be undone, the version stays.
rm "$work/stick"/*
cp "$work/2.lectern" "$work/2.lectern.minisig" "$work/stick"
document "$work/stick/loose.html" 'A loose sheet'
"$lectern" run --library "$library" --config "$here/profiles/15-inch.ini" --script "$here/packs_later.script" --out "${OUT:-$work/pictures}"
run 0 list
says 'Zebras at our school'
[ "$(wc -l <"$out")" = 3 ] || fail "what was undone is still there, or more went with it"
run 1 check "$work/1.lectern"
says 'later version'
says 'apple.html'
run 0 add --older "$work/1.lectern"

# A later version, the older one again, and one that was changed on its way.
run 0 add "$work/2.lectern"
says 'Added: Zebras at our school'
run 0 list
[ "$(wc -l <"$out")" = 3 ] || fail "the older version's document is still there"
run 1 add "$work/1.lectern"
says 'later version'
run 0 add --older "$work/1.lectern"
printf x >>"$work/2.lectern"
run 1 add "$work/2.lectern"
says 'signature'
run 0 list --packs
says '^org.example.spring  1  Spring papers$'
run 0 remove org.example.spring
run 0 list
[ ! -s "$out" ] || fail "a removed pack leaves documents"
left=$(find "$library/documents" "$library/books" "$library/packs" "$library/incoming" -mindepth 1)
[ -z "$left" ] || fail "a removed pack leaves $left"

# Signed as a folder; then one file in it is another.
run 0 pack "$work/pack" --key "$here/packs/maker.key"
run 0 add "$work/pack"
run 0 remove org.example.spring
document "$work/pack/apple.html" 'Pears for all'
run 1 add "$work/pack"
says 'damaged or wrongly made'
run 0 list
[ ! -s "$out" ] || fail "something of a changed pack is listed"

# What its maker did wrong is named.
printf 'colour = red\n' >>"$work/pack/manifest.ini"
run 1 pack "$work/pack" -o "$work/3.lectern" --key "$here/packs/maker.key"
says 'line 14: a section has documents and editions only'
[ ! -e "$work/3.lectern" ] || fail "a wrong pack is made"
run 0 trust --remove 6D616B6572206F66
run 1 add "$work/1.lectern"
says 'does not trust'
