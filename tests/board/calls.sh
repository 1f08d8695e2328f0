#!/bin/sh
# Each system call that the kiosk and its workers make in a visit of staff's is one that lectern.service allows: calls.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
unit=$here/../../board/systemd/lectern.service
command -v systemd-analyze >/dev/null && strace -qq -o /dev/null true 2>/dev/null || { echo "nothing can be traced here: not proved"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. "$here/filter.sh"
allowed_by "$unit" "$work"

mkdir "$work/stick"
for file in "$samples"/*/*; do
    case $file in
    *.pdf | *.epub | *.docx | *.md) cp -n "$file" "$work/stick/" ;;
    esac
done
STICK=$work/stick
export STICK
printf '[kiosk]\npin = 246802\n[board]\nrequests = %s\n' "$work/requests" >"$work/lectern.ini"
strace -f -qq -o "$work/trace" "$lectern" run --library "$work/library" --config "$work/lectern.ini" --script "$here/calls.script" \
    --out "$work/out"
# fchown: only SQLite's, and only as root, which the kiosk is not.
made_in "$work/trace" "$work"
sed -i '/^fchown$/d' "$work/made"
count=$(wc -l <"$work/made")
[ "$count" -ge 50 ] && grep -qx seccomp "$work/made" || { echo "only $count calls were seen, or no worker's"; exit 1; }
refused=$(comm -23 "$work/made" "$work/allowed" | tr '\n' ' ')
[ -z "$refused" ] || { echo "lectern.service refuses: $refused"; exit 1; }
echo "$count system calls, all allowed"
