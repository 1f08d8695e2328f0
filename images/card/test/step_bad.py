"""What can be wrong with a board: settings with mistakes, a full card, a damaged one, one that went read-only, parts that are missing."""
import library
from mirror import Mirror, Visit, shows
from step_boot import BOOT_LIMIT_S, WAIT_PX, watch
from step_revive import steady
from step_visit import DOCUMENT

MISTAKES = b"""\xef\xbb\xbf; edited on another computer\r
[kiosk]\r
name = A kiosk with mistakes\r
idle_seconds = soon\r
colour of the walls = green\r
[display]\r
width_mm = 217\r
height_mm = 136\r
viewing_mm = 500\r
[look]\r
scheme = cream\r
[nonsense\r
"""
FULL = f"dd if=/dev/zero of={library.FOLDER}/ballast bs=1M 2>/dev/null; chown lectern {library.FOLDER}/ballast; df {library.FOLDER} | tail -1"


def started(machine, limit_s=900):
    machine.wait_guest(limit_s)
    machine.wait_for("the kiosk", lambda: machine.property("ActiveState") == "active" or None, 600)


def settings(test):
    disk = test.card.with_settings("mistakes", MISTAKES, test.ready)
    machine = test.start("mistakes", disk)
    config = test.work / "mistakes.ini"
    config.write_bytes(MISTAKES)
    mirror = Mirror(test.lectern, config, test.mirror.library, test.work / "mistakes-mirror", *test.size)
    watch(test, machine, [mirror.look([])[1]], "70-mistakes")
    machine.wait_guest(300)
    said = machine.run("journalctl -b -u lectern.service --no-pager -q -o cat | grep -i 'lectern.ini' || true")
    test.saw(said)
    test.must("4" in said and "5" in said)


def full(test):
    machine = test.start("full", test.card.disk("bad", test.ready))
    started(machine)
    test.saw(machine.run(FULL, 900))
    machine.run("systemctl restart lectern.service; sync")
    machine.wait_for("the kiosk", lambda: machine.property("ActiveState") == "active" or None, 300)
    shows_own(test, machine, "71-full")
    visitors_can(test, machine)


def shows_own(test, machine, name):
    """The attract screen, perhaps with a word to staff somewhere."""
    golden = test.mirror.look([])[1]

    def own():
        picture = machine.screen()
        return picture if picture and picture.differing(golden) < golden.width * golden.height * 0.2 else None
    test.keep(name, machine.wait_for("the attract screen", own, BOOT_LIMIT_S))


def visitors_can(test, machine):
    """Documents can still be read."""
    visit = Visit(machine, test.mirror, test.keep)
    for name in ("Touch to start", "Briefings", DOCUMENT):
        visit.tap(name)
        visit.awaits("72-read-all-the-same", 120)


def damaged(test):
    disk = test.card.damaged("bad", test.ready, 0, 4 * 1024 * 1024)
    machine = test.start("damaged", disk)
    waits = shows(machine, test.plain("--getting-ready"), lambda p: test.keep("73-wait", p), BOOT_LIMIT_S, most=WAIT_PX)
    started(machine)
    shows_own(test, machine, "73-damaged")
    library.wait_whole(machine, test.work)
    count = len(library.listed(machine))
    notices = machine.run("head -n 3 /run/lectern/notices/* 2>/dev/null || true")
    kind = machine.run(f"findmnt -nro FSTYPE {library.FOLDER}")
    test.saw(f"a screen that asks to wait ({waits} pixels differ); {count} samples are back, on {kind}; staff are told: {' '.join(notices.split())}")
    test.must(count == test.samples and notices == "made-anew" and kind == "ext4")


def read_only(test):
    machine = test.start("read-only", test.card.disk("bad", test.ready), disk_options={"read-only": True})
    started(machine)
    shows_own(test, machine, "74-read-only")
    notices = machine.run("head -n 3 /run/lectern/notices/* 2>/dev/null || true")
    test.saw(f"{library.data_state(machine)}; staff are told: {notices}")
    test.must(notices)


def without(test, name, **parts):
    machine = test.start(name, test.card.disk("bad", test.ready), **parts)
    machine.wait_guest(900)
    if parts.get("screen", True):
        shows_own(test, machine, f"75-{name}")
    else:
        state = machine.wait_for("the board's start", lambda: machine.try_run("systemctl is-system-running --wait", 600)[1].strip() or None, 700)
        test.saw(f"the board is {state}; the kiosk is {machine.property('ActiveState')}, restarts {machine.property('NRestarts')}")
        return
    started(machine)
    restarts = machine.property("NRestarts")
    test.saw(f"the kiosk runs; restarts {restarts}; " + machine.run("date -u +%Y-%m-%d"))
    test.must(restarts == "0")


def unreadable(test):
    """What a card says of itself that can't be read: its root is gone, so there is nothing in it to ask."""
    disk = test.card.rubbish("unreadable", test.card.parts[1][1], 1024 * 1024)
    machine = test.start("unreadable", disk)

    def words():
        picture = machine.screen()
        return picture if picture and not picture.is_black() and not picture.is_one_colour() and steady(machine, picture) else None
    picture = machine.wait_for("words on the screen", words, BOOT_LIMIT_S)
    test.keep("76-unreadable", picture)
    test.saw(f"{picture.lit_rows() * 100 // picture.height} % of the screen's rows have words")
    test.must(picture.lit_rows() > 100)


CASES = {
    "settings": ("lectern.ini with mistakes, a BOM and CRLF: the lines are named, the rest is used", "lines 4 and 5; cream, and the name", settings),
    "full": ("a full data partition: the kiosk starts, documents can be read", "the same picture as here", full),
    "damaged": ("a damaged data partition is made anew", "the samples; staff are told", damaged),
    "read-only": ("a card that can't be written to any more", "the kiosk runs; staff are told", read_only),
    "no-screen": ("no screen", "the board goes on", lambda test: without(test, "no-screen", screen=False)),
    "no-sound": ("no sound device", "the kiosk runs", lambda test: without(test, "no-sound", sound=False)),
    "no-hands": ("no touch, no keyboard", "the kiosk runs", lambda test: without(test, "no-hands", hands=False)),
    "unreadable": ("a card whose root can't be read", "words on the screen", unreadable),
    "clock": ("a clock that says 1990", "the kiosk runs", lambda test: without(test, "clock", rtc="1990-01-01T00:00:00")),
}


def run(test):
    for what, expected, case in CASES.values():
        with test.checking(what, expected):
            case(test)
