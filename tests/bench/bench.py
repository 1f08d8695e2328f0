#!/usr/bin/env python3
"""bench.py: how fast Lectern is and how much memory it takes, beside what others take for the same.

Prints a line for each figure, tab-separated: figure, ours, peer, the peer's figure, ours over the peer's, target, ok or miss.
Each figure is a median; ours and the peers' runs are taken in turns, since a machine's mood changes within seconds.
`-` stands where there is nothing to compare. Run through ./dev bench [--peers | --slow]; with --peers the lines are those of peers.py, with
--slow these, on a slow board (slow.py)."""

import argparse
import csv
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
import material  # noqa: E402
import measure  # noqa: E402
import plots  # noqa: E402
import slow  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "bench"
WORK = ROOT / "build" / "bench"
LECTERN = ROOT / "build" / "release" / "lectern"
CONFIG = ROOT / "board" / "lectern.ini"
LIBRARY = WORK / "library"
SEARCHED = WORK / "searched"
STICK = WORK / "stick"
SAMPLES = ROOT / "assets" / "samples" / "library"
BENCH_SEARCH = ROOT / "build" / "release" / "tests" / "bench_search"
LISTEN = ROOT / "build" / "release" / "tests" / "bench_listen"
LIMITS = ROOT / "build" / "release" / "tests" / "bench_limits"
SLOW_CORE = ROOT / "build" / "release" / "tests" / "bench_slow_core"
SMALL_SECTIONS = ["Campaigns", "Briefings", "History", "Champions", "Participation"]
LARGE = WORK / "large"
LARGE_DOCUMENTS = 5000
LARGE_PART = "A have is closeless, part 31 – Apprenticeed were prideed…"  # the first of a shelf, as large.script has it
SMALL_DOCUMENTS = 997  # with the long ones and one in Easy Read, a thousand
EASY_READ = ROOT / "assets" / "samples" / "library" / "Briefings" / "Learning together - Easy Read.pdf"
EASY_READ_TITLE = "Learning together: support in every ordinary school. Easy Read"
LONG = {"plain": (1, False, "Three hundred plain pages"), "headings": (2, True, "Three hundred pages with headings")}

PERIOD_MS = 512 / 22.05  # what a sound device takes at a time (speech/audio.h)
PIN = "246802"  # as large.script types it
CHOICES = {"size": "Largest", "font": "OpenDyslexic", "scheme": "Black on yellow"}  # as choices.script makes them

START_ROUNDS, ADD_ROUNDS, STICK_ROUNDS, SCRIPT_ROUNDS, TURNS, SIZES, SPOKEN = 7, 5, 3, 5, 15, 6, 7


LINES = []  # what was printed, for a record of it


def emit(figure, ours, peer="-", theirs=None, target=None, by_ratio=False):
    """One line. The target is for ours, or for ours over theirs when `by_ratio`; a time may be longer on a slow board."""
    if measure.BEFORE_EXEC and figure.endswith(", ms") and not by_ratio:
        target = slow.target(target)
    ratio = ours / theirs if theirs else None
    judged = ratio if by_ratio else ours
    verdict = "-" if target is None or judged is None else "ok" if judged <= target else "miss"
    limit = "-" if target is None else "%g%s" % (target, "x" if by_ratio else "")
    LINES.append("\t".join([figure, "%.1f" % ours, peer, "-" if theirs is None else "%.1f" % theirs,
                            "-" if ratio is None else "%.2f" % ratio, limit, verdict]))
    print(LINES[-1], flush=True)


def median(values):
    return statistics.median(values)


def note(text):
    print("bench: " + text, file=sys.stderr, flush=True)


# ---- what is read

# What a library and a book file are; and what else the index of a library is made of.
LIBRARY_MADE_BY = ["tests/bench/material.py", "src/book/format.h", "src/book/model.h", "src/book/write.c", "src/book/check.c",
                   "src/library/database.c"]
INDEX_MADE_BY = LIBRARY_MADE_BY + ["tests/bench/search.c", "src/library/search_database.c", "src/library/search_index.c",
                                   "src/library/search_tally.c", "src/library/search_sentences.c", "src/library/search_fts.c",
                                   "src/library/term.c", "src/library/fold.c", "src/library/sound.c"]


def is_made(name, sources, folders):
    """Whether these folders are there, as made from these sources. Else they are gone, and the caller makes them and calls made()."""
    digest = hashlib.sha256("".join(map(str, folders)).encode())
    for source in sources:
        digest.update((ROOT / source).read_bytes())
    stamp = WORK / name
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return True, lambda: None
    stamp.unlink(missing_ok=True)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    return False, lambda: stamp.write_text(digest.hexdigest())


