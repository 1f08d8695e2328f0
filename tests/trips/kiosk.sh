#!/bin/sh
# Staff's screens of 'This kiosk', and what they leave for the next start. kiosk.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
"$lectern" add --library "$work/library" "$samples" >/dev/null
"$lectern" run --library "$work/library" --config "$here/profiles/10-inch.ini" --script "$here/try.script" --out "$out/try"
"$lectern" run --library "$work/library" --config "$here/profiles/10-inch.ini" --script "$here/crosses.script" --out "$out/crosses"
{
    cat "$here/profiles/10-inch.ini"
    echo "touch = 90"
} >"$work/turned.ini"
"$lectern" run --library "$work/library" --config "$work/turned.ini" --script "$here/crosses_turned.script" --out "$out/turned"
"$lectern" run --library "$work/library" --config "$here/profiles/10-inch.ini" --script "$here/kiosk.script" --out "$out/first"
# the glass has been measured: no profile is needed any more, and a millimetre has so many dots
printf '[kiosk]\nname = Without a profile\n' >"$work/bare.ini"
"$lectern" run --library "$work/library" --config "$work/bare.ini" --script "$here/kiosk_again.script" --out "$out/again"
