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
trap '[ "$?" = 0 ] || cat "$work/log" >&2; unplug' EXIT

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

unmount() {
    for point in "$folder" "$run/data-below" "$run/data-over" "$run/data-stage" "$work/look"; do
        while umount -l "$point" 2>/dev/null; do :; done
    done
}

unplug() {
    unmount
    [ -n "$loop" ] || return 0
    tries=0 # what was killed a moment ago may still have a file open there
    for n in 1 2 3 4; do
        while [ -e "/sys/class/block/${loop##*/}p$n" ] && ! delpart "$loop" $n 2>/dev/null && [ $tries -lt 100 ]; do
            tries=$((tries + 1))
            sleep 0.05
        done
    done
    losetup -d "$loop"
    loop=
}

tools=$work/tools caps=$(caps_of lectern-data.service)
data() {
    "$@" "$board/lib/lectern-data" --dev "$work/dev" --card "$work/card-is" --run "$run" --folder "$folder" \
        --user "$user" --samples "$samples" --program "$work/tools/lectern" --tools "$tools" "$verb" 2>>"$work/log"
}

# start: as systemd starts it, with the card that is in
start() {
    rm -rf "$run"
    mkdir -p "$run"
    : >"$work/log"
    unmount
    verb=prepare
    data with_caps "$caps" || fail "prepare ended with $?: $(cat "$work/log")"
    [ -z "${slow-}" ] || mkdir "$run/turn" # as lectern-wait.service does
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


# The power goes: what was not written out is lost.
power_cut() {
    cp --sparse=always "$card" "$card.cut"
    unplug
    mv "$card.cut" "$card"
    plug "$@"
}

keep_mine() {
    setpriv --reuid "$uid" --clear-groups sh -c "echo mine >'$folder/mine'"
    sync -f "$folder"
}

# over DD'S-WORDS...: writes over the card while it is out
over() {
    power_cut
    dd of="$card" conv=notrunc bs=1M status=none "$@"
    power_cut
}

# ---- the first start, and the next

blank 400
plug
start
is "the first start" "ext4 samples nothing" "$(state)"
is "the partition goes to the card's end" "$((367 * mb))" "$(cat "/sys/class/block/${loop##*/}p4/size")"
[ "$(size_mb)" -gt 320 ] || fail "the file system has $(size_mb) MB of 367"
options=$(awk -v at="$folder" '$5 == at { print $6 "," $NF }' /proc/self/mountinfo)
for option in nodev nosuid noexec noatime errors=remount-ro; do
    case ,$options, in
    *,"$option",*) checks=$((checks + 1)) ;;
    *) fail "$option is not among the mount's options: $options" ;;
    esac
