#!/bin/sh
# A stick comes and goes: what is mounted, how, and what never is. sysfs is a made one; the mounts are real where this machine has a loop
# device and ext4, and only looked at as command lines for FAT, exFAT and NTFS.
set -eu
. "$(dirname "$0")/bed.sh"

sys=$work/sys dev=$work/dev
mkdir -p "$sys/class/block" "$dev/disk/by-uuid" "$dev/disk/by-partuuid" "$dev/disk/by-label" "$work/mounting"
mount --bind "$work/run" "$work/run"
mount --make-shared "$work/run"
echo "quiet root=PARTUUID=0badcafe-02 rootwait" >"$work/cmdline"

# device BUS DISK NUMBER [PARTITION NUMBER]
device() {
    path=$sys/devices/$1/block/$2
    mkdir -p "$path"
    echo "$3" >"$path/dev"
    if [ -n "${4-}" ]; then
        path=$path/$4
        mkdir -p "$path"
        echo "$5" >"$path/dev"
        touch "$path/partition"
    fi
    ln -sfn "$path" "$sys/class/block/${4:-$2}"
    ln -sfn "$sys/devices/$1/block/$2" "$sys/class/block/$2"
    ln -sfn "${loop:-/dev/null}" "$dev/${4:-$2}"
}

# As the unit's lines give them: none for the look, the right to mount for the rest.
stick_caps=$(sed -n 's/^ExecStart=+.*--bounding-set=-all,\([^ ]*\) .*/\1/p' "$board/systemd/lectern-stick@.service")
[ "$stick_caps" = "+sys_admin" ] || fail "the unit's mount has other rights: $stick_caps"
request_caps=$(caps_of lectern-request.service)
stick() {
    [ "$1" != in ] || as_root_may "$(caps_of lectern-stick@.service)" look "$2"
    as_root_may "$stick_caps" "$@"
}

# as_root_may CAPABILITIES VERB NAME
as_root_may() {
    caps_now=$1
    shift
    with_caps "$caps_now" "$board/lib/lectern-stick" --media "$media" --user "$user" --tools "$tools" --sys "$sys" --dev "$dev" \
        --cmdline "$work/cmdline" "$@" 2>"$work/log" || fail "stick $* ended with $?: $(cat "$work/log")"
}

left() {
    ls -A "$work/run/media" "$work/run/stage" | grep -v ':$' | tr -d '\n'
}

type_is() {
    printf '#!/bin/sh\necho ID_FS_USAGE=filesystem\necho ID_FS_TYPE=%s\n' "$1" >"$work/mounting/udevadm"
    chmod +x "$work/mounting/udevadm"
}

# ---- what is asked of mount, for each file system

cat >"$work/mounting/mount" <<END
#!/bin/sh
echo "\$*" >>"$work/mounts"
END
chmod +x "$work/mounting/mount"
tools=$work/mounting
uid=$(id -u "$user") gid=$(id -g "$user")
device pci/usb1/1-1 sdb 8:16 sdb1 8:17
device pci/usb1/1-2 sdc 8:32
how() {
    type_is "$1"
    rm -f "$work/mounts"
    stick in "$2"
    sed -n 1p "$work/mounts"
}
safe=ro,nosuid,nodev,noexec ours=uid=$uid,gid=$gid,umask=077
is FAT "-i -t vfat -o $safe,$ours,utf8=1,flush,shortname=mixed,tz=UTC $dev/sdb1 $work/run/stage/sdb1" "$(how vfat sdb1)"
is exFAT "-i -t exfat -o $safe,$ours,iocharset=utf8 $dev/sdb1 $work/run/stage/sdb1" "$(how exfat sdb1)"
is NTFS "-i -t ntfs3 -o $safe,$ours,iocharset=utf8 $dev/sdb1 $work/run/stage/sdb1" "$(how ntfs sdb1)"
is ext2 "-i -t ext4 -o $safe,errors=remount-ro $dev/sdb1 $work/run/stage/sdb1" "$(how ext2 sdb1)"
is "without a table of partitions" "-i -t vfat -o $safe,$ours,utf8=1,flush,shortname=mixed,tz=UTC $dev/sdc $work/run/stage/sdc" \
    "$(how vfat sdc)"
