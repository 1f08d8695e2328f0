#!/bin/sh
# Root's side of the one way up: what it does for each request, and what it makes of files that no kiosk would write.
set -eu
. "$(dirname "$0")/bed.sh"

requests=$work/requests
mkdir -p "$requests/asked" "$requests/answered" "$requests/taken"
chmod 700 "$requests/taken"
chown "$user" "$requests/asked"
asked=$requests/asked/request answered=$requests/answered/answer

caps=$(caps_of lectern-request.service)
serve() {
    with_caps "$caps" "$board/lib/lectern-request" --requests "$requests" --media "$media" --user "$user" --tools "$work/tools" "$@" 2>"$work/log" ||
        fail "it ended with $?: $(cat "$work/log")"
}

last=0
# A number of now, later than the last.
next_number() {
    read -r up _ </proc/uptime
    number=$((${up%.*} * 1000))
    [ "$number" -gt "$last" ] || number=$((last + 1))
    last=$number
}

# ask WORDS: as the kiosk does; $answer is what was answered to it, or nothing.
ask() {
    next_number
    echo "$number $*" >"$requests/asked/request.tmp"
    chown "$user" "$requests/asked/request.tmp"
    mv "$requests/asked/request.tmp" "$asked"
    look
}

look() {
    serve
    [ ! -e "$asked" ] && [ ! -L "$asked" ] || fail "the request is still there"
    [ ! -e "$requests/taken/request" ] || fail "it lies about among what was taken"
    answer=$(sed -n "s/^${number} //p" "$answered" 2>/dev/null || true)
}

# ---- each request

ask restart kiosk
is "restart kiosk" "done systemctl --no-block restart lectern.service" "$answer $(tools_log | grep -v reset-failed)"
ask restart board
is "restart board" "done systemctl --no-block reboot" "$answer $(tools_log)"
ask power off
is "power off" "done systemctl --no-block poweroff" "$answer $(tools_log)"
ask clock 1795348800
is "clock" "done date -u -s @1795348800" "$answer $(tools_log | head -1)"
touch "$work/broken"
ask power off
is "what fails is said" "refused failed systemctl --no-block poweroff" "$answer $(tools_log)"
ask clock 1795348800
is "a clock that can't be set" "refused failed date -u -s @1795348800" "$answer $(tools_log)"
rm "$work/broken"
serve
is "nothing asked, nothing done" "" "$(tools_log)"

# ---- words that are none of these

for words in "" "power" "power off now" "poweroff" "power  off" "restart" "restart lectern" "stick" "stick sda" "clock" \
    "clock 0" "clock 17" "clock 1577836799" "clock 4102444800" "clock 99999999999999999999" "clock -1795348800" \
    "clock 01795348800" "clock 1795348800 17" "clock now" "--help" "exit"; do
    ask "$words"
    is "'$words'" "refused unknown" "$answer"
done
is "none of these was done" "" "$(tools_log)"

# ---- files that no kiosk writes. Not one is answered, nothing is done, all are taken away.

good="$((last + 5)) power off"
hostile() {
    number=none
    look
    is "$1" "" "$answer$(tools_log)"
}
own() {
    chown -h "$user" "$asked"
}
printf '%s\n%s\n' "$good" "$good" >"$asked" && own && hostile "two lines"
printf '%s' "$good" >"$asked" && own && hostile "a line without its end"
printf '\n%s\n' "$good" >"$asked" && own && hostile "an empty line first"
printf '%s\0\n' "$good" >"$asked" && own && hostile "a NUL"
printf '%s\r\n' "$good" >"$asked" && own && hostile "a carriage return"
printf '%s\t\n' "$good" >"$asked" && own && hostile "a tab"
printf '%s /dev/sda\n' "$good" >"$asked" && own && hostile "a path"
printf '%s;reboot\n' "$good" >"$asked" && own && hostile "a shell's semicolon"
# shellcheck disable=SC2016 # as it stands
printf '%s $(reboot)\n' "$good" >"$asked" && own && hostile "a shell's command"
printf '%s `reboot`\n' "$good" >"$asked" && own && hostile "another"
printf '* *\n' >"$asked" && own && hostile "stars"
printf '\303\251 power off\n' >"$asked" && own && hostile "letters of another alphabet"
: >"$asked" && own && hostile "an empty file"
printf '\n' >"$asked" && own && hostile "an empty line"
head -c 100000000 /dev/zero >"$asked" && own && hostile "100 MB"
{ printf '%s' "$good" && head -c 60 /dev/zero | tr '\0' ' ' && echo; } >"$asked" && own && hostile "65 bytes and more"
mkfifo "$asked" && own && hostile "a FIFO, which would be read for ever"
mkdir "$asked" && own && hostile "a folder"
mkdir -p "$asked/a/b" && echo "$good" >"$asked/a/b/c" && chmod 0 "$asked/a" && own && hostile "a folder that is full and closed"
echo "$good" >"$work/aim" && chown "$user" "$work/aim"
ln -s "$work/aim" "$asked" && own && hostile "a link to a good one"
ln -s /etc/shadow "$asked" && own && hostile "a link to what only root reads"
ln -s "$work/no/such" "$asked" && own && hostile "a link to nothing"
ln "$work/aim" "$asked" && hostile "a second name of a file elsewhere"
is "what a link aims at stays" "$good" "$(cat "$work/aim")"
if [ "$user" = root ]; then
    skip "files of other users (this machine gives us one user)"
