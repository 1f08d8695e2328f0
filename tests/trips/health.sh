#!/bin/sh
# Staff look at the kiosk's health, with settings as an organiser's computer leaves them on the card; then its catalogue is damaged, and they are told of that. health.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
# a byte order mark, line ends of Windows, a capital of a phone, quotes, remarks, and a link to the card as on a board
mkdir "$work/etc" "$work/card"
ln -s "$work/card/lectern.ini" "$work/etc/lectern.ini"
{
    printf '\357\273\277'
    {
        cat "$here/profiles/10-inch.ini"
        printf '[Kiosk] ; ours\nidel = 3\nName = "Caf\303\251 Ll\303\242n"\npin = 246802 # for the doors\n'
        printf '[sections]\nStories = book\nBriefings = brieffings\n[library]\ndrop = %s/nowhere\n' "$work"
    } | sed 's/$/\r/'
} >"$work/card/lectern.ini"
cp -r "$samples" "$work/stick"
STICK=$work/stick
export STICK
"$lectern" run --library "$work/library" --config "$work/etc/lectern.ini" --script "$here/health.script" --out "$out/health" 2>"$work/notes" ||
    { cat "$work/notes" >&2; exit 1; }
# the journal names each line too, and tells no PIN
for words in "Line 9 of lectern.ini: \[kiosk\] has no setting 'idel'" "Line 14 of lectern.ini: There is no sign 'brieffings'"; do
    grep -qi "$words" "$work/notes" || { echo "not in the journal: $words"; cat "$work/notes"; exit 1; }
done
! grep -q 246802 "$work/notes"
# before the card is put in: the same words; a file without mistakes has none
if "$lectern" check "$work/card/lectern.ini" >"$work/checked"; then
    echo "mistakes are no reason to refuse"
    exit 1
fi
grep -q "Line 9 of lectern.ini: .*'idel'" "$work/checked"
"$lectern" check "$here/profiles/10-inch.ini" | grep -q "Each line is understood."
# all that stands on a page after the first
dd if=/dev/zero of="$work/library/library.db" bs=1024 count=16 seek=4 conv=notrunc 2>/dev/null
"$lectern" run --library "$work/library" --config "$here/profiles/10-inch.ini" --script "$here/health_mended.script" --out "$out/mended"
# a document's file is damaged after it was added: its pages can't be drawn, which is counted
"$lectern" add --library "$work/pages" "$samples" >/dev/null
for file in "$work/pages/documents"/*; do
    if [ "$(head -c 5 "$file")" = %PDF- ]; then
        printf '%%PDF-1.4 nothing' >"$file"
    fi
done
"$lectern" run --library "$work/pages" --config "$here/profiles/10-inch.ini" --script "$here/health_pages.script" --out "$out/pages" 2>"$work/notes" ||
    { cat "$work/notes" >&2; exit 1; }
