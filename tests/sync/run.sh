#!/bin/sh
# Two kiosks on one machine, fed by Syncthing and by rsync: run.sh LECTERN PACKS
# Exits with 77 where Syncthing is not installed.
set -eu
lectern=$1 packs=$2
command -v syncthing >/dev/null 2>&1 || {
    echo "syncthing is not installed: nothing was proved"
    exit 77
}
work=$(mktemp -d)
pids=
cleanup() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null || true
    done
    for pid in $pids; do
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' INT TERM
began=$(date +%s)
say() { printf '%3d s  %s\n' $(($(date +%s) - began)) "$*"; }
fail() {
    say "FAILED: $*"
    tail -n 5 "$work"/*.log 2>/dev/null
    exit 1
}

# Until a command succeeds, for so many seconds.
until_true() {
    most=$1
    shift
    for _ in $(seq $((most * 5))); do
        "$@" && return 0
        sleep 0.2
    done
    return 1
}

# ---- two Syncthing instances, each with a folder of packs; nothing leaves this machine

port=$((20000 + $$ % 20000))
for one in a b; do
    mkdir -p "$work/$one/packs/.stfolder"
    syncthing generate --home="$work/$one/home" >/dev/null 2>&1 ||
        syncthing -generate="$work/$one/home" >/dev/null 2>&1
done
id_of() { syncthing --device-id --home="$work/$1/home" 2>/dev/null || syncthing device-id --home="$work/$1/home"; }
id_a=$(id_of a) id_b=$(id_of b)

# configure ONE PORT KIND KBPS
configure() {
    cat >"$work/$1/home/config.xml" <<END
<configuration version="35">
  <folder id="packs" label="packs" path="$work/$1/packs" type="$3" rescanIntervalS="3600" fsWatcherEnabled="true"
      fsWatcherDelayS="1" ignorePerms="true">
    <device id="$id_a"></device><device id="$id_b"></device>
  </folder>
  <device id="$id_a" name="a"><address>tcp://localhost:$port</address></device>
  <device id="$id_b" name="b"><address>tcp://localhost:$((port + 1))</address></device>
  <gui enabled="false"></gui>
  <options>
    <listenAddress>tcp://localhost:$2</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>
    <startBrowser>false</startBrowser><urAccepted>-1</urAccepted>
    <crashReportingEnabled>false</crashReportingEnabled><autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <reconnectionIntervalS>2</reconnectionIntervalS>
    <maxSendKbps>$4</maxSendKbps><limitBandwidthInLan>true</limitBandwidthInLan>
  </options>
</configuration>
END
}
configure a "$port" sendonly 1500
configure b $((port + 1)) receiveonly 0

start_sync() {
    STNOUPGRADE=1 syncthing serve --no-browser --no-restart --home="$work/$1/home" >"$work/$1-sync.log" 2>&1 &
    sync_pid=$!
    pids="$pids $sync_pid"
}
start_sync a
start_sync b
sync_b=$sync_pid

# ---- two kiosks, each with its own library and that folder

# kiosk LIBRARY FOLDER
kiosk() {
    printf '[library]\ndrop = %s\n[display]\nwidth_mm = 217\nheight_mm = 136\nviewing_mm = 500\n' "$2" >"$work/$1.ini"
    "$lectern" trust --library "$work/$1" "$packs/maker.pub" >/dev/null
    SDL_VIDEODRIVER=offscreen SDL_AUDIODRIVER=dummy "$lectern" run --library "$work/$1" --config "$work/$1.ini" --window 800x480 \
        >"$work/$1.log" 2>&1 &
    pids="$pids $!"
}
kiosk one "$work/a/packs"
kiosk two "$work/b/packs"

# A pack of one document, and of so many bytes that are no document.
make_pack() {
    rm -rf "$work/pack"
    mkdir "$work/pack"
    printf '<!doctype html><html lang="en"><title>Papers %s</title><h1>Papers %s</h1><p>We learn together.</p></html>' \
        "$1" "$1" >"$work/pack/a.html"
    head -c "$2" /dev/urandom >"$work/pack/logo.png"
    printf '[pack]\nid = org.example.papers\nversion = %s\ntitle = Papers %s\nlogo = logo.png\n[Briefings]\ndocument = a.html\n' \
        "$1" "$1" >"$work/pack/manifest.ini"
    "$lectern" pack "$work/pack" -o "$work/papers.lectern" --key "$packs/maker.key" >/dev/null
}
holds() { "$lectern" list --packs --library "$work/$1" | grep -q "^org.example.papers  $2  "; }
same() {
    "$lectern" list --json --library "$work/one" | sed 's/"added_s":[0-9]*//' >"$work/one.json"
    "$lectern" list --json --library "$work/two" | sed 's/"added_s":[0-9]*//' >"$work/two.json"
    cmp -s "$work/one.json" "$work/two.json"
}

make_pack 1 1000
cp "$work/papers.lectern" "$work/papers.lectern.minisig" "$work/a/packs/"
say "version 1 of the pack lies in the first folder"
until_true 60 holds one 1 || fail "the first kiosk did not take version 1"
say "the first kiosk has it"
until_true 60 holds two 1 || fail "the second kiosk did not get version 1"
say "the second kiosk has it, without a hand"
same || fail "the two kiosks do not list the same"
say "both list the same documents"

make_pack 2 1000
cp "$work/papers.lectern" "$work/papers.lectern.minisig" "$work/a/packs/"
until_true 90 holds two 2 || fail "version 2 did not follow"
say "version 2 followed"
until_true 60 holds one 2 || fail "the first kiosk did not take version 2"
same || fail "the two kiosks do not list the same after version 2"

make_pack 3 20000000
cp "$work/papers.lectern" "$work/papers.lectern.minisig" "$work/a/packs/"
is_under_way() { [ -n "$(find "$work/b/packs" -name '.syncthing.papers.lectern.tmp' -size +1000k 2>/dev/null)" ]; }
until_true 60 is_under_way || fail "the transfer of version 3 was not seen under way"
kill -KILL "$sync_b"
wait "$sync_b" 2>/dev/null || true
say "cut in the middle of version 3: $(du -k "$work/b/packs/.syncthing.papers.lectern.tmp" | cut -f1) KB are there under a temporary name"
sleep 6
holds two 2 || fail "an interrupted transfer was taken"
say "the second kiosk still has version 2"
start_sync b
until_true 120 holds two 3 || fail "version 3 did not come after the cut"
say "version 3 came when Syncthing went on"

if command -v rsync >/dev/null 2>&1; then
    kiosk three "$work/c"
    mkdir "$work/c"
    rsync --bwlimit=4000 "$work/papers.lectern" "$work/papers.lectern.minisig" "$work/c/" &
    rsync_pid=$!
    sleep 2
    kill "$rsync_pid" 2>/dev/null || true
    wait "$rsync_pid" 2>/dev/null || true
    sleep 4
    ! holds three 3 || fail "a transfer that rsync did not end was taken"
    say "rsync was cut: nothing was taken"
    rsync "$work/papers.lectern" "$work/papers.lectern.minisig" "$work/c/"
    until_true 90 holds three 3 || fail "what rsync brought was not taken"
    say "what rsync brought was taken"
else
    say "rsync is not installed: it was not tried"
fi
say "proved"
