#!/bin/sh
# The card is full to the last byte. Visitors read and search on; staff come in, are told, and make room. full.sh LECTERN SAMPLES
set -eu
. "$(dirname "$0")/bed.sh"
lectern=$1 samples=$2
loop=
if [ "$user" != root ] && command -v mke2fs >/dev/null && truncate -s 100M "$work/card" && mke2fs -q -t ext4 -m 0 "$work/card"; then
    loop=$(losetup -f --show "$work/card" 2>/dev/null || true)
fi
[ -n "$loop" ] || { echo "no loop device here: not proved" && exit 77; }
trap 'umount -l "$work/library" 2>/dev/null; losetup -d "$loop"' EXIT
mkdir "$work/library"
mount -t ext4 "$loop" "$work/library"
mkdir "$work/stick"
echo "One more text." >"$work/stick/more.txt"
STICK=$work/stick
export STICK
printf '[kiosk]\npin = 246802\n[board]\nnotices = %s\n' "$work/none" >"$work/lectern.ini"
"$lectern" add --library "$work/library" "$samples/Campaigns" "$samples/Briefings" >/dev/null
run() {
    "$lectern" run --library "$work/library" --config "$work/lectern.ini" --script "$here/$1.script" --out "$work/out" 2>"$work/log" ||
        fail "$1: $(cat "$work/log")"
    checks=$((checks + 1))
}
free_bytes() {
    stat -f -c '%a * %S' "$work/library" | { read -r blocks _ bytes; echo $((blocks * bytes)); }
}
"$lectern" search --library "$work/library" inquiry >/dev/null # which makes the index
run full_before
dd if=/dev/zero of="$work/library/filled" bs=1M 2>/dev/null || true
dd if=/dev/zero of="$work/library/filled.too" bs=512 2>/dev/null || true
sync -f "$work/library"
is "nothing is free" 0 "$(free_bytes)"
run full
[ "$(free_bytes)" -gt 0 ] || fail "no room was made"
# There is room again: the next start keeps some aside again.
rm "$work/library/filled"
run full_before
is "room is kept aside" 1048576 "$(stat -c %s "$work/library/spare")"
ended
