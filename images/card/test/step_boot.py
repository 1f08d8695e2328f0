"""The first start of a new card, the next, and the figures of a kiosk that waits for its first visitor."""
import time

import library
from machine import Failure
from mirror import SAME_PX, Visit, shows

BOOT_LIMIT_S = 900
WAIT_PX = 12000  # where a board asks to wait, one of its lines says for how long it has been at it


def watch(test, machine, wanted, name, limit_s=BOOT_LIMIT_S):
    """Looks at the screen from the first moment until it shows one of `wanted`. What else was seen before: a list of names of pictures kept;
    a board that takes long may ask to wait."""
    until, strange, last, looks = time.monotonic() + limit_s, [], None, 0
    asks_to_wait = test.plain("--getting-ready")
    while time.monotonic() < until:
        if not machine.is_alive():
            raise Failure("the board went off")
        time.sleep(0.25)
        picture = machine.screen()
        looks += 1
        if picture:
            last = picture
            if any(picture.differing(want, enough=SAME_PX) <= SAME_PX for want in wanted):
                test.keep(name, picture)
                return strange, looks
            if picture.is_black() or picture.differing(asks_to_wait, enough=WAIT_PX) <= WAIT_PX:
                continue
            if not strange or picture.pixels != strange[-1][1].pixels:
                strange.append((f"{name}-before-{len(strange) + 1}", picture))
                test.keep(strange[-1][0], picture)
    if last:
        test.keep(name + "-instead", last)
    raise Failure(f"the kiosk's picture did not come in {limit_s} s")


def times(machine):
    """Seconds since the kernel's start, by the guest's own clock: lectern's exec, and its first frame (it says READY=1 then)."""
    def done():
        began, ready = (int(machine.property(f"{name}TimestampMonotonic") or 0) / 1e6 for name in ("ExecMainStart", "ActiveEnter"))
        return (began, ready) if ready > 0 else None
    return machine.wait_for("the kiosk's service", done, 120)


def first_start(test):
    """A card as it comes out of the box. Afterwards it has a PIN, and its disk is where all other steps begin."""
    disk = test.card.disk("first", size=test.card_size)
    machine = test.start("first", disk)
    golden = test.mirror.look([])[1]
    asks = test.mirror.look(["first start"])[1]
    strange, looks = watch(test, machine, [golden, asks], "01-first-start")
    test.table.add("first start: before the kiosk's own picture", "black", f"{looks} looks; {len(strange)} strange", not strange)
    machine.wait_guest(300)
    began, ready = times(machine)
    test.table.figure("first start: kernel to first frame", f"{ready:.1f} s, of which lectern {ready - began:.1f} s")
    visit = Visit(machine, test.mirror, test.keep, ["first start"])
    with test.checking("first start: it asks for a staff PIN", "the same picture as here"):
        test.saw(f"{visit.awaits('02-asks-for-pin')} pixels differ")
    with test.checking("first start: a PIN is chosen, by pointer and keys", "staff's screen"):
        visit.tap("Choose a PIN")
        visit.awaits("03-choose-pin")
        visit.type(test.pin)
        visit.tap("Enter")
        test.saw(f"{visit.awaits('04-staff')} pixels differ")
    test.lines_after_pin = list(visit.lines)
    with test.checking("first start: the samples are there, the library whole", f"{test.samples} documents"):
        library.wait_whole(machine, test.work)
        count = len(library.listed(machine))
        test.saw(f"{count} documents")
        test.must(count == test.samples)
    with test.checking("first start: the data partition takes the rest of the card", f">= {test.card_data_mb * 0.9:.0f} MB"):
        size = int(machine.run(f"df -B1M --output=size {library.FOLDER} | tail -1"))
        test.saw(f"{size} MB; {library.data_state(machine)}")
        test.must(size >= test.card_data_mb * 0.9)
    with test.checking("first start: switched off by the board", "off"):
        test.must(machine.switch_off())
        test.saw("off")
    test.ready = disk


