"""Power cuts at random moments of an import; after each the board starts again and its library is looked at. cuts.py says what a cut is."""
import random
import shlex

import cuts
import library
import sticks
from cards import sh
from machine import Failure
from step_sticks import mounted

PAPERS = 25
MOST_S = 40   # of the guest's clock: the first import tells how long one takes, and no cut comes later than that
AFTER_S = 2   # of the guest's clock, in which the writes are made at one of which the power goes
ADDED = "/run/lecterntest-added"


def start_import(machine):
    point = mounted(machine)
    machine.run(f"rm -f {ADDED}*; (setpriv --reuid lectern --regid lectern --init-groups lectern add --library {library.FOLDER} {shlex.quote(point)} >{ADDED} 2>&1; : >{ADDED}.end) >/dev/null 2>&1 &")
    machine.wait_for("the import to begin", lambda: machine.try_run(f"test -n \"$(ls {library.FOLDER}/incoming)\" -o -s {ADDED}")[0] == 0 or None, 60)


def length_of_import(test, machine, image):
    """Seconds of the guest's clock."""
    stick = machine.plug(image)
    start_import(machine)
    began = machine.uptime()
    machine.wait_for("the import", lambda: machine.try_run(f"test -e {ADDED}.end")[0] == 0 or None, 600)
    seconds = machine.uptime() - began
    machine.pull(stick)
    return min(max(seconds, 2), MOST_S)


def run(test):
    luck = random.Random(test.seed)
    before, longest = test.ready, None
    known, broken, told, total = None, [], "", [0, 0, 0]
    for number in range(test.cuts + 1):
        disk = test.card.disk(f"cut-{number % 2}", before)
        log = test.work / "writes.log"
        try:
            machine = test.start("cuts", disk, log=log, headless=True, screen=False, sound=False)
            machine.wait_guest(900)
            machine.wait_for("the kiosk", lambda: machine.property("ActiveState") == "active" or None, 600)
            library.wait_whole(machine, test.work, 300)
            there = set(library.listed(machine))
            state = library.data_state(machine)
            if "clean" not in state or "errors" in state.replace("errors=", ""):
                raise Failure(f"the data partition: {state}")
            if known is not None and not known <= there:
                raise Failure(f"{len(known - there)} documents that were added are gone")
        except Failure as failure:
            broken.append(f"after cut {number}: {failure}")
            if not machine.is_alive():
                break
            there = known or set()
        if number:
            test.say(f"cut {number}: {told}; {len(there) - len(known)} more than were seen before it")
        if number == test.cuts:
            machine.switch_off()
            check_file_system(test, disk)
            break
        image = test.work / "cut.img"
        sticks.fat_stick(image, sticks.make_papers(test.work / "cut-papers", PAPERS, 100 + number))
        if longest is None:
            longest = length_of_import(test, machine, image)
            sticks.fat_stick(image, sticks.make_papers(test.work / "cut-papers", PAPERS, 99))
            test.say(f"an import of {PAPERS} papers takes {longest:.1f} s")
        machine.plug(image)
        start_import(machine)
        moment = machine.uptime() + luck.uniform(0, longest)
        machine.wait_for("the moment", lambda: machine.uptime() >= moment or None, 300)
        known, since = set(library.listed(machine)), log.stat().st_size
        until = machine.uptime() + AFTER_S
        machine.wait_for("some more of it", lambda: machine.uptime() >= until or None, 300)
        machine.end()  # killed as it runs: an emulator that is told to stop first writes out all that it holds
        flat = test.card.disk("cut-after", before)
        written, late, lost = cuts.replay(log, flat, since, luck.random())
        for i, value in enumerate((written, late, lost)):
            total[i] += value
        told = f"{written} writes, {late} after the last flush, {lost} of them lost"
        before = merge(test, flat, number)
    test.table.add(f"{test.cuts} power cuts in imports: after each start the library is whole, and nothing that was added is gone", "every time",
                   "; ".join(broken) or f"every time; {total[0]} writes, of which {total[2]} of {total[1]} unflushed ones were lost", not broken)


def merge(test, disk, number):
    """One disk of what stood on several, so that they don't pile up. Over nothing: over an image that is smaller than the disk, qemu-img
    (7.2) loses what lies behind the image's end."""
    whole = test.card.folder / f"after-{number % 2}.qcow2"
    sh("qemu-img", "convert", "-O", "qcow2", disk, whole)
    return whole


def check_file_system(test, disk):
    part = test.work / "data.img"
    sh("qemu-img", "convert", "-O", "raw", "--image-opts",
       f"driver=raw,offset={test.card.data_start},file.driver=qcow2,file.file.driver=file,file.file.filename={disk}", part)
    with test.checking("the data partition after the last cut and an ordinary switch-off: e2fsck -fn", "clean"):
        test.saw(sh("e2fsck", "-fn", part).strip().splitlines()[-1])
    part.unlink()
