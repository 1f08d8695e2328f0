"""peers.py: Lectern beside what people would use instead, in one run on one machine: ./dev bench --peers.

Prints the same lines as bench.py. The same files, the same Xvfb of 1280x800, by turns, medians. A peer's `start` is exec to the last change of
its pixels, with the file; Lectern stands there started, as a kiosk does, so its `open` is set beside that. README.md says what each figure is."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import bench
import dispatcher
import files
import material
import measure
import plots

WIDTH, HEIGHT = 1280, 800
ROUNDS, SLOW_ROUNDS, TURNS, SIZES, OPENS = 7, 3, 15, 6, 5
LENGTH_ROUNDS = 9  # a run opens a document once, so that each opening is a document's first
READ_S, WARM_UP_S = 15, 3
SHORT_MS = 0.5  # two times as short as this are alike: how long a document is shows in neither
LIT_MS = 50  # what lighting and playing a second of speech may take besides the voice: 5 % of a core
HUGE = bench.WORK / "huge"
TINY = bench.WORK / "tiny"
PAGES = bench.WORK / "pages"
HUGE_DOCUMENTS, TINY_DOCUMENTS = 10000, 10
LENGTHS = {"thirty": (30, "Thirty pages"), "three-thousand": (3000, "Three thousand pages")}
EPUB = bench.WORK / "documents" / "Resources" / "words.epub"

# name: the command for a file, xdotool's name of its key for the next page (None: its page moves in steps, or not alone)
READERS = {
    "mupdf-x11": (["/usr/lib/mupdf/mupdf-x11"], "Next"),
    "zathura": (["zathura"], "J"),
    "evince": (["evince"], "Next"),
    "okular": (["okular"], None),
    "chromium": (["chromium", "--kiosk", "--no-first-run", "--no-sandbox", "--disable-gpu", "--password-store=basic"], None),
}
SLOW = ("okular", "chromium")
NEAREST, PAIRS = "mupdf-x11", 21
EPUB_READER = "fbreader"
LARGER, SMALLER = "equal", "minus"  # fbreader's keys


class Table:
    """The lines, kept for a record of them."""

    def __init__(self):
        self.lines = []

    def add(self, figure, ours, peer="-", theirs=None, target=None, times=False):
        """The target is for ours, or with `times` for ours over theirs. What is judged is what is printed."""
        ours, theirs = round(ours, 2), None if theirs is None else round(theirs, 2)
        ratio = round(ours / theirs, 3) if theirs else None
        judged = ratio if times else ours
        verdict = "-" if target is None or judged is None else "ok" if judged <= target else "miss"
        limit = "-" if target is None else "<= %g%s" % (target, "x" if times else "")
        line = "\t".join([figure, "%.2f" % ours, peer, "-" if theirs is None else "%.2f" % theirs,
                          "-" if ratio is None else "%.3f" % ratio, limit, verdict])
        self.lines.append(line)
        print(line, flush=True)


# ---- what is read

def make_libraries():
    """Ten documents, and ten thousand; and PDFs of thirty and of three thousand pages, in a library of their own."""
    there, made = bench.is_made("sizes-made", bench.LIBRARY_MADE_BY + ["tests/bench/peers.py"], [HUGE, TINY, PAGES])
    if there:
        return
    for library, count in ((TINY, TINY_DOCUMENTS), (HUGE, HUGE_DOCUMENTS)):
        bench.note("making a library of %d documents (kept in build/bench)" % count)
        documents = bench.WORK / "some-documents"
        shutil.rmtree(documents, ignore_errors=True)
        material.documents_write(documents, bench.SMALL_SECTIONS, count)
        measure.run_ms([bench.LECTERN, "add", "--library", library, documents])
        bench.choose_pin(library)
        shutil.rmtree(documents)
    bench.note("making PDFs of 30 and of 3,000 pages (kept in build/bench)")
    for name, (pages, title) in LENGTHS.items():
        material.pdf_write(bench.WORK / (name + ".pdf"), 4, True, title, pages)
        measure.run_ms([bench.LECTERN, "add", "--library", PAGES, "--section", "Resources", bench.WORK / (name + ".pdf")])
    made()


def make_epub():
    if not EPUB.exists():
        material.epub_write(EPUB, LONG_SEED, "The same words")


LONG_SEED = bench.LONG["headings"][0]


# ---- starts, and what others take to open a file

def peer_home():
    """A home of their own, so that no peer finds what another day left."""
    home = tempfile.TemporaryDirectory(prefix="lectern-peers-", ignore_cleanup_errors=True)
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
    return home, {name: home.name for name in names}


def started(screen, command):
    with measure.Shown(screen, command) as shown:
        return shown.start_ms, measure.tree_pss_mb(shown.process.pid)


def bench_starts(table, screen, readers):
    """Each in turn with the same file of 300 pages; ours with a library of 1,000 documents."""
    pdf = str(bench.long_pdf("headings"))
    commands = {"ours": bench.kiosk(WIDTH, HEIGHT)}
    commands.update({name: READERS[name][0] + [pdf] for name in readers})
    commands[EPUB_READER] = [EPUB_READER, str(EPUB)]
    taken = {name: [] for name in commands}
    for turn in range(ROUNDS):
        for name, command in commands.items():
            if name == NEAREST or name in SLOW and turn >= SLOW_ROUNDS:
                continue
            taken[name].append(started(screen, command))
    ours_beside = []  # the nearest alone, by turns: a larger one that has just ended is still being cleared away
    for _ in range(PAIRS if NEAREST in commands else 0):
        ours_beside.append(started(screen, commands["ours"]))
        taken[NEAREST].append(started(screen, commands[NEAREST]))
    starts = {name: bench.median([ms for ms, _ in runs]) for name, runs in taken.items()}
    memory = {name: bench.median([mb for _, mb in runs]) for name, runs in taken.items()}
    for name in commands:
        if name != "ours":
            ours = bench.median([ms for ms, _ in ours_beside]) if name == NEAREST else starts["ours"]
            table.add("start to first frame, 1,000 documents (peer: to its first page), ms", ours, name, starts[name], 1, True)
    return starts, memory


def bench_growth(table, screen):
    """How a start, an opening and a turned page cost with ten documents and with ten thousand, with thirty pages and with three thousand."""
    taken = {library: [] for library in (TINY, HUGE)}
    for _ in range(ROUNDS):
        for library in taken:
            taken[library].append(started(screen, bench.kiosk(WIDTH, HEIGHT, library=library))[0])
    tiny, huge = (bench.median(taken[library]) for library in (TINY, HUGE))
    table.add("start, 10,000 documents, ms", huge, "ours with 10 documents", tiny, 1.2, True)
    opened, turned = {name: [] for name in LENGTHS}, {name: [] for name in LENGTHS}
    for _ in range(LENGTH_ROUNDS):
        for name, (_, title) in LENGTHS.items():
            rows = bench.script_rows(WIDTH, HEIGHT, bench.WORK / "pages-out", pages_script(title), PAGES)
            opened[name] += [ms for said, ms in rows if said == "tap " + title]
            turned[name] += [ms for said, ms in rows if said == "tap Next"]
    short, long = ({key: bench.median(values[name]) for key, values in (("open", opened), ("next", turned))} for name in LENGTHS)
    table.add("open 3,000 pages, touch to frame, ms", long["open"], "ours with 30 pages", short["open"], 1.25, True)
    table.add("next-page of 3,000 pages, touch to frame, ms", long["next"], "ours with 30 pages", short["next"],
              None if max(long["next"], short["next"]) < SHORT_MS else 1.25, True)


# assets/theme.ini's sizes: what is touched, and how many times the usual size that is
TEXT_SIZES = ((["Default"], 1), (["Larger"], 1.56), (["Largest"], 2.22), (["Largest", "Bigger", "Bigger", "Bigger"], 3.33))
TURNS_A_SIZE = 5


def growth_by_size(out):
    """The next page at each text size."""
    path = bench.WORK / "sizes.script"
    lines = ["wait ready", 'tap "Touch to start"', 'tap "Resources"', 'tap "%s"' % bench.LONG["headings"][2]]
    for touched, _ in TEXT_SIZES:
        lines += ['tap "%s"' % name for name in ["Easier", *touched, "Back"] + ["Next"] * TURNS_A_SIZE]
    path.write_text("\n".join(lines) + "\n")
    turns = [ms for said, ms in bench.script_rows(WIDTH, HEIGHT, out, path) if said == "tap Next"]
    return [(times, bench.median(turns[i * TURNS_A_SIZE:(i + 1) * TURNS_A_SIZE])) for i, (_, times) in enumerate(TEXT_SIZES)]


def growth(table, screen):
    """Three charts' worth of figures, and lines of them: by documents, by pages, by text size."""
    by_documents, opened, turned = [], [], []
    for count, library in ((TINY_DOCUMENTS, TINY), (1000, bench.LIBRARY), (bench.LARGE_DOCUMENTS, bench.LARGE), (HUGE_DOCUMENTS, HUGE)):
        starts = [started(screen, bench.kiosk(WIDTH, HEIGHT, library=library))[0] for _ in range(SLOW_ROUNDS)]
        by_documents.append((count, bench.median(starts)))
    lengths = [(pages, title, PAGES) for pages, title in LENGTHS.values()] + [(material.PAGES, bench.LONG["headings"][2], bench.LIBRARY)]
    for pages, title, library in sorted(lengths):
        rows = bench.script_rows(WIDTH, HEIGHT, bench.WORK / "pages-out", pages_script(title), library)
        opened.append((pages, bench.median([ms for said, ms in rows if said == "tap " + title])))
        turned.append((pages, bench.median([ms for said, ms in rows if said == "tap Next"])))
    by_size = growth_by_size(bench.WORK / "pages-out")
    for what, unit, line in (("start", "documents", by_documents), ("open", "pages", opened), ("next-page", "pages", turned),
                             ("next-page", "times the usual text size", by_size)):
        for x, ms in line:
            table.add("%s by size: %g %s, ms" % (what, x, unit), ms)
    return [("Start", "documents in the library", {"exec to first frame": by_documents}),
            ("A document", "pages", {"touch to its first screen": opened, "touch to its next page": turned}),
            ("Text size", "times the usual", {"touch to the next page": by_size})]


