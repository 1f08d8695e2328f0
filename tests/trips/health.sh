#!/bin/sh
# Staff look at the kiosk's health; then its catalogue is damaged, and they are told of that. health.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
{
    cat "$here/profiles/10-inch.ini"
    printf '[kiosk]\nidel = 3\n[library]\ndrop = %s/nowhere\n' "$work"
} >"$work/kiosk.ini"
cp -r "$samples" "$work/stick"
STICK=$work/stick
export STICK
"$lectern" run --library "$work/library" --config "$work/kiosk.ini" --script "$here/health.script" --out "$out/health" 2>"$work/notes" ||
    { cat "$work/notes" >&2; exit 1; }
# all that stands on a page after the first
dd if=/dev/zero of="$work/library/library.db" bs=1024 count=16 seek=4 conv=notrunc 2>/dev/null
"$lectern" run --library "$work/library" --config "$here/profiles/10-inch.ini" --script "$here/health_mended.script" --out "$out/mended"
