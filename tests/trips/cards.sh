#!/bin/sh
# Cards and sentences of documents that strain them, on three glasses: cards.sh LECTERN
set -eu
lectern=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/views" "$work/documents"

# made NAME TITLE: a document of the paragraphs on stdin, with the picture of another one.
made() {
    {
        sed "s/<book-title>.*<\/book-title>/<book-title>$2<\/book-title>/; /<body>/,\$d" "$here/views/Resources/missing.fb2"
        echo "<body><section><title><p>$2</p></title>"
        cat
        echo "</section></body>"
        sed -n '/<binary/,$p' "$here/views/Resources/missing.fb2"
    } >"$work/documents/Resources/$1.fb2"
}

awk 'BEGIN {
    print "<p>First words.</p>"
    for (i = 1; i <= 200; i++) printf "<p><image l:href=\"#two\" alt=\"Picture %d\"/></p>\n", i
    print "<p>Words after all pictures.</p>"
}' | made many "Two hundred pictures"
awk 'BEGIN {
    print "<p><image l:href=\"#two\" alt=\"A long story\"/></p>\n<p>"
    for (i = 1; i <= 5000; i++) printf "word%d ", i
    print "</p>\n<p>The end.</p>"
}' | made long "Five thousand words"
awk 'BEGIN {
    print "<p><image l:href=\"#two\" alt=\"Wide\"/></p>\n<p>This is"
    for (i = 1; i <= 300; i++) printf "%c", 97 + i % 26
    print " here.</p>"
}' | made wide "A word wider than the glass"
awk 'BEGIN {
    for (i = 1; i <= 5; i++)
        printf "<p><image l:href=\"#two\" alt=\"Picture %d\"/></p>\n<p>Card number %d. It has two sentences.</p>\n", i, i
}' | made five "Five cards"
printf '<p>Words alone.</p>\n' | made alone "No pictures"

# a web page saved as one file, with the same picture in it
drawing=$(sed -n '/<binary id="two"/,/<\/binary>/p' "$here/views/Resources/missing.fb2" | sed 's/<[^>]*>//g' | tr -d ' \n')
{
    echo '<html lang="en"><head><title>Ways to vote</title></head><body><h1>Ways to vote</h1><p>You can vote:</p><ul>'
    for way in "by post" "in a room near you" "with somebody who helps you"; do
        echo "<li><img src='data:image/png;base64,$drawing' alt='Friends'>$way</li>"
    done
    echo '</ul></body></html>'
} >"$work/documents/Resources/ways.html"

for glass in 7 15 21; do
    CONFIG="$here/profiles/$glass-inch.ini" OUT="$work/out" "$here/run.sh" "$lectern" "$work/documents" "$here/cards.script" ||
        { echo "cards: on the $glass-inch glass" >&2 && exit 1; }
    rm -rf "$work/out"
done
