#!/bin/sh
# Staff's screens of 'This kiosk', and what they leave for the next start. kiosk.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
"$lectern" add --library "$work/library" "$samples" >/dev/null
{
    cat "$here/profiles/10-inch.ini"
} >"$work/kiosk.ini"
"$lectern" run --library "$work/library" --config "$work/kiosk.ini" --script "$here/kiosk.script" --out "$out/first"
# the glass has been measured: no profile is needed any more, and a millimetre has so many dots
printf '[kiosk]\nname = Without a profile\n' >"$work/bare.ini"
"$lectern" run --library "$work/library" --config "$work/bare.ini" --script "$here/kiosk_again.script" --out "$out/again"
