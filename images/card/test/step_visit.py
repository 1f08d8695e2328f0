"""What visitors do: a document by keys, by pointer, by touch; and Listen."""
import time

from mirror import Visit
from sound import Heard, read_wav

DOCUMENT = "Learning together: support in every ordinary school. A briefing"
LISTEN_S = 14          # of sound. A busy machine's emulated sound card takes longer to play it, and the lit word goes with what was played
LISTEN_LIMIT_S = 300
WAV_BYTES_S = 44100 * 4
WORDS_LIT = 3


def by_keys(test, machine):
    visit = Visit(machine, test.mirror, test.keep)
    with test.checking("keys: a document is opened by the keypad alone", "the same picture as here"):
        for i, (qcode, name) in enumerate((("ret", "action"), ("down", "down"), ("ret", "action"), ("ret", "action"))):
            visit.key(qcode, name)
            differ = visit.awaits(f"10-keys-{i + 1}")
        test.saw(f"{differ} pixels differ")
    with test.checking("keys: and the visit is finished", "attract"):
        test.saw(f"{visit.finish('keys')} pixels differ")


def by_pointer(test, machine):
    visit = Visit(machine, test.mirror, test.keep)
    with test.checking("pointer: a document is opened", "the same picture as here"):
        for i, name in enumerate(("Touch to start", "Briefings", DOCUMENT)):
            visit.tap(name)
            differ = visit.awaits(f"11-pointer-{i + 1}")
        test.saw(f"{differ} pixels differ")
    listen(test, machine, visit)
    visit.finish()


def by_touch(test, machine):
    visit = Visit(machine, test.mirror, test.keep)
    with test.checking("touch: a panel that comes while the kiosk runs; a document is opened", "the same picture as here"):
        machine.touch_begin()
        for i, name in enumerate(("Touch to start", "Briefings", DOCUMENT)):
            visit.tap(name, by="touch")
            differ = visit.awaits(f"12-touch-{i + 1}")
        test.saw(f"{differ} pixels differ")
    visit.finish("touch")


def listen(test, machine, visit):
    """Sound from the sound card, and words lit in step with it."""
    _, still = test.mirror.look(visit.lines)
    button = visit.widget("Listen")
    before = machine.wav.stat().st_size if machine.wav.exists() else 0
    lit = set()
    with test.checking("Listen: the words that are spoken are lit, one after the other", f">= {WORDS_LIT} words"):
        machine.click(*button)
        until = time.monotonic() + LISTEN_LIMIT_S
        while time.monotonic() < until and (len(lit) < WORDS_LIT or machine.wav.stat().st_size - before < LISTEN_S * WAV_BYTES_S):
            picture = machine.screen()
            page = top(picture) if picture else None
            if page and page != top(still) and page not in lit:
                lit.add(page)
                if len(lit) == WORDS_LIT:
                    test.keep("13-listening", picture)
            time.sleep(0.2)
        test.saw(f"{len(lit)} different words")
        test.must(len(lit) >= WORDS_LIT)
    machine.click(*button)  # it says Pause now
    visit.lines += ['tap "Listen"', "wait speech", 'tap "Pause"', "wait silent"]
    machine.command("query-status")
    heard = read_wav(machine.wav, max(0, before - 4096))
    measured = Heard(heard)
    test.table.add("Listen: the sound card played speech", "voiced, moving pitch, syllables", measured, measured.is_speech())


def top(picture):
    """The page without the bar of buttons; the pixels of two pages are the same only where the same word is lit."""
    return picture.pixels[:picture.width * 3 * (picture.height * 3 // 4)]
