# bed.sh: for the tests of board/: each runs itself again where it may mount without harm (a mount namespace as root, else a user
# namespace), in a folder of its own, with tools that only write down what they were asked. Sourced.
here=$(cd "$(dirname "$0")" && pwd)
board=$here/../../board
checks=0 skipped=0

if [ -z "${IN_BED-}" ]; then
    trap 'rm -rf "$work"' EXIT
    work=$(mktemp -d)
    export IN_BED=yes work
    # shellcheck disable=SC2016 # for the shell in there
    probe='mount --make-rprivate / && mount -t tmpfs probe "$work"'
    if [ "$(id -u)" = 0 ] && unshare -m sh -c "$probe" 2>/dev/null; then
        unshare -m sh "$0" "$@"
    elif unshare -rm sh -c "$probe" 2>/dev/null; then
        unshare -rm sh "$0" "$@"
    else
        echo "nothing can be mounted here: not proved"
        exit 77
    fi
    exit
fi
mount --make-rprivate /

# The kiosk's user: another than root's, where there is another.
user=nobody
if touch "$work/owned" && ! chown nobody "$work/owned" 2>/dev/null; then
    user=root
fi
media=$work/run/media
mkdir -p "$work/run/sticks" "$media" "$work/tools"
chmod 755 "$work"
for tool in systemctl date hwclock; do
    # shellcheck disable=SC2016 # for the tool itself
    printf '#!/bin/sh\necho "%s $*" >>"%s/tools.log"\n[ ! -e "%s/broken" ]\n' $tool "$work" "$work" >"$work/tools/$tool"
    chmod +x "$work/tools/$tool"
done

fail() {
    echo "$0: $*" >&2
    exit 1
}

# with_caps CAPABILITIES COMMAND...: as the unit lets it run ("+sys_admin"); in a user namespace as it is.
with_caps() {
    caps=$1
    shift
    if [ "$user" = root ]; then
        "$@"
    else
        setpriv --bounding-set="-all${caps:+,$caps}" --inh-caps=-all --no-new-privs "$@"
    fi
}

# caps_of UNIT: as setpriv wants them
caps_of() {
    sed -n 's/^CapabilityBoundingSet=//p' "$board/systemd/$1" | sed 's/CAP_/+/g; s/ /,/g' | tr '[:upper:]' '[:lower:]'
}

# is WHAT EXPECTED FOUND
is() {
    checks=$((checks + 1))
    [ "$2" = "$3" ] || fail "$1: expected '$2', but there is '$3'"
}

skip() {
    skipped=$((skipped + 1))
    echo "not proved here: $*"
}

tools_log() {
    cat "$work/tools.log" 2>/dev/null
    rm -f "$work/tools.log"
}

# The file system's own flags of what is mounted on a folder last: ro or rw.
state_of() {
    awk -v at="$1" '$5 == at { n = split($0, half, " - "); split(half[n], f, " "); s = substr(f[3], 1, 2) }
        END { print s ? s : "none" }' /proc/self/mountinfo
}

ended() {
    echo "$checks checks, $skipped not proved here"
}
