#!/bin/sh
# stick.sh STICK OUT: what a plain copy of a stick's documents takes, and two common tools that take the words and the pictures out of
# them, two documents at a time. What it makes stays in OUT.
set -eu
stick=$1
out=$2
mkdir -p "$out/made"
cp -r "$stick" "$out/copy"
sync -f "$out/copy"
cd "$out/made"
find "$stick" -type f -print0 | xargs -0 -P 2 -n 1 sh -c '
folder=$(mktemp -d ./XXXXXX)
case $1 in
*.txt) ;;
*) mutool draw -q -F text -o "$folder/text" "$1" 2>/dev/null ;;
esac
case $1 in
*.pdf) pdfimages "$1" "$folder/image" 2>/dev/null ;;
esac' sh