def pages_script(title):
    """Opens a document by its title and turns pages; in the work folder, since its words are made."""
    path = bench.WORK / "pages.script"
    lines = ["wait ready", 'tap "Touch to start"', 'tap "Resources"', 'tap "%s"' % title] + ['tap "Next"'] * TURNS
    path.write_text("\n".join(lines) + "\n")
    return path


# ---- the reader as a person has it

def bench_reading(table, screen, readers, starts, memory, out):
    opens, turns, sizes = [], [], []
    title = bench.LONG["headings"][2]
    with measure.Shown(screen, bench.kiosk(WIDTH, HEIGHT)) as shown, measure.Hands(screen) as hands:
        idle_start = shown.idle_cpu_ms()
        for tree, name in (("attract", "Touch to start"), ("home", "Resources")):
            bench.click(hands, out, tree, name)
        for _ in range(OPENS):
            opens.append(bench.click(hands, out, "shelf", title)[0])
            hands.changes_ms("key Escape")
        bench.click(hands, out, "shelf", title)
        for _ in range(TURNS):
            turns.append(bench.click(hands, out, "reader", "Next")[0])
        for way, choice, chosen in bench.size_steps(SIZES):
            for tree, name in way:
                bench.click(hands, out, tree, name)
            took = bench.click(hands, out, *choice)[0]
            sizes.append(max(took, bench.click(hands, out, chosen, "Back")[0]))
        idle_reading, reading_mb = shown.idle_cpu_ms(), shown.pss_mb()
    for name in starts:
        if name != "ours":
            table.add("open 300 pages, touch to first screen (peer: its start with them), ms", bench.median(opens), name, starts[name],
                      0.2 if name == "mupdf-x11" else 1, True)
    peer_turns, idle, peer_sizes = bench_peers_reading(screen, readers)
    for name, ms in peer_turns.items():
        table.add("next-page of 300, to pixels, ms", bench.median(turns), name, ms, 1 if name == "zathura" else None, True)
    table.add("text-size in 300 pages, the slower of its two touches to pixels, ms", bench.median(sizes), EPUB_READER, peer_sizes, 1, True)
    for name, mb in memory.items():
        if name != "ours":
            table.add("memory, reading 300 pages, PSS of all its processes, MB", reading_mb, name, mb, 0.5 if name == "zathura" else None, True)
    table.add("idle-cpu at the start screen, ms in 10 s", idle_start, target=1)
    for name, ms in idle.items():
        table.add("idle-cpu on a page, ms in 10 s", idle_reading, name, ms, 1)


