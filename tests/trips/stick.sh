#!/bin/sh
# What staff bring on sticks: a first start; 30 files of which 8 are bad, and the report of them; a stick that is pulled; a whole import
# by ear. stick.sh LECTERN SAMPLES DOCUMENTS VISIT, VISIT one of first mixed pulled by_ear newer; $OUT keeps what it leaves.
set -eu
lectern=$1 samples=$2 documents=$3 visit=$4
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
stick=$work/stick
STICK=$stick
export STICK

fail() {
    echo "stick, $visit: $*" >&2
    exit 1
}

# number BYTES VALUE: least byte first
number() {
    left=$1 value=$2
    while [ "$left" -gt 0 ]; do
        printf "\\$(printf %03o $((value % 256)))"
        value=$((value / 256)) left=$((left - 1))
    done
}

# zip NAME < WHAT > ZIP: a zip file with that one entry; gzip has made the same bytes, with another head and tail.
zip_one() {
    gzip -9 -n >"$work/gz"
    bytes=$(($(wc -c <"$work/gz") - 18))
    tail -c +11 "$work/gz" | head -c "$bytes" >"$work/deflated"
    tail -c 8 "$work/gz" | head -c 4 >"$work/crc"
    tail -c 4 "$work/gz" >"$work/size"
    sizes() { cat "$work/crc" && number 4 "$bytes" && cat "$work/size" && number 2 ${#1} && number 2 0; }
    printf 'PK\003\004' && number 2 20 && number 2 0 && number 2 8 && number 4 0 && sizes "$1"
    printf %s "$1" && cat "$work/deflated"
    printf 'PK\001\002' && number 2 20 && number 2 20 && number 2 0 && number 2 8 && number 4 0 && sizes "$1"
    number 2 0 && number 2 0 && number 2 0 && number 4 0 && number 4 0 && printf %s "$1"
    printf 'PK\005\006' && number 4 0 && number 2 1 && number 2 1 && number 4 $((46 + ${#1}))
    number 4 $((30 + ${#1} + bytes)) && number 2 0
}

# A document that is 150 MB when it is unpacked.
bomb() {
    { printf '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
      head -c 150000000 /dev/zero | tr '\000' ' '
      printf '<w:p><w:r><w:t>Boom</w:t></w:r></w:p></w:body></w:document>'; } | zip_one word/document.xml
}

make_mixed() {
    cp -r "$samples" "$stick"
    mkdir "$stick/Papers" "$stick/Old files"
    for good in headings-and-lists.docx tables-and-notes.odt chapters.epub markdown.md story.fb2 story.mobi two-columns.pdf \
        tagged.pdf notes.docx menus-and-banners.html writer-report.fodt running-heads.pdf utf-16.txt; do
        cp "$documents/$good" "$stick/Papers"
    done
    : >"$stick/Old files/empty.txt"
    printf '%%PDF-1.7\nthis is not a document\n' >"$stick/Old files/damaged.pdf"
    cp "$here/refused/locked.pdf" "$stick/Old files/locked.pdf"
    bomb >"$stick/Old files/bomb.docx"
    cp "$documents/binary.bin" "$stick/Old files/holiday.jpg"
    mkfifo "$stick/Old files/who opens this waits for ever.pdf"
    cp "$documents/drawing-without-a-word.pdf" "$stick/Old files/scan.pdf"
    head -c 60000 "$samples/Briefings/Learning together - briefing.pdf" >"$stick/Old files/cut off.pdf"
    [ "$(find "$stick" ! -type d | wc -l)" = 31 ] || fail "the stick does not have 31 files"
}

run() {
    "$lectern" run --library "$work/library" --config "${CONFIG:-$here/profiles/10-inch.ini}" --script "$here/sticks/$1.script" --out "$out"
}

count() { "$lectern" list --library "$work/library" | wc -l; }

case $visit in
first | by_ear)
    cp -r "$samples" "$stick"
    run "$visit"
    [ "$visit" = by_ear ] || [ "$(wc -l <"$out/highlight.tsv")" -ge 3 ] || fail "what was added was not read aloud"
    wanted=10
    [ "$visit" = by_ear ] && wanted=9
    [ "$(count)" = "$wanted" ] || fail "the library holds $(count) documents, not $wanted"
    ;;
newer)
    "$lectern" add --library "$work/library" "$samples" >/dev/null
    mkdir -p "$stick/Champions"
    sed 's/Four champions for/Five champions for/g; s|</body>|<p>A fifth champion has come since.</p></body>|' \
        "$samples/Champions/Four champions.html" >"$stick/Champions/Four champions (2).html"
    run newer
    [ "$(count)" = 10 ] || fail "the library holds $(count) documents, not 10"
    ! "$lectern" list --library "$work/library" | grep 'Four champions' || fail "the older version stands beside the newer one"
    ;;
mixed)
    make_mixed
    run mixed
    [ "$(count)" = 23 ] || fail "the library holds $(count) documents, not 23"
    "$lectern" list --library "$work/library" --json | grep -c '"section": *"Resources"' | grep -qx 16 ||
        fail "the papers did not go to the box that was chosen"
    report=$(find "$stick" -name 'Lectern report *.txt')
    [ "$(printf '%s\n' "$report" | wc -l)" = 1 ] || fail "there is not one report, but: $report"
    tr -d '\r' <"$report" | sed -n '4,/^Added/p' >"$work/refused"
    diff "$here/sticks/mixed.report" "$work/refused" || fail "the report says something else"
    [ "$(wc -l <"$report")" = "$(grep -c "$(printf '\r')\$" "$report")" ] || fail "a line does not end as Windows wants it"
    ;;
pulled)
    mkdir "$stick"
    i=0
    while [ "$i" -lt 40 ]; do # each takes a while
        i=$((i + 1))
        { echo "Paper $i" && echo && yes "We ask for support in every ordinary school, says paper $i." | head -n 3000; } >"$stick/Paper $i.txt"
    done
    run pulled
    [ "$(count)" = 40 ] || fail "the library holds $(count) documents, not 40"
    ;;
esac
[ -z "$(ls -A "$work/library/incoming" | grep -v lock || true)" ] || fail "something was left in incoming"
