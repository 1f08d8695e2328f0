#!/bin/sh
# The card goes read-only while the kiosk runs, by ext4's own hand; then the kiosk starts again on it as it is. Visitors read, hear and search
# on; staff's work says why it does not go. fixed.sh LECTERN SAMPLES
set -eu
. "$(dirname "$0")/bed.sh"
lectern=$1 samples=$2
loop=
if [ "$user" != root ] && command -v mke2fs >/dev/null && truncate -s 200M "$work/card" && mke2fs -q -t ext4 "$work/card"; then
    loop=$(losetup -f --show "$work/card" 2>/dev/null || true)
fi
[ -n "$loop" ] || { echo "no loop device here: not proved" && exit 77; }
trap 'umount -l "$work/library" 2>/dev/null; losetup -d "$loop"' EXIT
mkdir "$work/library"
mount -t ext4 -o errors=remount-ro "$loop" "$work/library"
error=/sys/fs/ext4/${loop##*/}/trigger_fs_error
[ -w "$error" ] || { echo "this kernel breaks no file system on request: not proved" && exit 77; }

# A document on a stick, and later another.
stick() {
    mkdir "$media/$1"
    mount -t tmpfs -o "size=$2,mode=777" stick "$media/$1"
    mkdir "$media/$1/History"
    echo "$4" >"$media/$1/History/$3"
    mount -o remount,ro "$media/$1"
}
stick sdb1 8m one.txt "The first of two short texts."
requests=$work/requests
mkdir -p "$requests/asked" "$requests/answered" "$requests/taken"
cat >"$work/lectern.ini" <<END
[kiosk]
pin = 246802
[library]
sticks = $media
[board]
requests = $requests
notices = $work/none
END
"$lectern" add --library "$work/library" "$samples/Campaigns" >/dev/null

# The report is what the test waits for: when the kiosk asks for the stick, the card breaks.
"$lectern" run --library "$work/library" --config "$work/lectern.ini" --script "$here/fixed.script" --out "$work/out" 2>"$work/log" &
kiosk=$!
while kill -0 $kiosk 2>/dev/null; do
    if [ -e "$requests/asked/request" ]; then
        [ -e "$work/broken" ] || { touch "$work/broken" && sync -f "$work/library" && echo 1 >"$error" && stick sdb2 8m two.txt "Another text, which comes too late."; }
        chown "$user" "$requests/asked/request"
        "$board/lib/lectern-request" --requests "$requests" --media "$media" --user "$user" 2>/dev/null
    fi
    sleep 0.05
done
wait $kiosk || fail "the kiosk that ran: $(cat "$work/log")"
touch "$work/library/x" 2>/dev/null && fail "the card can be written to still"
checks=$((checks + 1))
"$lectern" run --library "$work/library" --config "$work/lectern.ini" --script "$here/fixed_again.script" --out "$work/again" 2>"$work/log" ||
    fail "the kiosk that starts on it: $(cat "$work/log")"
checks=$((checks + 1))

# A writer that was killed in the middle has left a journal, which can't be played back here.
if python3 -c 'import sqlite3' 2>/dev/null; then
    umount "$work/library"
    e2fsck -fy "$loop" >/dev/null 2>&1 || true
    mount -t ext4 "$loop" "$work/library"
    python3 - "$work/library/library.db" <<'END'
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode=TRUNCATE")
db.execute("PRAGMA cache_size=1")
db.execute("BEGIN IMMEDIATE")
for i in range(500):
    db.execute("INSERT INTO setting VALUES (?, ?)", ("hot.%d" % i, "x" * 1000))
os._exit(0)
END
    [ -s "$work/library/library.db-journal" ] || fail "no journal was left"
    mount -o remount,ro "$work/library"
    "$lectern" run --library "$work/library" --config "$work/lectern.ini" --script "$here/fixed_again.script" --out "$work/hot" \
        2>"$work/log" || fail "the kiosk that starts beside a journal: $(cat "$work/log")"
    checks=$((checks + 1))
else
    skip "a journal that can't be played back (no python3 here)"
fi
ended
