"""USB sticks: a signed pack, a visitor's, staff's; pulled while it is read from; written to; and of other file systems."""
import shlex
import shutil
import time

import library
import sticks
from cards import sh
from mirror import Visit, ensure, restart, shows

PAPERS = 24          # enough to be pulled in the middle of, and looked at before staff's part ends by itself
PARAGRAPHS = 200
WHERE = "/run/lectern/media"


def staff(test, machine, name):
    """Staff come in with their PIN."""
    visit = Visit(machine, test.mirror, test.keep)
    for step in ("Touch to start", "Menu", "Staff"):
        visit.tap(step)
        visit.awaits(f"{name}-way")
    visit.type(test.pin)
    visit.tap("Enter")
    visit.awaits(f"{name}-staff")
    return visit


def mounted(machine, limit_s=90):
    """The folder in which a stick shows."""
    return machine.wait_for("the stick to be mounted", lambda: machine.run(f"findmnt -rno TARGET | grep -m 1 '^{WHERE}/' || true") or None, limit_s)


def gone(machine):
    machine.wait_for("the stick to be gone", lambda: machine.run(f"grep -c ' {WHERE}/' /proc/self/mountinfo || true") == "0" or None, 60)


def end(test, machine, before):
    """Back to the attract screen, wherever staff were, and to the documents of `before`, which are the mirror's too."""
    for name in sorted(set(library.listed(machine)) - before):
        machine.as_kiosk(f"lectern remove --library {library.FOLDER} {name} >/dev/null 2>&1")
    restart(machine, test.mirror.look([])[1])


def signed_pack(test, machine):
    folder = test.work / "pack-stick"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    sticks.make_pack(test.lectern, test.work / "pack", test.keys / "maker.key", folder / "spring.lectern")
    image = test.work / "pack.img"
    sticks.fat_stick(image, folder)
    public = (test.keys / "maker.pub").read_text()
    machine.run(f"printf %s {shlex.quote(public)} >/run/maker.pub; chmod 644 /run/maker.pub")
    machine.as_kiosk(f"lectern trust --library {library.FOLDER} /run/maker.pub")
    sh(test.lectern, "trust", "--library", test.mirror.library, test.keys / "maker.pub")
    before = set(library.listed(machine))
    lines = [f"stick in {folder}"]
    with test.checking("a visitor's stick with a signed pack: its documents are added and shown", "2 documents; the same picture as here"):
        stick = machine.plug(image)
        mounted(machine)
        differ = shows(machine, test.mirror.look(lines)[1], lambda p: test.keep("30-signed-pack", p), 180)
        machine.wait_for("two documents", lambda: len(set(library.listed(machine)) - before) == 2 or None, 120)
        library.wait_whole(machine, test.work)
        test.saw(f"{differ} pixels differ")
    machine.pull(stick)
    gone(machine)
    end(test, machine, before)


def unsigned(test, machine):
    folder = sticks.make_papers(test.work / "visitor-stick", 2, 50, 20)
    image = test.work / "visitor.img"
    sticks.fat_stick(image, folder)
    with test.checking("a visitor's stick that nobody signed: one calm sentence, and nothing is added", "the same picture as here"):
        before = set(library.listed(machine))
        stick = machine.plug(image)
        differ = shows(machine, test.mirror.look([f"stick in {folder}"])[1], lambda p: test.keep("31-unsigned", p), 120)
        test.saw(f"{differ} pixels differ")
        test.must(set(library.listed(machine)) == before)
    machine.pull(stick)
    gone(machine)


BOOKS = f"ls {library.FOLDER}/books | wc -l"
SEEN = "/run/lecterntest-workers"
WATCH = f"""rm -f {SEEN}; (end=$(($(date +%s) + 200)); until [ -s {SEEN} ] || [ $(date +%s) -gt $end ]; do for p in $(pidof lectern-worker); do
awk '/^(Seccomp|NoNewPrivs):/ {{ printf "%s%s ", $1, $2 }}' /proc/$p/status; done >>{SEEN} 2>/dev/null; sleep 0.1; done) >/dev/null 2>&1 &"""