def bench_peers_reading(screen, readers):
    turns, idle = {}, {}
    pdf = str(bench.long_pdf("headings"))
    for name in readers:
        command, key = READERS[name]
        if not key:
            continue
        with measure.Shown(screen, command + [pdf]) as shown, measure.Hands(screen) as hands:
            changed = hands.keys_ms(key, TURNS)
            if changed:
                turns[name] = bench.median(changed)
            else:
                bench.note("%s takes no keys here" % name)
            idle[name] = measure.tree_cpu_over_ms(shown.process.pid, 10)
    sizes = []
    with measure.Shown(screen, [EPUB_READER, str(EPUB)]), measure.Hands(screen) as hands:
        for turn in range(SIZES):
            changes = hands.changes_ms("key " + (LARGER, SMALLER)[turn % 2])
            sizes += changes[:1]
    if not sizes:
        raise RuntimeError("fbreader's text did not change its size")
    return turns, idle, bench.median(sizes)


def bench_memory(table, screen, memory):
    sizes = [started(screen, bench.kiosk(WIDTH, HEIGHT, library=bench.LARGE))[1] for _ in range(3)]
    table.add("memory with 5,000 documents, PSS, MB", bench.median(sizes), target=25)
    table.add("memory with 5,000 documents, PSS, MB", bench.median(sizes), "zathura", memory["zathura"], 0.5, True)