def choose_pin(library):
    """A kiosk without a PIN asks for one at its start, before anything else; so each library has one."""
    path = WORK / "pin.script"
    path.write_text("\n".join(["first start", 'tap "Choose a PIN"', *("key %s" % digit for digit in PIN), 'tap "Enter"', "wait ready"]) + "\n")
    environment = dict(os.environ, SDL_VIDEODRIVER="offscreen")
    measure.run_ms(kiosk(1280, 800, "--script", path, "--out", WORK / "pin", library=library), environment)


def make_library():
    documents = WORK / "documents"
    there, made = is_made("library-made", LIBRARY_MADE_BY, [documents, LIBRARY])
    if there:
        return
    note("making two long documents and a library of 1,000 (kept in build/bench)")
    material.documents_write(documents, SMALL_SECTIONS, SMALL_DOCUMENTS)
    (documents / "Resources").mkdir()
    for name, (seed, headings, title) in LONG.items():
        material.pdf_write(documents / "Resources" / (name + ".pdf"), seed, headings, title)
    shutil.copy(EASY_READ, documents / "Resources")
    measure.run_ms([LECTERN, "add", "--library", LIBRARY, documents])
    choose_pin(LIBRARY)
    made()


def make_large():
    documents = WORK / "large-documents"
    there, made = is_made("large-made", LIBRARY_MADE_BY, [documents, LARGE])
    if there:
        return
    note("making a library of %d documents, which takes minutes (kept in build/bench)" % LARGE_DOCUMENTS)
    material.documents_write(documents, SMALL_SECTIONS, LARGE_DOCUMENTS)
    measure.run_ms([LECTERN, "add", "--library", LARGE, documents])
    choose_pin(LARGE)
    made()


def make_searched():
    there, made = is_made("searched-made", INDEX_MADE_BY, [SEARCHED])
    if there:
        return
    note("making a library of 10 million words to search in (kept in build/bench)")
    words = "\n".join(material.words_by_use()) + "\n"
    subprocess.run([BENCH_SEARCH, SEARCHED, "make"], input=words, text=True, check=True)
    made()


def make_stick():
    there, made = is_made("stick-made", ["tests/bench/material.py"], [STICK])
    if there:
        return
    note("making a stick of 100 documents, 190 MB (kept in build/bench)")
    samples = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".pdf", ".html"))
    material.stick_write(STICK, samples)
    made()


def make_material():
    WORK.mkdir(parents=True, exist_ok=True)
    make_library()
    # The index of a new library is made by a search; a kiosk would make it meanwhile.
    measure.run_ms([LECTERN, "search", "--library", LIBRARY, "school"])


def long_pdf(name):
    return WORK / "documents" / "Resources" / (name + ".pdf")


def book_of(name):
    return LIBRARY / "books" / (hashlib.sha256(long_pdf(name).read_bytes()).hexdigest() + ".book")


def measured(command, **more):
    """What a program of ours writes that measures itself: ms by name."""
    return {name: float(ms) for name, ms in (line.split("\t") for line in measure.output(command, **more).splitlines())}


def kiosk(width, height, *more, library=LIBRARY):
    return [LECTERN, "run", "--library", library, "--config", CONFIG, "--window", "%dx%d" % (width, height), *more]


# ---- adding a document

def bench_add():
    for name in LONG:
        ours, theirs = [], []
        library = WORK / "added"
        for _ in range(ADD_ROUNDS):
            shutil.rmtree(library, ignore_errors=True)
            ours.append(measure.run_ms([LECTERN, "add", "--library", library, long_pdf(name)]))
            theirs.append(measure.run_ms(["mutool", "draw", "-q", "-F", "text", "-o", "/dev/null", long_pdf(name)]))
        shutil.rmtree(library)
        emit("limit-add: 300 pages (%s), ms" % name, median(ours), "mutool draw -F text", median(theirs), 1.25, by_ratio=True)


def bench_stick(rounds):
    """A hundred mixed documents; beside them a plain copy, and the tools that take words and pictures out of them."""
    ours, theirs = [], []
    library, copied = WORK / "added", WORK / "copied"
    for _ in range(rounds):
        for folder in (library, copied):
            shutil.rmtree(folder, ignore_errors=True)
        theirs.append(measure.run_ms([HERE / "stick.sh", STICK, copied]))
        ours.append(measure.run_ms([LECTERN, "add", "--library", library, STICK]))
    for folder in (library, copied):
        shutil.rmtree(folder)
    emit("import-100: 100 documents, 190 MB, ms", median(ours), "copy, mutool, pdfimages by two", median(theirs), 1.3, by_ratio=True)


