#!/bin/sh
# text.sh DIR [--build BUILD] [--tool COMMAND]: how much of the right text, in the right order, is taken out of the documents in DIR, set
# by set, beside pdftotext and mutool; then how many of the headings, where DIR has them.
#
# DIR holds pairs.tsv (set, document, truth: one a line, parted by tabs) and score.py, which compares words and their order, as in the
# shared corpus; without a score.py of its own, the one beside the shared corpus (../shared/corpus) is used. A file NAME.heads beside a
# truth NAME.txt lists the headings, one a line. COMMAND gets the document for {}; without it, extract_text of BUILD is used.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
[ $# -gt 0 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
dir=$1
shift
build=$root/build/release
tool=
while [ $# -gt 1 ]; do
    case $1 in
    --build) build=$2 ;;
    --tool) tool=$2 ;;
    *) echo "text.sh: what is $1?" >&2; exit 2 ;;
    esac
    shift 2
done
[ -n "$tool" ] || tool="$build/tests/extract_text {}"
score=$dir/score.py
[ -e "$score" ] || score=$root/../shared/corpus/score.py
for needed in "$dir/pairs.tsv" "$score"; do
    [ -e "$needed" ] || { echo "text.sh: $needed is missing" >&2; exit 2; }
done
python3 "$score" --quiet --list "$dir/pairs.tsv" --cmd "$tool" --peers
python3 "$here/headings.py" "$dir/pairs.tsv" "$build/tests/extract_text"
