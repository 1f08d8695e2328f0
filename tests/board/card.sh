#!/bin/sh
# What makes a card: no login, no boot text, no clock but the one that was set; and the first process finds the right disk. No image is made.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
checks=0

# is WHAT EXPECTED FOUND
is() {
    checks=$((checks + 1))
    [ "$2" = "$3" ] || { echo "$0: $1: expected '$2', but there is '$3'" >&2 && exit 1; }
}

# Each recipe is a script that a shell understands.
for recipe in base init initramfs make root; do
    sh -n "$top/images/card/$recipe"
    if command -v shellcheck >/dev/null; then
        (cd "$top" && shellcheck -x -S warning "images/card/$recipe")
    fi
done

# What must never start: each line of the list is a unit's name, and none stands there twice.
sed -e 's/#.*//' -e '/^$/d' "$top/board/masked" >"$work/masked"
is "names of units" "" "$(grep -vE '^[a-z0-9@_-]+\.(service|socket|target|timer|path|mount|automount)$' "$work/masked" | tr '\n' ' ')"
is "named once" "" "$(sort "$work/masked" | uniq -d | tr '\n' ' ')"
for unit in getty@.service autovt@.service serial-getty@.service console-getty.service container-getty@.service debug-shell.service \
    ctrl-alt-del.target systemd-logind.service systemd-firstboot.service systemd-resolved.service systemd-timesyncd.service \
    fake-hwclock.service ssh.socket apt-daily.timer systemd-journal-flush.service; do
    is "$unit is masked" "$unit" "$(grep -xF "$unit" "$work/masked" || true)"
done
# systemd finds units where the package and the card have theirs: none of them is masked.
for unit in "$top"/board/systemd/* "$top"/board/root/etc/systemd/system/*; do
    is "${unit##*/} is not masked" "" "$(grep -xF "${unit##*/}" "$work/masked" || true)"
done
# In the place of root's shells: another start. Nothing asks, and nothing is read from a keyboard.
for unit in emergency rescue; do
    file=$top/board/root/etc/systemd/system/$unit.service
    is "$unit starts the board again" "ExecStopPost=/usr/bin/systemctl --force --no-block reboot" "$(grep ^ExecStopPost= "$file")"
    is "$unit reads no keys" "StandardInput=null" "$(grep ^StandardInput= "$file")"
    is "$unit has no shell" "" "$(grep -E 'sulogin|/sh|bash' "$file" || true)"
done

# A line of the kernel's that shows nothing; and one that names the table which `make` writes.
line=" $(cat "$top/board/boot/cmdline.txt") "
number=$(sed -n 's/^number=//p' "$top/images/card/make")
for word in "root=PARTUUID=$number-02" quiet loglevel=0 vt.global_cursor_default=0 consoleblank=0 fbcon=font:TER16x32 sysctl.kernel.sysrq=0 \
    systemd.show_status=no systemd.getty_auto=no; do
    case $line in
    *" $word "*) is "$word" 1 1 ;;
    *) is "the command line has" "$word" "$line" ;;
    esac
done
is "one line" 1 "$(wc -l <"$top/board/boot/cmdline.txt")"
is "no splash of the firmware's" disable_splash=1 "$(grep '^disable_splash=' "$top/board/boot/config.txt")"
is "what belongs to root A" os_prefix=a/ "$(grep '^os_prefix=' "$top/board/boot/config.txt")"
is "firmware reads lines of 98 letters" "" "$(grep -E '^.{99}' "$top/board/boot/config.txt" || true)"
is "an organiser's editor has 80 columns" "" "$(LC_ALL=C grep -E '^.{80}|[^ -~]' "$top/board/boot/READ-ME.txt" || true)"

# The machine's number is made at each start; the journal is in memory; the watchdog of a Raspberry Pi has 15 seconds.
is "no number" 0 "$(wc -c <"$top/board/root/etc/machine-id")"
is "the journal" Storage=volatile "$(grep ^Storage= "$top/board/root/etc/systemd/journald.conf.d/card.conf")"
seconds=$(sed -n 's/^RuntimeWatchdogSec=\([0-9]*\)s$/\1/p' "$top/board/root/etc/systemd/system.conf.d/card.conf")
is "the watchdog" 1 $((seconds > 0 && seconds <= 15))