# ---- start, idleness, memory: the live kiosk under Xvfb

def bench_start():
    starts = []
    with measure.Screen(1280, 800) as screen:
        for _ in range(START_ROUNDS):
            with measure.Shown(screen, kiosk(1280, 800)) as shown:
                starts.append(shown.start_ms)
    emit("start to first frame, 1,000 documents, ms", median(starts), target=80)


def places(out, tree):
    """The centre, in pixels, of every widget in a tree that a script left; of two with one name, the first."""
    widgets = json.loads((out / (tree + ".json")).read_text())["widgets"]
    return {w["name"]: (w["rect_px"][0] + w["rect_px"][2] // 2, w["rect_px"][1] + w["rect_px"][3] // 2)
            for w in reversed(widgets)}


def size_steps(count):
    """To the largest size and back again: the way to the sizes, the choice (each by the tree that shows it), and the tree of what it shows."""
    steps = [([("reader", "Easier")], ("easier", "Largest"), "easier-largest"),
             ([("reader-largest", "Easier"), ("easier-at-largest", "Next")], ("easier-largest", "Default"), "easier-default")]
    return [steps[i % 2] for i in range(count)]


def bench_live(out):
    """The reader as a person would have it: clicks in a window, no script, the real clock."""
    turns, counts = [], []
    with measure.Screen(1280, 800) as screen, measure.Shown(screen, kiosk(1280, 800)) as shown, measure.Hands(screen) as hands:
        idle_home = shown.idle_cpu_ms()
        for tree, name in (("attract", "Touch to start"), ("home", "Resources"), ("shelf", LONG["headings"][2])):
            click(hands, out, tree, name)
        for _ in range(TURNS):
            turns.append(click(hands, out, "reader", "Next")[-1])
        for way, choice, chosen in size_steps(SIZES):
            for tree, name in way:
                click(hands, out, tree, name)
            # Back as soon as the choice is seen to show: it counts while the sizes are still there, and the number of screens changes last.
            click(hands, out, *choice, quiet_s=0.05)
            begun = hands.begun
            counts.append(click(hands, out, chosen, "Back")[-1] + (hands.begun - begun) * 1000)
        idle = shown.idle_cpu_ms()
        pss = shown.pss_mb()
    emit("next screen, click to pixels, ms", median(turns), target=10)
    emit("new text size, back, all screens counted, clicks to pixels, ms", median(counts), target=200)
    emit("idle, start screen, CPU ms in 10 s", idle_home, target=1)
    emit("idle, reading, CPU ms in 10 s", idle, target=1)
    emit("memory, reading 300 pages, PSS MB", pss, target=50)


def click(hands, out, tree, name, quiet_s=0.5):
    """A click on a widget, named by a tree and its name: the times of what changes, until nothing did for so long."""
    hands.do("mousemove %d %d" % places(out, tree)[name])
    changes = hands.changes_ms("click 1", quiet_s)
    if not changes:
        raise RuntimeError("a click on %s changed nothing on the screen" % name)
    return changes


# ---- a library of 5,000

def bench_large(width, height, out):
    """What a visitor and staff see of the library, each input to its presented frame; and a kiosk that has just started."""
    screens = {"home": "Touch to start", "shelf": "Campaigns", "a part of it": LARGE_PART, "staff's boxes": "On this kiosk",
               "staff's list": "Briefings"}
    rows = [row for _ in range(SCRIPT_ROUNDS) for row in script_rows(width, height, out, "large.script", LARGE)]
    for screen, name in screens.items():
        emit("%s, %d documents, %dx%d, ms" % (screen, LARGE_DOCUMENTS, width, height),
             median([ms for said, ms in rows if said == "tap " + name]), target=16)
    starts, pss = [], []
    with measure.Screen(width, height) as screen:
        for _ in range(START_ROUNDS):
            with measure.Shown(screen, kiosk(width, height, library=LARGE)) as shown:
                starts.append(shown.start_ms)
                pss.append(shown.pss_mb())
    emit("start to first frame, %d documents, ms" % LARGE_DOCUMENTS, median(starts), target=200)
    emit("memory after the start, %d documents, PSS MB" % LARGE_DOCUMENTS, median(pss), target=100)


# ---- any input, to eyes and to ears

def bench_inputs(width, height, out):
    """With guidance each key and each touch moves the focus and says it: both are timed at the screen and at the sound device, which
    is shut before each, as it is when nobody was there for a while."""
    size = "%dx%d" % (width, height)
    centres = places(out, "home")
    steps = [("Briefings", "Down"), ("Campaigns", "Up")]
    with measure.Screen(width, height) as screen, measure.Ear() as ear:
        screen.environment.update(ear.environment)
        with measure.Shown(screen, kiosk(width, height)), measure.Hands(screen) as hands:
            hands.changes_ms("key Up")
            turn = 0
            for way in ("key", "touch"):
                frames, sounds = [], []
                for _ in range(SPOKEN):
                    ear.wait_silent()
                    name, key = steps[turn % 2]
                    turn += 1
                    hands.do("mousemove %d %d" % centres[name])
                    changes = hands.changes_ms("click 1" if way == "touch" else "key " + key)
                    frames.append(changes[0])
                    sounds.append(ear.first_ms(hands.begun))
                emit("input to its frame, %s, %s, ms" % (way, size), median(frames), target=16)
                emit("input to first sound, %s, %s, ms" % (way, size), median(sounds), target=60)


# ---- inside: from an input to its presented frame, by the kiosk's own clock

def script_rows(width, height, out, script="reading.script", library=LIBRARY):
    """Runs a script and reads input.tsv: each input and the ms to its presented frame."""
    shutil.rmtree(out, ignore_errors=True)
    environment = dict(os.environ, SDL_VIDEODRIVER="offscreen")
    measure.run_ms(kiosk(width, height, "--script", HERE / script, "--out", out, library=library), environment)
    with open(out / "input.tsv", newline="", encoding="utf-8") as file:
        return [(row[0], float(row[1])) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def bench_script(width, height, out):
    rows = [row for _ in range(SCRIPT_ROUNDS) for row in script_rows(width, height, out)]
    size = "%dx%d" % (width, height)
    emit("open 300 pages to first screen, %s, ms" % size, of_rows(rows, LONG["headings"][2]), target=20)
    emit("next screen to presented frame, %s, ms" % size, of_rows(rows, "Next"), target=10)
    emit("original page, the first, %s, ms" % size, of_rows(rows, "Original page"), target=100)
    emit("original page, made ahead, %s, ms" % size, page_ahead(rows), target=30)
    # Back leaves the screen on which the size was chosen: the first frame of the same words in the new size.
    emit("new text size, same words, %s, ms" % size, of_rows(rows, "Back"), target=20)
    bench_limits(rows, width, height)


def of_rows(rows, name):
    """The median of the times that a script took for a tap on a name."""
    found = [ms for said, ms in rows if said == "tap " + name]
    if not found:
        raise RuntimeError("input.tsv has no line for tap " + name)
    return median(found)


def words_shown(out, tree):
    """The words of the document that a tree shows."""
    widgets = json.loads((out / (tree + ".json")).read_text())["widgets"]
    return next(w["value"] for w in widgets if w["role"] == "document").split()


def bench_choices(width, height, out):
    """A choice shows on its own screen, and then in the document: of these two inputs the slower one. It must be the same sentence that
    shows."""
    taken = {name: [] for name in CHOICES}
    for _ in range(SCRIPT_ROUNDS):
        rows = script_rows(width, height, out, "choices.script")
        for name, times in taken.items():
            at = [said for said, _ in rows].index("tap " + CHOICES[name])
            after = rows[at + 1:]
            until = next((i for i, row in enumerate(after) if row[0] == "tap Easier"), len(after))
            times.append(max(rows[at][1], after[until - 1][1]))
    wanted = " ".join(words_shown(out, "before")[:6])
    for name, times in taken.items():
        shown = " ".join(words_shown(out, name))
        if wanted not in shown:
            raise RuntimeError("after a change of %s, '%s' shows no more" % (name, wanted))
        emit("new %s in 300 pages, same sentence, %dx%d, ms" % (name, width, height), median(times), target=50)


def bench_cards(width, height, out):
    """Touch to the first card; and each next one, the slowest too, as a picture makes a card dear."""
    opened, turned = [], []
    for _ in range(SCRIPT_ROUNDS):
        rows = script_rows(width, height, out, "cards.script")
        opened += [ms for said, ms in rows if said == "tap " + EASY_READ_TITLE]
        turned.append([ms for said, ms in rows if said == "tap Next"])
    each = [median(times) for times in zip(*turned)]
    emit("open Easy Read to first card, %dx%d, ms" % (width, height), median(opened), target=16)
    emit("next card, %dx%d, ms" % (width, height), median(each), target=16)
    emit("next card, the slowest of %d, %dx%d, ms" % (len(each), width, height), max(each), target=16)


def limits(width, height):
    """What nothing can be faster than, in ms by name (limits.c)."""
    return measured([LIMITS, str(width), str(height), book_of("headings")])


def bench_limits(rows, width, height):
    """Ours beside what the same machine takes for the least that must be done. `rows`: of reading.script."""
    size, least = "%dx%d" % (width, height), limits(width, height)
    emit("limit-turn: next screen, touch to frame, %s, ms" % size, of_rows(rows, "Next"), "each pixel blended once", least["turn"])
    emit("limit-open: 300 pages, touch to frame, %s, ms" % size, of_rows(rows, LONG["headings"][2]), "their bytes read once, and a turn",
         least["open"] + least["turn"])


def page_ahead(rows):
    """Next on original pages: the inputs between the way there and the way back."""
    taken, on_page = [], False
    for said, ms in rows:
        on_page = (on_page or said == "tap Original page") and said != "tap Text"
        if on_page and said == "tap Next":
            taken.append(ms)
    return median(taken)


# ---- the ear

def listen_times():
    """The narrator with SDL's dummy device, which takes samples in real time: cold, warm and stop, in ms (listen.c)."""
    return measured([LISTEN, book_of("headings")], env=dict(os.environ, SDL_AUDIODRIVER="dummy"))


def bench_listen():
    taken = listen_times()
    emit("listen to first sample queued, the first time, ms", taken["cold"])
    emit("listen to first sample queued, ms", taken["warm"], target=15)
    emit("stop to silence, ms", taken["stop"], target=50)
    emit("limit-first-sound: order to what is heard, ms", taken["warm"] + PERIOD_MS, "the voice's first samples and a period",
         limits(1280, 800)["chunk"] + PERIOD_MS)


# ---- finding

def bench_search():
    """A thousand documents, 10 million words: whole words, and each key of them as it is typed."""
    output = measure.output([BENCH_SEARCH, SEARCHED])
    taken = {name: (float(ms), float(worst)) for name, ms, worst in (line.split("\t") for line in output.splitlines())}
    emit("search, 10 million words, first of a process, nothing cached, ms", taken["cold"][0])
    emit("search, 10 million words, ms", taken["warm"][0], target=50)
    emit("search as you type, 10 million words, a key, ms", taken["typed"][0], target=30)
    emit("search as you type, the slowest key, ms", taken["typed"][1])


def bench_all(stick_rounds):
    print("figure\tours\tpeer\tpeer's\tratio\ttarget\tverdict", flush=True)
    bench_add()
    bench_stick(stick_rounds)
    bench_start()
    bench_large(1280, 800, WORK / "large-800")
    bench_listen()
    bench_search()
    bench_script(1920, 1080, WORK / "offscreen-1080")
    bench_script(1280, 800, WORK / "offscreen-800")
    for width, height, out in ((1920, 1080, "offscreen-1080"), (1280, 800, "offscreen-800")):
        bench_inputs(width, height, WORK / out)
        bench_choices(width, height, WORK / ("choices-%d" % height))
        bench_cards(width, height, WORK / ("cards-%d" % height))
    bench_live(WORK / "offscreen-800")


def main():
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("--peers", action="store_true", help="measure other readers too")
    parser.add_argument("--record", action="store_true", help="the same, kept in tests/bench/TABLE.md with charts of how cost grows; with --slow in SLOW.md")
    parser.add_argument("--slow", nargs="?", const="core", choices=("core", "quota"),
                        help="all of ours on a slow board: a quarter of one core, 512 MB; quota: the quarter is one of cgroups")
    options = parser.parse_args()
    if not options.slow and (options.peers or options.record):
        import peers  # which is made of this file
        peers.run(options.record)
        return
    make_material()
    make_stick()
    make_searched()
    make_large()
    if not options.slow:
        bench_all(STICK_ROUNDS)
        return
    try:
        with slow.board(SLOW_CORE, options.slow == "quota"):
            bench_all(stick_rounds=1)
    except slow.CannotBeSlow as reason:
        note("there is no slow board here: %s" % reason)
        return
    if options.record:
        (HERE / "SLOW.md").write_text(plots.markdown(LINES, ["mupdf-tools"], "./dev bench --slow --record",
                                                      "A quarter of one of its cores, and 512 MB: README.md says how."))


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError, subprocess.SubprocessError, KeyError) as error:
        sys.exit("bench: %s" % error)