PROCESSES = """for p in /proc/[0-9]*; do
    e=$(readlink $p/exe 2>/dev/null) || continue
    grep -q lecterntest $p/cgroup 2>/dev/null || echo "${p#/proc/} $e"
done"""
LISTENING = """for f in tcp tcp6; do [ ! -r /proc/net/$f ] || awk 'FNR > 1 && $4 == "0A" { print FILENAME, $2 }' /proc/net/$f; done
for f in udp udp6 raw raw6; do [ ! -r /proc/net/$f ] || awk 'FNR > 1 { print FILENAME, $2 }' /proc/net/$f; done"""
PASSWORDS = """for line in $(cut -d : -f 1,2 /etc/shadow); do case ${line#*:} in '!'* | '*'*) ;; *) echo "${line%%:*}" ;; esac; done"""
CURSOR = """mountpoint -q /sys/kernel/debug || mount -t debugfs d /sys/kernel/debug
set -- /sys/kernel/debug/dri/*/state; [ -r "$1" ] || { echo "no state of the screen's planes in /sys/kernel/debug"; exit; }
awk '/^plane/ { name = $0 } /^\tcrtc=/ { shown = $0 !~ /null/ } /^\tfb=/ { if (shown && $0 != "\tfb=0" && name !~ /plane-0/) print name }' "$1"
"""


def second_start(test):
    """An ordinary morning: the figures are taken of this one."""
    machine = test.start("second", test.card.disk("day", test.ready))
    golden = test.mirror.look([])[1]
    strange, looks = watch(test, machine, [golden], "05-attract")
    test.table.add("boot: before the attract screen", "black, no text, no cursor", f"{looks} looks; {len(strange)} strange", not strange)
    with test.checking("boot: the attract screen, compared with the same made here", "the same"):
        test.saw(f"{shows(machine, golden, lambda p: None, 60)} of {golden.width * golden.height} pixels differ")
    machine.wait_guest(300)
    began, ready = times(machine)
    share = (ready - began) / ready
    test.table.figure("boot: kernel start to first frame", f"{ready:.1f} s (emulated)")
    test.table.add("boot: lectern's exec to its first frame", "<= 25 % of the whole", f"{ready - began:.2f} s, {share:.0%}", share <= 0.25)
    machine.wait_for("the end of the start", lambda: machine.try_run("systemctl is-system-running --wait", 400)[1].strip() or None, 600)
    test.settle(machine)
    figures(test, machine)
    return machine


def figures(test, machine):
    table = test.table
    meminfo = dict(line.split(":") for line in machine.run("cat /proc/meminfo").splitlines())
    total, free = (int(meminfo[name].split()[0]) / 1024 for name in ("MemTotal", "MemAvailable"))
    table.add("memory in use at the attract screen (MemTotal - MemAvailable)", "<= 200 MB", f"{total - free:.0f} MB of {total:.0f}", total - free <= 200)
    processes = machine.run(PROCESSES).splitlines()
    (test.work / "processes.txt").write_text("\n".join(processes) + "\n")
    table.add("processes running (without the kernel's threads and this test's)", "<= 25",
              f"{len(processes)}: " + " ".join(sorted(p.rsplit("/", 1)[1] for p in processes)), len(processes) <= 25)
    gettys = [p for p in processes if p.rsplit("/", 1)[1] in ("agetty", "getty", "login", "sulogin", "sshd")]
    units = machine.run("systemctl list-units --no-legend --plain '*getty*' '*ssh*' 'autovt*' | grep -v '\\.slice' | cut -d ' ' -f 1 || true")
    table.add("no login: gettys, shells, remote logins", "none", (gettys or "none") if not units else units, not gettys and units in ("", "getty.target"))
    for what, command in (("listening sockets (TCP, UDP, raw)", LISTENING), ("accounts with a password, or without need of one", PASSWORDS),
                          ("failed units", "systemctl --failed --no-legend --plain | cut -d ' ' -f 1"), ("cursor on the screen", CURSOR)):
        with test.checking(f"no {what}", "none"):
            seen = machine.run(command)
            test.saw(seen or "none")
            test.must(not seen)
    table.figure("the journal's errors, most frequent first",
                 machine.run("journalctl -b -p err --no-pager -q -o cat | sort | uniq -c | sort -rn | cut -c 1-120 | head -3") or "none")
    with test.checking("the root can't be written to for good, and the data can", "read-only below, ext4 rw"):
        roots = machine.run("findmnt -nro FSTYPE /; findmnt -rno TARGET,OPTIONS -t squashfs,ext4 | cut -c 1-60")
        test.saw(roots)
        test.must("overlay" in roots or " ro" in roots)
    sizes(test)


def sizes(test):
    packed = sorted(test.card.image.parent.glob("*.img.zst"))
    if packed:
        size = packed[0].stat().st_size / 1e6
        test.table.add("the image, packed (zstd)", "<= 600 MB", f"{size:.0f} MB", size <= 600)
    root = test.card.parts[1][2] / 1e6
    test.table.add("the root's partition", "<= 900 MB", f"{root:.0f} MB", root <= 900)
