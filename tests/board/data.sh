#!/bin/sh
# The card's data partition: grown, made, checked, filled, and what the kiosk gets where none of that goes. A whole card with its table is a
# file on a loop device. The power is cut before and after each step: the card is then as it was at that moment, without what was not
# written out yet.
set -eu
. "$(dirname "$0")/bed.sh"
if [ "$user" = root ] || ! command -v sfdisk mke2fs e2fsck resize2fs resizepart losetup >/dev/null; then
    echo "no card can be made here (no root, or no tools): not proved"
    exit 77
fi

run=$work/run/lectern folder=$work/library samples=$work/samples card=$work/card loop=
uid=$(id -u "$user") gid=$(id -g "$user")
mkdir -p "$run" "$folder" "$samples/prepared/documents" "$samples/prepared/books" "$work/dev"
echo "a catalogue" >"$samples/prepared/library.db"
for name in one two three; do
    head -c 300000 /dev/urandom >"$samples/prepared/documents/$name"
    echo "book of $name" >"$samples/prepared/books/$name.book"
done
expected=$(cd "$samples/prepared" && find . -type f -exec sha256sum {} + | sort)
trap unplug EXIT

mb=2048 # sectors
p4_at=$((33 * mb))

# blank MB: a card of this size as it comes from the image, in $card
blank() {
    rm -f "$card"
    truncate -s "${1}M" "$card"
    printf '%s\n' 'label-id: 0x1ec7e4b0' "start=$mb,size=$((8 * mb)),type=c" "start=$((9 * mb)),size=$((16 * mb)),type=83" \
        "start=$((25 * mb)),size=$((8 * mb)),type=83" "start=$p4_at,size=$((32 * mb)),type=83" | sfdisk -q "$card"
}

# plug [ro]: what the kernel does with a card at its start
plug() {
    loop=$(losetup ${1:+-r} -f --show "$card" 2>/dev/null || true)
    [ -n "$loop" ] || { echo "no loop device here: not proved" && exit 77; }
    sfdisk -d "$loop" | sed -n 's/^.*start= *\([0-9]*\), size= *\([0-9]*\),.*/\1 \2/p' >"$work/table"
    n=0
    while read -r start size; do
        n=$((n + 1))
        addpart "$loop" $n "$start" "$size" 2>/dev/null || true
        node "${loop##*/}p$n"
    done <"$work/table"
    node "${loop##*/}"
    echo "${loop##*/}" >"$work/card-is"
}

node() {
    rm -f "$work/dev/$1"
    numbers=$(cat "/sys/class/block/$1/dev") || { echo "no partitions on a loop device here: not proved" && exit 77; }
    mknod "$work/dev/$1" b "${numbers%:*}" "${numbers#*:}"
}

unplug() {
    for point in "$folder" "$run/data-below" "$run/data-over" "$run/data-stage" "$work/look"; do
        while umount -l "$point" 2>/dev/null; do :; done
    done
    [ -n "$loop" ] || return 0
    for n in 1 2 3 4; do
        delpart "$loop" $n 2>/dev/null || true
    done
    losetup -d "$loop"
    loop=
}

caps=$(caps_of lectern-data.service)
data() {
    "$@" "$board/lib/lectern-data" --dev "$work/dev" --card "$work/card-is" --run "$run" --folder "$folder" \
        --user "$user" --samples "$samples" --program "$work/tools/lectern" --tools "$work/tools" "$verb" 2>>"$work/log"
}

# start: as systemd starts it, with the card that is in
start() {
    rm -rf "$run"
    mkdir -p "$run"
    : >"$work/log"
    verb=prepare
    data with_caps "$caps" || fail "prepare ended with $?: $(cat "$work/log")"
    verb=mount
    data || fail "mount ended with $?: $(cat "$work/log")"
}

# In one word each: what the kiosk has, how large in MB, what it finds, what staff are told.
state() {
    type=$(awk -v at="$folder" '$5 == at { n = split($0, half, " - "); split(half[n], f, " "); t = f[1] } END { print t ? t : "nothing" }' \
        /proc/self/mountinfo)
    echo "$type $(found) $(told)"
}
found() {
    files=$(cd "$folder" && find . -name lost+found -prune -o -type f ! -name mine -exec sha256sum {} + | sort)
    owners=$(find "$folder" -name lost+found -prune -o -printf '%u\n' | sort -u)
    if [ "$files" = "$expected" ] && [ "$owners" = "$user" ] && [ "$(stat -c %a "$folder")" = 750 ]; then
        [ ! -e "$folder/mine" ] && echo samples || echo samples+mine
    else
        ls -A "$folder" | tr '\n' ','
    fi
}
told() {
    words=$(cd "$run/notices" 2>/dev/null && grep -r . . | sed 's,^\./,,; s/:/ /' | sort | tr '\n' ';' || true)
    echo "${words:-nothing}"
}
size_mb() {
    echo $(($(stat -f -c '%b * %S' "$folder") / 1048576))
}


# ---- the first start, and the next

blank 400
plug
start
is "the first start" "ext4 samples nothing" "$(state)"
is "the table goes to the card's end" "$((367 * mb))" "$(cat "/sys/class/block/${loop##*/}p4/size")"
[ "$(size_mb)" -gt 320 ] || fail "the file system has $(size_mb) MB of 367"
options=$(awk -v at="$folder" '$5 == at { print $6 "," $NF }' /proc/self/mountinfo)
for option in nodev nosuid noexec noatime errors=remount-ro; do
    case ,$options, in
    *,"$option",*) checks=$((checks + 1)) ;;
    *) fail "$option is not among the mount's options: $options" ;;
    esac
done
is "its label" lectern-data "$(blkid -p -o value -s LABEL "$loop"p4 2>/dev/null || blkid -p -o value -s LABEL "$work/dev/${loop##*/}p4")"
setpriv --reuid "$uid" --clear-groups sh -c "echo mine >'$folder/mine'"
power_cut() { # the power: what was not written out is gone
    sync -f "$folder"
    cp --sparse=always "$card" "$card.cut"
    unplug
    mv "$card.cut" "$card"
    plug
}
power_cut
is "the table on the card" "$((367 * mb))" "$(sed -n 4p "$work/table" | cut -d' ' -f2)"
start
is "after a power cut" "ext4 samples+mine nothing" "$(state)"
unplug

ended