rm -rf "$media"/*

# ---- what never is

never() {
    rm -f "$work/mounts"
    stick in "$2"
    is "$1" "" "$(cat "$work/mounts" 2>/dev/null)"
    is "$1: nothing is left" "" "$(left)"
}
type_is vfat
device platform/mmc0 mmcblk0 179:0 mmcblk0p1 179:1
never "the card" mmcblk0p1
device pci/ata1 sda 8:0 sda1 8:1
never "a disk inside" sda1
device pci/usb-like/not sdd 8:48 sdd1 8:49
never "a bus that is only called so" sdd1
never "a device that has gone" sdz1
device pci/usb1/1-3 sde 8:64 sde1 8:65
device pci/usb1/1-3 sde 8:64 sde2 8:66
for root in PARTUUID=0badcafe-02 UUID=1234-5678 LABEL=ROOT /dev/sde2; do
    echo "quiet root=$root rootwait" >"$work/cmdline"
    rm -f "$dev"/disk/*/*
    case $root in
    */*) ;;
    *) ln -s "$dev/sde2" "$dev/disk/by-$(echo "${root%=*}" | tr '[:upper:]' '[:lower:]')/${root#*=}" ;;
    esac
    rm "$dev/sde2" && touch "$dev/sde2"
    never "beside the root that the board started from ($root)" sde1
done
echo quiet >"$work/cmdline"
for type in iso9660 btrfs xfs squashfs LVM2_member crypto_LUKS swap "" "vfat,rw" "vfat ext4"; do
    type_is "$type"
    never "a file system '$type'" sdb1
done
for name in "" .. / ../sdb1 "sdb1 sdc" /dev/sdb1 -r SDB1 'sdb1*'; do
    "$board/lib/lectern-stick" --media "$media" --tools "$tools" --sys "$sys" --dev "$dev" in "$name" 2>/dev/null && fail "'$name' is a device"
    is "a device called '$name'" "" "$(left)"
done
type_is ext4
printf '#!/bin/sh\nexit 32\n' >"$work/mounting/mount"
stick in sdb1
is "a damaged one" "" "$(left)"

# ---- the real thing

loop=
rm "$work/mounting/mount"
if [ "$user" != root ] && command -v mkfs.ext4 >/dev/null && head -c 8000000 /dev/zero >"$work/image" &&
    mkfs.ext4 -q "$work/image" 2>/dev/null; then
    loop=$(losetup -f --show "$work/image" 2>/dev/null || true)
fi
if [ -z "$loop" ]; then
    skip "a stick that is mounted and pulled (no loop device here)"
    ended
    exit
fi
reader=
trap '[ -z "$reader" ] || kill "$reader"; losetup -d "$loop"' EXIT
mkdir "$work/what"
mount "$loop" "$work/what"
echo hello >"$work/what/brief.txt"
chmod 777 "$work/what"
umount "$work/what"

# The kiosk's own view of the files, as systemd makes it (ProtectSystem=strict, ReadWritePaths=): all read-only, but for the sticks' folder.
# One from before the stick came, one from after. The end of each is the pipe's.
mkfifo "$work/end" "$work/ready"
view() {
    unshare -m --propagation slave sh -c "mount --rbind '$media' '$media' && mount -o remount,bind,ro '$work/run'
        echo >'$work/ready' && read -r _ <'$work/end'" 4>&- &
    read -r _ <"$work/ready"
}
view
kiosk=$!
exec 4>"$work/end"
as_kiosk() {
    nsenter -t $kiosk -m -r setpriv --reuid "$uid" --clear-groups "$@" 2>/dev/null
}

number=$(cat "/sys/class/block/${loop##*/}/dev")
device pci/usb1/1-1 sdb 8:16 sdb1 "$number"
stick in sdb1
at=$media/sdb1
is "the kiosk reads it" hello "$(as_kiosk cat "$at/brief.txt")"
is "only one mount is left" sdb1 "$(left)"
options=$(awk -v at="$at" '$5 == at { last = $6 } END { print last }' /proc/$kiosk/mountinfo)
for option in nosuid nodev noexec; do
    case ,$options, in
    *,$option,*) checks=$((checks + 1)) ;;
    *) fail "$option is not among the mount's flags: $options" ;;
    esac
done
as_kiosk touch "$at/new" && fail "the kiosk writes to a stick that is read-only"
is "nor is its journal written" ro "$(state_of "$at")"

view
later=$!

# Root's side makes it writable, for the kiosk too, while the kiosk reads from it; and takes it back.
requests=$work/requests
mkdir -p "$requests/asked" "$requests/answered" "$requests/taken"
ask() {
    read -r up _ </proc/uptime
    number=$((${up%.*} * 1000 + $1))
    echo "$number $2" >"$requests/asked/request"
    chown "$user" "$requests/asked/request"
    with_caps "$request_caps" "$board/lib/lectern-request" --requests "$requests" --media "$media" --user "$user" 2>"$work/log"
    sed -n "s/^$number //p" "$requests/answered/answer"
}
nsenter -t $kiosk -m -r tail -f "$at/brief.txt" >/dev/null &
reader=$!
is "writable" "done sdb1" "$(ask 1 "stick writable")"
nsenter -t $later -m -r setpriv --reuid "$uid" --clear-groups touch "$at/later" ||
    fail "a kiosk that was started with the stick in can't write to it"
as_kiosk sh -c "echo saved >'$at/report.txt'" || fail "the kiosk can't write to a writable stick"
is "read-only again" "done" "$(ask 2 "stick read-only")"
as_kiosk sh -c "echo more >>'$at/report.txt'" && fail "the kiosk writes after it was read-only again"
is "and what was written is there" saved "$(as_kiosk cat "$at/report.txt")"

# In again without having gone: a device that changes. Out while it is read from; and once more, as systemd may.
stick in sdb1
is "in twice is in once" "1 sdb1" "$(grep -c " $at " /proc/self/mountinfo) $(left)"
stick out sdb1
is "gone for us" "none" "$(state_of "$at")"
as_kiosk ls "$at/brief.txt" >/dev/null && fail "gone, but not for the kiosk"
is "nothing is left" "" "$(left)"
stick out sdb1
kill $reader
reader=

# The board's own disk, on USB: something of it is mounted elsewhere.
mkdir "$work/boot"
mount -o ro "$loop" "$work/boot"
stick in sdb1
is "a disk that the board uses itself" "" "$(left)"
umount "$work/boot"

# One that can't be written to, and whose journal was not finished.
losetup -d "$loop"
loop=$(losetup -r -f --show "$work/image")
ln -sfn "$loop" "$dev/sdb1"
stick in sdb1
is "write-protected: read" hello "$(as_kiosk cat "$at/brief.txt")"
is "write-protected: not written" "refused protected" "$(ask 3 "stick writable")"
stick out sdb1
exec 4>&-
wait $kiosk $later || true
ended
