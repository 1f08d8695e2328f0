#!/usr/bin/env python3
"""headings.py PAIRS TOOL: of the documents in PAIRS (set, document, truth) whose truth NAME.txt has a NAME.heads beside it, one heading
a line: how many headings TOOL --outline finds, and how many of those are some. F1 of the headings' words, whatever their level, as a
mean of each set. Says nothing where there is no NAME.heads."""

import collections
import re
import subprocess
import sys
import unicodedata
from pathlib import Path


def plain(text):
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")))


def f1(truth, found):
    both = sum((truth & found).values())
    return 2 * both / ((truth.total() + found.total()) or 1)


def main():
    pairs, tool = Path(sys.argv[1]), sys.argv[2]
    scores = collections.defaultdict(list)
    for line in pairs.read_text(encoding="utf-8").splitlines():
        name, document, truth = (line.split("\t") + ["", ""])[:3]
        heads = (pairs.parent / truth).with_suffix(".heads")
        if not truth or not heads.exists():
            continue
        wanted = collections.Counter(plain(h) for h in heads.read_text(encoding="utf-8").splitlines() if h.strip())
        output = subprocess.run([tool, str(pairs.parent / document), "--outline"], capture_output=True, check=False)
        text = output.stdout.decode("utf-8", "replace")
        found = collections.Counter(plain(h) for h in re.findall(r"^\[heading[^\]]*\] (.*)$", text, re.M))
        scores[name].append(f1(wanted, found))
    if not scores:
        return
    print("\nset | n | headings F1")
    for name in sorted(scores):
        print(f"{name} | {len(scores[name])} | {sum(scores[name]) / len(scores[name]):.3f}")
    every = [s for group in scores.values() for s in group]
    print(f"ALL | {len(every)} | {sum(every) / len(every):.3f}")


main()