else
    echo "$good" >"$asked" && chown root "$asked" && hostile "a file of another user"
fi
python3 -c "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])" "$asked" 2>/dev/null && own && hostile "a socket"

# ---- numbers: late ones, early ones, again ones

numbered() {
    number=$1
    echo "$1 power off" >"$asked" && own
    rm -f "$answered"
    look
    is "$2" "" "$answer$(tools_log)"
}
next_number
numbered 1 "one of the board's first second"
numbered $((last - 20000)) "asked 20 seconds ago"
numbered $((last + 20000)) "of a board that had run for longer"
numbered "0$last" "a number that begins with nothing"
numbered "-$last" "a number below nothing"
numbered 99999999999999999999999 "a number of 23 digits"
numbered "x$last" "no number"
ask power off
is "then a good one" "done systemctl --no-block poweroff" "$answer $(tools_log)"
echo "$number power off" >"$asked" && own && serve
is "the same once more" "" "$(tools_log)"
echo "$((last + 900000)) done" >"$answered" # before the board was started again, where the folder outlives that
ask restart kiosk
is "an answer of another day is no hindrance" "done systemctl --no-block restart lectern.service" "$answer $(tools_log | grep -v reset-failed)"

# ---- the stick

ask stick writable
is "no stick" "refused no-stick" "$answer"
ask stick read-only
is "no stick to close" "done" "$answer"
mkdir "$media/sda1" "$media/sdb1" "$media/sdb2" "$media/Not a stick" "$work/elsewhere"
ask stick writable
is "folders on which nothing is mounted" "refused no-stick" "$answer"
mount -t tmpfs -o ro,size=1m,mode=777 stick "$media/Not a stick"
mount -t tmpfs -o ro,size=1m,mode=777 stick "$work/elsewhere"
ask stick writable
is "a name that is not ours, and a mount elsewhere" "refused no-stick" "$answer"
if [ "$user" = root ]; then
    skip "a stick that is made writable (in a user namespace nothing can be remounted)"
    ended
    exit
fi
mount -t tmpfs -o ro,size=1m,mode=777 stick "$media/sda1"
mount -t tmpfs -o ro,size=8m,mode=777 stick "$media/sdb1"
mount -t tmpfs -o ro,size=64m,mode=755 stick "$media/sdb2"
ask stick writable
is "the most room, where the kiosk may write" "done sdb1 rw ro ro" \
    "$answer $(state_of "$media/sdb1") $(state_of "$media/sda1") $(state_of "$media/sdb2")"
open=${answer#done }
is "others stay as they are" "ro ro" "$(state_of "$media/Not\\\\040a\\\\040stick") $(state_of "$work/elsewhere")"
ask stick read-only
is "read-only again" "done ro" "$answer $(state_of "$media/$open")"

ask stick writable
echo half >"$media/$open/report"
ask stick read-only
is "what was written is there" "done half" "$answer $(cat "$media/$open/report")"

ask stick writable
umount -l "$media/$open"
ask stick read-only
is "pulled while it was writable" "refused no-stick" "$answer"
mount -t tmpfs -o ro,size=900m,mode=777 stick "$media/$open"
ask stick writable
is "another one" "done $open" "$answer"
umount -l "$media/$open"
mount -t tmpfs -o ro,size=900m,mode=777 stick "$media/$open"
ask stick read-only
is "pulled and put in again" "refused no-stick" "$answer"
ask stick read-only
is "which is told once" "done" "$answer"
ask stick writable
is "the kiosk has ended, and left it writable" "rw" "$(state_of "$media/$open")"
serve --close
is "all are closed" "ro" "$(state_of "$media/$open")"
mount -t tmpfs -o ro,size=1m,mode=777 over "$media/$open"
ask stick writable
is "of two on one folder the upper one counts" "done" "${answer%% *}"

ended
