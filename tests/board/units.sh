#!/bin/sh
# The units and rules of board/ as systemd reads them, in a root of their own; and how much each service may do.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
board=$here/../../board
command -v systemd-analyze >/dev/null || { echo "no systemd-analyze: not proved"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the units start and stand on, as they will be installed.
mkdir -p "$work/usr/libexec/lectern" "$work/usr/bin" "$work/etc/systemd/system" "$work/etc/udev/rules.d" "$work/usr/lib/systemd"
cp "$board"/lib/* "$work/usr/libexec/lectern/"
mkdir -p "$work/usr/sbin"
for program in lectern mkdir nsenter setpriv systemctl timeout ../sbin/hwclock ../libexec/lectern/lectern-sorry ../libexec/lectern/lectern-console; do
    printf '#!/bin/sh\n' >"$work/usr/bin/$program"
    chmod +x "$work/usr/bin/$program"
done
cp -r /usr/lib/systemd/system "$work/usr/lib/systemd/"
cp "$board"/systemd/* "$work/etc/systemd/system/"
bad=0
for unit in "$board"/systemd/*; do
    name=${unit##*/}
    words=$(systemd-analyze verify --root="$work" --man=no --recursive-errors=no "$name" 2>&1 | grep -F "${name%%.*}" | grep -v "'RestartMode'" || true)
    [ -z "$words" ] || { echo "$words" && bad=1; }
done

# The folders: each with the owner that the one way up rests on.
if [ "$(id -u)" = 0 ]; then
    echo "lectern:x:917:917::/var/lib/lectern:/usr/sbin/nologin" >"$work/etc/passwd"
    echo "lectern:x:917:" >"$work/etc/group"
    systemd-tmpfiles --root="$work" --create --boot "$board/tmpfiles/lectern.conf" || bad=1
    found=$(cd "$work/run/lectern" && stat -c '%n %u %a' . media notices stage sticks requests requests/*)
    [ "$found" = ". 0 755
media 0 755
notices 0 755
stage 0 700
sticks 0 700
requests 0 755
requests/answered 0 755
requests/asked 917 700
requests/taken 0 700" ] || { echo "$found" && bad=1; }
else
    echo "no user can be made here: owners of folders not proved"
fi
if udevadm verify --help >/dev/null 2>&1; then
    udevadm verify "$board"/udev/*.rules || bad=1
else
    echo "this udevadm verifies no rules: not proved"
fi

# systemd's own figure of each service, in tenths: how much it could do. 20 is the house's rule; the kiosk itself has less.
for unit in "$board"/systemd/*.service; do
    name=${unit##*/} most=20
    [ "$name" != lectern.service ] || most=12
    systemd-analyze security --offline=true --no-pager --threshold=$most "$unit" >"$work/score" 2>&1 || { echo "$name is over $most" && bad=1; }
    sed -n 's/^→ //p' "$work/score"
done
exit $bad
