# filter.sh: which system calls a unit allows, and whether what was traced is among them. Sourced.

# calls_of NAME: the calls of a group, and of the groups in it; or the call itself
calls_of() {
    case $1 in
    @*) systemd-analyze syscall-filter "$1" 2>/dev/null | while read -r word _; do
        [ "$word" = "$1" ] || calls_of "$word"
    done ;;
    '' | '#'*) ;;
    *) echo "$1" ;;
    esac
}

# allowed_by UNIT FOLDER: FOLDER/allowed, as systemd reads the lines: the first begins a list of what is allowed, '~' takes away, the next add.
allowed_by() {
    calls_of @default | sort -u >"$2/allowed"
    sed -n 's/^SystemCallFilter=//p' "$1" | while read -r line; do
        for word in ${line#\~}; do
            calls_of "$word"
        done | sort -u >"$2/line"
        case $line in
        '~'*) comm -23 "$2/allowed" "$2/line" >"$2/next" ;;
        *) sort -u "$2/allowed" "$2/line" >"$2/next" ;;
        esac
        mv "$2/next" "$2/allowed"
    done
}

# made_in TRACE FOLDER: FOLDER/made, the calls in a trace of strace -f
made_in() {
    sed -n 's/^[0-9]* *\([a-z_0-9]*\)(.*/\1/p' "$1" | sort -u >"$2/made"
}