# The first process, as far as its first mount, in the shell that it runs in on a card.
busybox=$(command -v busybox) || { echo "no busybox: what finds a disk was not proved" && busybox=; }
if [ -n "$busybox" ]; then
    mkdir "$work/bin"
    for tool in dd hexdump echo printf; do ln -s "$busybox" "$work/bin/$tool"; done
    sed -e '/^mount -t devtmpfs/,$d' -e 's|^export PATH=.*||' -e "s|/dev/|$work/dev/|" -e "s|/sys/block|$work/block|" -e "s|\[ -b |[ -f |" -e 's/^ *reboot -f$/    echo reboot/' \
        "$top/images/card/init" >"$work/start"
    first() { PATH=$work/bin "$busybox" sh -c ". $work/start; $1"; }
    # disk NAME NUMBER: a disk whose table has this number, eight hexadecimal digits
    disk() {
        mkdir -p "$work/dev" "$work/block/$1"
        n=$2
        bytes=
        while [ -n "$n" ]; do
            bytes="\\$(printf %03o "0x${n%"${n#??}"}")$bytes"
            n=${n#??}
        done
        dd if=/dev/zero of="$work/dev/$1" bs=512 count=1 status=none
        # shellcheck disable=SC2059 # bytes
        printf "$bytes" | dd of="$work/dev/$1" bs=1 seek=440 conv=notrunc status=none
    }
    disk sda 12345678
    disk vda "$number"
    is "the number of a disk" 12345678 "$(first 'disk_number sda')"
    is "a disk by its number" vda "$(first "find_card $number")"
    disk sdb "$number"
    is "a card before a stick with the same image" vda "$(first "find_card $number")"
    disk mmcblk0 "$number"
    disk mmcblk0boot0 "$number"
    is "an SD card before all" mmcblk0 "$(first "find_card $number")"
    is "no such disk" "" "$(first 'find_card 00000001')"
    is "a partition of a card" mmcblk0p2 "$(first 'part mmcblk0 2')"
    is "a partition of a disk" sda4 "$(first 'part sda 4')"

    # A card that can't be read: a driver of graphics, the words on the console that shows, again and again, and another try.
    : >"$work/dev/tty0"
    is "what is done" "modprobe -a vc4 virtio-gpu;sleep 5;sleep 5;sleep 5;reboot;" \
        "$(first 'modprobe() { echo "modprobe $*"; }; sleep() { echo "sleep $*"; }; shows=3; give_up "no disk"' | tr '\n' ';')"
    is "and why" "lectern: no disk" "$(cat "$work/dev/kmsg")"
    sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g' "$work/dev/tty0" >"$work/words"
    is "the words" "This kiosk can not read its card. Please tell a member of staff." "$(sed -n '2p;4p' "$work/words" | tr -s ' \n' ' ' | sed 's/^ //; s/ $//')"
    is "on a console of 40 by 15" "" "$(awk 'length > 40 || FNR > 15' "$work/words")"
fi

# The map of keys that mean nothing, as busybox's loadkmap reads it: each map that it has is read whole, and every key in it is the kernel's K_HOLE.
mkdir -p "$work/tree/etc"
{ echo "tree=$work/tree" && sed -n '/^LC_ALL=C awk/,/^rm "$tree.keys"/p' "$top/images/card/initramfs"; } >"$work/keys"
sh "$work/keys"
is "maps of keys" "bkeymap 7 1792" "$(head -c 7 "$work/tree/etc/no-keys") $(tail -c +8 "$work/tree/etc/no-keys" | head -c 256 | tr -d '\0' | wc -c) $(
    tail -c +264 "$work/tree/etc/no-keys" | wc -c)"
is "which maps" "0 1 2 4 5 8 12 " "$(od -A n -v -t u1 -w1 -j 7 -N 256 "$work/tree/etc/no-keys" | awk '$1 { printf "%d ", NR - 1 }')"
is "keys that mean something" "" "$(od -A n -v -t x1 -w2 -j 263 "$work/tree/etc/no-keys" | grep -v '^ 00 02$' || true)"
echo "card: $checks checks"
