#!/bin/sh
# Both sides of the one way up at once: staff add the documents of a stick of two partitions, which are really mounted, and save the report;
# root's own script makes the stick writable and takes it back. trip.sh LECTERN
set -eu
. "$(dirname "$0")/bed.sh"
lectern=$1
if [ "$user" = root ]; then
    echo "a stick can't be made writable here (no root): not proved"
    exit 77
fi

# stick NAME SIZE FILE TEXT
stick() {
    mkdir "$media/$1"
    mount -t tmpfs -o "size=$2,mode=777" stick "$media/$1"
    mkdir "$media/$1/History"
    echo "$4" >"$media/$1/History/$3"
    mount -o remount,ro "$media/$1"
}
stick sdb1 1m one.txt "The first of two short texts."
stick sdb2 8m two.txt "The second of two short texts."

requests=$work/requests
mkdir -p "$requests/asked" "$requests/answered" "$requests/taken"
cat >"$work/lectern.ini" <<END
[kiosk]
pin = 246802
[library]
sticks = $media
[board]
requests = $requests
END

# systemd's part: while the kiosk runs, a request is served when it lies there.
"$lectern" run --library "$work/library" --config "$work/lectern.ini" --script "$here/trip.script" --out "$work/out" &
kiosk=$!
while kill -0 $kiosk 2>/dev/null; do
    if [ -e "$requests/asked/request" ]; then
        chown "$user" "$requests/asked/request"
        sed 's/^[0-9]* //' "$requests/asked/request" >>"$work/asked"
        with_caps "$(caps_of lectern-request.service)" "$board/lib/lectern-request" --requests "$requests" --media "$media" --user "$user" 2>>"$work/log"
    fi
    sleep 0.05
done
wait $kiosk || fail "the kiosk's trip failed"
is "what was asked" "stick writable stick read-only" "$(tr '\n' ' ' <"$work/asked" | sed 's/ $//')"
is "both partitions were added" 2 "$("$lectern" list --library "$work/library" | wc -l)"
is "the report is where there is more room" 1 "$(find "$media/sdb2" -name 'Lectern report*.txt' | wc -l)"
is "and nowhere else" 0 "$(find "$media/sdb1" -name 'Lectern report*' | wc -l)"
is "both are read-only again" "ro ro" "$(state_of "$media/sdb1") $(state_of "$media/sdb2")"
ended
