#!/bin/sh
# No key gets anybody past the kiosk: what lectern-guard writes, that it gives all of it back, and that it leaves alone what the image has
# set already. And when the kiosk is tried again. The console itself is src/guard's test; the keys themselves ./dev image-test's.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
board=$here/../../board
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root checks=0
mkdir -p "$work/tools" "$root/proc/sys/kernel" "$root/run" "$root/etc"
for tool in systemctl lectern-console; do
    # shellcheck disable=SC2016 # for the tool itself
    printf '#!/bin/sh\necho "%s $*" >>"%s/tools.log"\n[ ! -e "%s/broken" ]\n' $tool "$work" "$work" >"$work/tools/$tool"
    chmod +x "$work/tools/$tool"
done

# is WHAT EXPECTED FOUND
is() {
    checks=$((checks + 1))
    [ "$2" = "$3" ] || { echo "$0: $1: expected '$2', but there is '$3'" >&2 && exit 1; }
}

guard() {
    "$board/lib/lectern-guard" --root "$root" --own "$board/guard" --tools "$work/tools" "$1" 2>"$work/log" || echo "ended with $?"
    tr '\n' ';' <"$work/tools.log" | sed "s|$root||g"
    rm -f "$work/tools.log"
}

written() {
    (cd "$root/run/systemd" 2>/dev/null && find . -type f -o -type l | sort | tr '\n' ' ')
}

echo 438 >"$root/proc/sys/kernel/sysrq"
told="systemctl daemon-reload;systemctl kill --signal=HUP --kill-whom=main systemd-logind.service;"
lock="lectern-console lock /run/lectern-guard/keys;" unlock="lectern-console unlock /run/lectern-guard/keys;"
is "on: all is told" "$told$lock" "$(guard on)"
is "on: SysRq" 0 "$(cat "$root/proc/sys/kernel/sysrq")"
is "on: what is written" "./logind.conf.d/lectern.conf ./system.conf.d/lectern.conf ./system/ctrl-alt-del.target " "$(written)"
is "on: Ctrl+Alt+Del starts nothing" /dev/null "$(readlink "$root/run/systemd/system/ctrl-alt-del.target")"
is "on again: nothing is read anew" "$lock" "$(guard on)"
is "off: all is told" "$unlock$told" "$(guard off)"
is "off: as it was" "438 " "$(cat "$root/proc/sys/kernel/sysrq") $(written)"
is "off again" "$unlock" "$(guard off)"

# As images/card sets them.
for part in logind system; do
    mkdir -p "$root/etc/systemd/$part.conf.d"
    cp "$board/guard/$part.conf" "$root/etc/systemd/$part.conf.d/lectern.conf"
done
mkdir -p "$root/etc/systemd/system"
ln -s /dev/null "$root/etc/systemd/system/ctrl-alt-del.target"
is "where the image has all of it" "$lock" "$(guard on)"
is "nothing is written" "" "$(written)"
is "and nothing of the image is taken away" "$unlock" "$(guard off)"
is "nothing at all" "lectern.conf lectern.conf /dev/null" \
    "$(ls "$root/etc/systemd/logind.conf.d") $(ls "$root/etc/systemd/system.conf.d") $(readlink "$root/etc/systemd/system/ctrl-alt-del.target")"
touch "$work/broken"
is "what fails is told" "ended with 1;$lock" "$(guard on | tr '\n' ';')"
rm "$work/broken"

# What the files say: no login, no key that switches off.
for key in Power Reboot Suspend Hibernate; do
    is "$key key" 2 "$(grep -c "^Handle${key}Key\(LongPress\)\?=ignore$" "$board/guard/logind.conf")"
done
is "consoles without a login" 2 "$(grep -c '^\(NAutoVTs\|ReserveVT\)=0$' "$board/guard/logind.conf")"

# again RESULT STATUS: what is asked of systemd as the screen ends
again() {
    rm -f "$work/tools.log"
    SERVICE_RESULT=$1 EXIT_STATUS=$2 "$board/lib/lectern-again" --tools "$work/tools" --notices "$work/notices"
    [ ! -e "$work/tools.log" ] || tr '\n' ';' <"$work/tools.log"
}
tried="systemctl reset-failed lectern.service;systemctl --no-block start lectern.service;"
is "its time is over" "$tried" "$(again success 0)"
is "it crashed" "$tried" "$(again core-dump ABRT)"
is "it hung" "$tried" "$(again timeout 3)"
is "staff are told how often" "kept-ending 3" "$(cat "$work/notices/kiosk")"
echo "kept-ending 9 lives; reboot" >"$work/notices/kiosk"
is "nonsense there" "$tried" "$(again success 0)"
is "is the first time" "kept-ending 1" "$(cat "$work/notices/kiosk")"
is "it was told to stop" "systemctl reset-failed lectern.service;" "$(again success 3)"
echo "$checks checks"