done
is "its label" lectern-data "$(blkid -p -o value -s LABEL "$work/dev/${loop##*/}p4")"
keep_mine
power_cut
is "the table on the card" "$((367 * mb))" "$(sed -n 4p "$work/table" | cut -d' ' -f2)"
start
is "after a power cut" "ext4 samples+mine nothing" "$(state)"

is "nobody was asked to wait, and nobody will be" "yes no" "$([ -d "$run/turn" ] && echo yes) $([ -e "$work/tools.log" ] || echo no)"
slow=yes
start
slow=
is "who was asked to wait is not any more" "systemctl stop lectern-wait.service" "$(cat "$work/tools.log")"
rm "$work/tools.log"

# A larger card, with this one's image on it.
unplug
truncate -s 700M "$card"
plug
start
is "on a larger card" "ext4 samples+mine nothing" "$(state)"
if grep -q '^CapBnd:.*[13579bdf]......$' /proc/self/status; then # CAP_SYS_RESOURCE
    [ "$(size_mb)" -gt 600 ] || fail "the file system has $(size_mb) MB of 667"
else
    skip "a file system that grows (this machine gives us no right to)"
fi

# ---- damage: the first superblock alone; all of the beginning, as nothing and as noise; a folder's block

keep_mine
over if=/dev/zero bs=4096 count=1 seek=$((33 * 256))
start
is "without its superblock" "ext4 samples+mine data repaired;" "$(state)"
over if=/dev/zero count=16 seek=33
start
is "with nothing where it began" "ext4 samples data made-anew;" "$(state)"
keep_mine
over if=/dev/urandom count=200 seek=33
start
is "noise" "ext4 samples data made-anew;" "$(state)"
start
is "which the kiosk remembers from then on" "ext4 samples nothing" "$(state)"
over if=/dev/urandom bs=1M count=4 seek=33
start
is "noise that leaves a second superblock" "ext4 samples data made-anew;" "$(state)"
start
is "which lasts" "ext4 samples nothing" "$(state)"
keep_mine
block=$(debugfs -R "bmap /documents 0" "$work/dev/${loop##*/}p4" 2>/dev/null)
over if=/dev/urandom bs=4096 count=1 seek=$((33 * 256 + block))
tune2fs -E force_fsck "$work/dev/${loop##*/}p4" >/dev/null
start
is "a folder that was damaged" "data repaired;" "$(told)"
is "and what is beside it" "mine a catalogue" "$(cat "$folder/mine" "$folder/library.db" | tr '\n' ' ' | sed 's/ $//')"

# Written anew with the image: what lies behind it is of the library before.
unplug
mv "$card" "$card.old"
blank 700
dd if="$card.old" of="$card" conv=notrunc,sparse bs=1M skip=65 seek=65 status=none
rm "$card.old"
plug
start
is "a card that was written anew" "ext4 samples nothing" "$(state)"

# ---- what can't be written to, and what is not ours

keep_mine
power_cut ro
sum=$(sha256sum <"$card")
start
is "a card that is read-only" "overlay samples+mine card read-only;" "$(state)"
setpriv --reuid "$uid" --clear-groups sh -c "echo more >'$folder/more' && rm '$folder/mine'" || fail "it can't be written to in memory"
unplug
is "is not written to" "$sum" "$(sha256sum <"$card")"

blank 400
plug ro
start
is "one that was never filled" "tmpfs samples card read-only;data in-memory;" "$(state)"
unplug

blank 400
plug
echo "no such" >"$work/card-is"
start
is "no disk of that name" "tmpfs samples data in-memory;" "$(state)"
echo "${loop##*/}" >"$work/card-is"
delpart "$loop" 4
start
is "no such partition" "tmpfs samples data in-memory;" "$(state)"
unplug

blank 400
plug
chmod 600 "$work/dev/${loop##*/}p4"
mkswap "$work/dev/${loop##*/}p4" >/dev/null
sum=$(tail -c +$((33 * 1048576 + 1)) "$card" | sha256sum)
start
is "what is not ours" "tmpfs samples data in-memory;" "$(state)"
unplug
is "is not touched" "$sum" "$(tail -c +$((33 * 1048576 + 1)) "$card" | sha256sum)"

# ---- samples: added where none are prepared; none at all; a partition that is full

mv "$samples/prepared" "$work/prepared"
mkdir "$samples/library"
printf '#!/bin/sh\n[ "$1 $2 $4" = "add --library %s" ] && cp -r "%s/." "$3"\n' "$samples/library" "$work/prepared" >"$work/tools/lectern"
chmod +x "$work/tools/lectern"
blank 400
plug
start
is "samples that are added" "ext4 samples nothing" "$(state)"
rm "$work/tools/lectern"
unplug
blank 400
plug
start
is "no samples" "ext4 lost+found, data no-samples;" "$(state)"
keep_mine
power_cut
start
is "what staff add then stays" "ext4 lost+found,mine, nothing" "$(state)"
mv "$work/prepared" "$samples/prepared"
unplug
blank 80
plug
start
head -c 100000000 /dev/zero 2>/dev/null | setpriv --reuid "$uid" --clear-groups sh -c "cat >'$folder/mine'" 2>/dev/null || true
start
is "a partition that is full" "ext4 samples+mine nothing" "$(state)"
unplug

# ---- what prepare asks of the kernel, at a first start and where it has to mend and to make anew: all of it is allowed

if command -v systemd-analyze >/dev/null && command -v strace >/dev/null; then
    . "$here/filter.sh"
    mkdir "$work/filter"
    allowed_by "$board/systemd/lectern-data.service" "$work/filter"
    traced() {
        unmount
        rm -rf "$run"
        mkdir -p "$run"
        verb=prepare
        data strace -f -qq -o "$work/filter/trace"
        cat "$work/filter/trace" >>"$work/filter/traces"
    }
    blank 400
    plug
    traced
    over if=/dev/zero bs=4096 count=1 seek=$((33 * 256))
    traced
    over if=/dev/urandom count=200 seek=33
    traced
    made_in "$work/filter/traces" "$work/filter"
    for call in mount ioctl fsync timer_create; do
        grep -qx $call "$work/filter/made" || fail "$call was not seen"
    done
    is "calls that lectern-data.service refuses" "" "$(comm -23 "$work/filter/made" "$work/filter/allowed" | tr '\n' ' ')"
    unplug
else
    skip "the system calls (no strace or systemd here)"
fi

# ---- the power is cut before each command of prepare: at the first start, and at one that finds a library and more room

mkdir "$work/cutting"
cat >"$work/cutting/step" <<END
#!/bin/sh
tool=\${0##*/}
PATH=/usr/sbin:/usr/bin:/sbin:/bin
n=\$((\$(cat "$work/n") + 1))
echo \$n >"$work/n"
if [ \$n = "\$(cat "$work/cut-at")" ]; then
    cp --sparse=always "$card" "$card.cut"
    kill -9 0
fi
exec "\$tool" "\$@"
END
chmod +x "$work/cutting/step"
for tool in sfdisk resizepart mke2fs timeout mount umount resize2fs sync cp chown chmod rm mv mkdir dd; do
    ln -s step "$work/cutting/$tool"
done

# cut_at NUMBER: prepare, until the power goes before that command; the card as it was then. Fails where prepare ends earlier.
cut_at() {
    echo 0 >"$work/n"
    echo "$1" >"$work/cut-at"
    rm -rf "$run" "$card.cut"
    mkdir -p "$run"
    : >"$work/log"
    unmount
    tools=$work/cutting verb=prepare
    data setsid -w || true
    tools=$work/tools
    [ -e "$card.cut" ] || return 1
    unplug
    mv "$card.cut" "$card"
    plug
}

# each WHAT IMAGE STATE LEAST: from this image on, cut before each command in turn; what the next start makes of it
each() {
    what=$1 image=$2
    at=0
    while :; do
        at=$((at + 1))
        unplug
        cp --sparse=always "$image" "$card"
        plug
        cut_at $at || break
        start
        is "$what, cut before command $at" "$3" "$(state)"
    done
    [ $at -gt "$4" ] || fail "$what: only $at commands were seen"
    echo "$what: cut before each of $((at - 1)) commands"
}
blank 80
mv "$card" "$work/first"
each "the first start" "$work/first" "ext4 samples nothing" 15
unplug
cp --sparse=always "$work/first" "$card"
plug
start
keep_mine
power_cut
unplug
truncate -s 120M "$card"
mv "$card" "$work/whole"
each "a start with a library on a larger card" "$work/whole" "ext4 samples+mine nothing" 8
ended