def pulled(test, machine):
    folder = sticks.make_papers(test.work / "papers", PAPERS, 60, PARAGRAPHS)
    image = test.work / "papers.img"
    sticks.fat_stick(image, folder)
    before = set(library.listed(machine))
    process = machine.property("MainPID")
    visit = staff(test, machine, "32")
    stick = machine.plug(image)
    folder_there = mounted(machine)
    options = machine.run(f"findmnt -rno FSTYPE,FS-OPTIONS,VFS-OPTIONS {folder_there}")
    test.table.add("a stick is mounted read-only, nosuid, nodev, noexec", "all four",
                   options, all(word in options.replace(",", " ").split() for word in ("ro", "nosuid", "nodev", "noexec")))
    visit.lines += [f"stick in {folder}", "wait ready"]
    with test.checking("staff look at the stick", "the same picture as here"):
        visit.tap("Add from a stick")
        test.saw(f"{visit.awaits('33-stick', 110)} pixels differ")
    machine.run(WATCH)
    there = int(machine.run(BOOKS))
    visit.tap("Add these")
    with test.checking("the stick is pulled while it is read from: the kiosk goes on, the library is whole", f"some of {PAPERS}, each complete"):
        machine.wait_for("the first documents", lambda: int(machine.run(BOOKS)) > there or None, 300)
        machine.pull(stick)
        gone(machine)
        time.sleep(3)
        picture = settled(machine)
        test.keep("34-pulled", picture)
        library.wait_whole(machine, test.work)
        added = len(set(library.listed(machine)) - before)
        test.saw(f"{added} of {PAPERS} added; " + ("the same process" if machine.property("MainPID") == process else "another process"))
        test.must(0 < added < PAPERS and machine.property("MainPID") == process and before <= set(library.listed(machine)))
    with test.checking("the worker's walls while it reads (Seccomp 2: a filter)", "Seccomp:2 NoNewPrivs:1"):
        seen = machine.run(f"cat {SEEN}")
        test.saw(seen)
        test.must("Seccomp:2" in seen and "NoNewPrivs:1" in seen and "Seccomp:0" not in seen)
    end(test, machine, before)


def settled(machine, limit_s=60):
    """The screen, once it stays as it is."""
    def still():
        first = machine.screen()
        time.sleep(1.5)
        return first if first and machine.screen().differing(first, enough=0) == 0 else None
    return machine.wait_for("the screen to stay as it is", still, limit_s)


def report(test, machine):
    """Added whole, and a report of it written to the stick; the stick is looked at here afterwards."""
    folder = sticks.make_papers(test.work / "few", 2, 70, 20)
    image = test.work / "few.img"
    fat = sticks.fat_stick(image, folder)
    before = set(library.listed(machine))
    visit = staff(test, machine, "35")
    stick = machine.plug(image)
    point = mounted(machine)
    visit.lines += [f"stick in {folder}", "wait ready"]
    visit.tap("Add from a stick")
    visit.awaits("36-few", 110)
    visit.tap("Add these")
    visit.lines.append("wait ready")
    with test.checking("staff add what is on a stick", "the same picture as here"):
        test.saw(f"{visit.awaits('37-few-added', 110)} pixels differ")
    with test.checking("a report is written to the stick, which is read-only before and after", "a report; fsck finds nothing"):
        names = set(sh("mdir", "-b", "-i", fat.at, "::").split("\n"))
        x, y = visit.widget("Save a report on the stick")
        machine.click(x, y)
        machine.wait_for("the report", lambda: machine.run(f"ls {point} | grep -v Briefings || true") or None, 90)
        machine.wait_for("the stick to be read-only again", lambda: " ro," in " " + machine.run(f"findmnt -rno FS-OPTIONS {point}") or None, 60)
        machine.pull(stick)
        gone(machine)
        added = set(sh("mdir", "-b", "-i", fat.at, "::").split("\n")) - names
        sound, word = sticks.is_sound_fat(image)
        test.saw(f"{sorted(added)}; fsck: {' '.join(word)}")
        test.must(added and sound)
    end(test, machine, before)


def other_kinds(test, machine):
    folder = sticks.make_papers(test.work / "kinds", 2, 80, 10)
    for kind in ("ntfs", "exfat"):
        image = test.work / f"{kind}.img"
        with test.checking(f"a stick with {kind}", "mounted read-only, its files are seen"):
            if kind == "ntfs":
                sticks.ntfs_stick(image, folder)
            else:
                sticks.exfat_stick(image)
                fill(machine, image, kind)
            stick = machine.plug(image)
            point = mounted(machine)
            seen = machine.run(f"findmnt -rno FSTYPE,VFS-OPTIONS,FS-OPTIONS {point} | cut -c 1-60")
            names = machine.as_kiosk(f"ls {point}")
            test.saw(f"{seen}: {names}")
            test.must("html" in names)
            machine.pull(stick)
            gone(machine)


def fill(machine, image, kind):
    """Nothing on this side writes into exFAT without mounting it: the guest does."""
    stick = machine.plug(image)
    point = mounted(machine)
    device = machine.run(f"findmnt -rno SOURCE {point}")
    machine.run(f"systemctl stop lectern-stick@{device.rsplit('/', 1)[1]}.service; mkdir -p /run/fill && mount -t {kind} {device} /run/fill"
                " && echo '<h1>A paper</h1><p>Words.</p>' >/run/fill/paper.html && umount /run/fill")
    machine.pull(stick)
    gone(machine)


def run(test, machine):
    for step in (signed_pack, unsigned, pulled, report, other_kinds):
        with test.checking(f"sticks: {step.__name__.replace('_', ' ')}", "", quiet=True):
            ensure(machine, test.mirror.look([])[1])
            step(test, machine)
