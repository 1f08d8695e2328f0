#!/bin/sh
# What the board tells: visitors meet a library and nothing else; staff are told as they come in, each notice with its day, until they
# say that they know. The kiosk is started again. board.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
notices=$work/notices
config=$work/lectern.ini
{ cat "$here/profiles/${PROFILE:-10}-inch.ini"; printf '[board]\nnotices = %s\n' "$notices"; } >"$config"
"$lectern" add --library "$work/library" "$samples/Campaigns" >/dev/null

run() {
    TZ=UTC "$lectern" run --library "$work/library" --config "$config" --script "$here/$1.script" --out "$out/$1"
}
# Made anew at this start; and what nobody should find there.
mkdir "$notices"
echo "made-anew" >"$notices/data"
touch -d @0 "$notices/data" # no clock yet
{
    echo "too-hot at 85 degrees"
    printf 'Not a code\n-no\n\n \nodd \001\033[2J\303\251 bytes\n'
} >"$notices/fan"
touch -d "2031-02-28 17:04 UTC" "$notices/fan"
mkfifo "$notices/pipe"
ln -s /etc/passwd "$notices/link"
echo "seen" >"$notices/UPPER"
echo "seen" >"$notices/.data"
head -c 100000 /dev/zero | tr '\0' 'x' >"$notices/long"
run board
# Now they know, and the board tells it still; the fan is as it was.
run board_known
# The library is in memory, and new at each start.
rm -r "$notices"
mkdir "$notices"
echo "in-memory" >"$notices/data"
echo "read-only" >"$notices/card"
rm -r "$work/library"
"$lectern" add --library "$work/library" "$samples/Campaigns" >/dev/null
run board_memory
