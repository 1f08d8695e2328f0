"""files.py: the other documents that everybody reads: twenty pages, an Easy Read of 24, an EPUB; and whose words come out right.

Each is opened and turned in by clicks and keys on the Xvfb that peers.py has, by turns. The words are of a document in two columns, whose lines
its pages hold row by row, as some programs write them, so that the order on paper is not the order in the file."""

import difflib
import subprocess

import bench
import material
import measure

LIBRARY = bench.WORK / "files"
FOLDER = bench.WORK / "files-documents"
COLUMNS = bench.WORK / "columns.pdf"
EXTRACT = bench.ROOT / "build" / "release" / "tests" / "extract_text"
OUT = bench.WORK / "files-out"

TWENTY, EASY, EPUB = "Twenty pages", "Twenty-four pages in Easy Read", "Three hundred pages as an EPUB"
SEEDS = {TWENTY: 11, EASY: 12, EPUB: 2}
PDF_READERS, EPUB_READERS = ("mupdf-x11", "zathura", "evince"), ("mupdf-x11", "fbreader")
PEERS = {TWENTY: PDF_READERS, EASY: PDF_READERS, EPUB: EPUB_READERS}
ROUNDS, OPENS, TURNS, COLUMN_PAGES = 5, 5, 10, 8


def path(title):
    return FOLDER / "Resources" / (title.replace(" ", "-") + (".epub" if title == EPUB else ".pdf"))


def make():
    there, made = bench.is_made("files-made", bench.LIBRARY_MADE_BY + ["tests/bench/files.py"], [LIBRARY, FOLDER])
    if there:
        return
    (FOLDER / "Resources").mkdir(parents=True)
    material.pdf_write(path(TWENTY), SEEDS[TWENTY], True, TWENTY, 20)
    material.easy_read_write(path(EASY), SEEDS[EASY], EASY, 24)
    material.epub_write(path(EPUB), SEEDS[EPUB], EPUB)
    measure.run_ms([bench.LECTERN, "add", "--library", LIBRARY, FOLDER])
    bench.choose_pin(LIBRARY)
    made()


# ---- opened and turned

def trees():
    """Where to click, for each of the files: a script's trees say it."""
    script = bench.WORK / "files.script"
    lines = ["wait ready", "tree attract", 'tap "Touch to start"', "tree home", 'tap "Resources"', "tree shelf"]
    for number, title in enumerate(PEERS):
        lines += ['tap "%s"' % title, "tree read-%d" % number, "key back"]
    script.write_text("\n".join(lines) + "\n")
    bench.script_rows(1280, 800, OUT, script, LIBRARY)


def ours(screen):
    """Title: medians of touch to first screen, and of touch to the next page."""
    taken = {}
    with measure.Shown(screen, bench.kiosk(1280, 800, library=LIBRARY)) as shown, measure.Hands(screen) as hands:
        for tree, name in (("attract", "Touch to start"), ("home", "Resources")):
            bench.click(hands, OUT, tree, name)
        for number, title in enumerate(PEERS):
            opens, turns = [], []
            for _ in range(OPENS):
                opens.append(bench.click(hands, OUT, "shelf", title)[0])
                hands.changes_ms("key Escape")
            bench.click(hands, OUT, "shelf", title)
            for _ in range(TURNS):
                turns.append(bench.click(hands, OUT, "read-%d" % number, "Next")[0])
            hands.changes_ms("key Escape")
            taken[title] = (bench.median(opens), bench.median(turns))
        if shown.process.poll() is not None:
            raise RuntimeError("the kiosk ended while it was read in")
    return taken


def theirs(screen, command, key):
    starts, turns = [], []
    for turn in range(ROUNDS):
        with measure.Shown(screen, command) as shown:
            starts.append(shown.start_ms)
            if turn == 0 and key:
                with measure.Hands(screen) as hands:
                    turns = hands.keys_ms(key, TURNS)
    return bench.median(starts), bench.median(turns) if turns else None


def bench_files(table, screen, readers):
    """readers: name: (command, key), of those that are installed."""
    trees()
    taken = ours(screen)
    for title, peers in PEERS.items():
        for name in peers:
            if name not in readers:
                continue
            command, key = readers[name]
            told = title[0].lower() + title[1:]
            start, turn = theirs(screen, command + [str(path(title))], key)
            table.add("open %s, touch to first screen (peer: its start with them), ms" % told, taken[title][0], name, start, 1, True)
            if turn is not None:
                table.add("next-page of %s, to pixels, ms" % told, taken[title][1], name, turn)


# ---- the right words, in the right order

def in_order_percent(right, said):
    """How much of the right words stands in the same order in what was said: matching words of both, over the mean of their lengths."""
    matcher = difflib.SequenceMatcher(None, right, said, autojunk=False)
    return 100 * matcher.ratio()


def bench_words(table):
    """Higher is better, so nothing is judged."""
    right = material.columns_write(COLUMNS, 21, "Two columns", COLUMN_PAGES)
    commands = {"ours": [EXTRACT, COLUMNS], "pdftotext": ["pdftotext", COLUMNS, "-"], "mutool": ["mutool", "draw", "-q", "-F", "text", COLUMNS]}
    scores = {}
    for name, command in commands.items():
        said = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout
        scores[name] = in_order_percent(right, said.split())
    for name in commands:
        if name != "ours":
            table.add("words in the right order, two columns, % of them", scores["ours"], name, scores[name])