# ---- the ear

def espeak_first_ms(words):
    """Exec of espeak-ng's command to its first samples (what comes first is the head of a WAV)."""
    begun = time.perf_counter()
    process = subprocess.Popen(["espeak-ng", "-v", "en-gb", "--stdout", words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    got = b""
    while len(got) <= 44:
        piece = os.read(process.stdout.fileno(), 4096)
        if not piece:
            raise RuntimeError("espeak-ng said nothing")
        got += piece
    taken = (time.perf_counter() - begun) * 1000
    process.kill()
    process.wait()
    process.stdout.close()
    return taken


def bench_listen(table):
    """Ours: from the order to read to the first samples that the sound device may take; the narrator is there, as in a kiosk."""
    ours, theirs, dispatched = [], [], []
    words = "Every child has a right to learn with others in an ordinary school."
    with dispatcher.Dispatcher(words) as speechd:
        for _ in range(3):
            ours.append(bench.listen_times())
            theirs += [espeak_first_ms(words) for _ in range(ROUNDS)]
            dispatched += speechd.firsts_ms(ROUNDS)
    first = {name: bench.median([times[name] for times in ours]) for name in ours[0]}
    table.add("listen-first-sound from order to first samples, ms", first["warm"], "espeak-ng", bench.median(theirs), 1, True)
    if dispatched:
        table.add("listen-first-sound from order to first samples, ms", first["warm"], "speech-dispatcher", bench.median(dispatched), 1, True)
    table.add("listen-first-sound as the first of a process, ms", first["cold"], "espeak-ng", bench.median(theirs))
    table.add("stop-silence from touch to the end of the last sample, ms", first["stop"], target=50)


def espeak_cpu_of_a_second_ms(text):
    before = os.times()
    sound = subprocess.run(["espeak-ng", "-v", "en-gb", "--stdout", "-f", text], stdout=subprocess.PIPE, check=True).stdout
    after = os.times()
    cpu = (after.children_user - before.children_user + after.children_system - before.children_system) * 1000
    return cpu / ((len(sound) - 44) / 2 / 22050)


def bench_read_aloud(table, screen, out):
    text = bench.WORK / "aloud.txt"
    writer = material.Writer(LONG_SEED)
    text.write_text("\n\n".join(writer.paragraph() for _ in range(60)))
    screen.environment["SDL_AUDIODRIVER"] = "dummy"
    try:
        with measure.Shown(screen, bench.kiosk(WIDTH, HEIGHT)) as shown, measure.Hands(screen) as hands:
            for tree, name in (("attract", "Touch to start"), ("home", "Resources"), ("shelf", bench.LONG["headings"][2])):
                bench.click(hands, out, tree, name)
            hands.do(click_at(out, "reader", "Listen"))
            time.sleep(WARM_UP_S)
            ours, theirs = [], []
            for _ in range(3):
                ours.append(shown.idle_cpu_ms(READ_S) / READ_S)
                theirs.append(espeak_cpu_of_a_second_ms(text))
    finally:
        del screen.environment["SDL_AUDIODRIVER"]
    spoken = bench.median(theirs)
    table.add("read-aloud-cpu with words lit, ms for a second of speech", bench.median(ours), "espeak-ng", spoken, round(spoken + LIT_MS, 2))


def click_at(out, tree, name):
    x, y = bench.places(out, tree)[name]
    return "mousemove %d %d\nclick 1" % (x, y)


# ---- adding and finding

def bench_add(table):
    tools = {"mutool": ["mutool", "draw", "-q", "-F", "text", "-o", "/dev/null"], "pdftotext": ["pdftotext"]}
    for name in bench.LONG:
        taken = {tool: [] for tool in ["ours", *tools]}
        library = bench.WORK / "added"
        for _ in range(ROUNDS):
            shutil.rmtree(library, ignore_errors=True)
            taken["ours"].append(measure.run_ms([bench.LECTERN, "add", "--library", library, bench.long_pdf(name)]))
            for tool, command in tools.items():
                after = ["/dev/null"] if tool == "pdftotext" else []
                taken[tool].append(measure.run_ms(command + [bench.long_pdf(name)] + after))
        shutil.rmtree(library)
        for tool in tools:
            table.add("add 300 pages (%s), ms" % name, bench.median(taken["ours"]), tool, bench.median(taken[tool]),
                      1.25 if tool == "mutool" else None, True)


def bench_search(table):
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(measure.run_ms([bench.LECTERN, "search", "--library", bench.LIBRARY, "apprenticeship"]))
        begun = time.perf_counter()
        subprocess.run(["pdfgrep", "-c", "-i", "apprentice", bench.long_pdf("headings")], stdout=subprocess.DEVNULL, check=False)
        theirs.append((time.perf_counter() - begun) * 1000)
    table.add("search 1,000 documents, the whole command (peer: one of 300 pages), ms", bench.median(ours), "pdfgrep", bench.median(theirs), 1, True)


# ---- all of it

@contextlib.contextmanager
def session_bus():
    """evince and okular speak to a bus; without one they wait for it. Gives its address."""
    bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL)
    try:
        yield bus.stdout.readline().strip()
    finally:
        bus.terminate()
        bus.wait()


def run(record=False):
    """record: the table and the charts are kept in tests/bench too."""
    table = Table()
    bench.make_material()
    bench.make_large()
    make_libraries()
    make_epub()
    files.make()
    readers = [name for name, (command, _) in READERS.items() if shutil.which(command[0]) or Path(command[0]).exists()]
    for name in set(READERS) - set(readers):
        bench.note("%s is not installed" % name)
    out = bench.WORK / "offscreen-800"
    print("figure\tours\tpeer\tpeer's\tratio\ttarget\tverdict", flush=True)
    home, places = peer_home()
    with home, session_bus() as address:
        bench_add(table)
        bench_search(table)
        files.bench_words(table)
        bench_listen(table)
        bench.script_rows(WIDTH, HEIGHT, out)  # its trees say where to click
        with measure.Screen(WIDTH, HEIGHT) as screen:
            screen.environment.update(places, DBUS_SESSION_BUS_ADDRESS=address, NO_AT_BRIDGE="1")
            starts, memory = bench_starts(table, screen, readers)
            bench_reading(table, screen, readers, starts, memory, out)
            files.bench_files(table, screen, {**{name: READERS[name] for name in readers}, EPUB_READER: ([EPUB_READER], None)})
            bench_memory(table, screen, memory)
            bench_growth(table, screen)
            bench_read_aloud(table, screen, out)
            charts = growth(table, screen) if record else []
    if record:
        names = ["mupdf", "mupdf-tools", "zathura", "evince", "okular", "chromium", "fbreader", "poppler-utils", "pdfgrep", "espeak-ng",
                 "speech-dispatcher"]
        (bench.HERE / "TABLE.md").write_text(plots.markdown(table.lines, names))
        (bench.HERE / "growth.svg").write_text(plots.svg(charts))
