"""What staff and visitors bring: images of USB sticks, made without mounting."""
import pathlib
import shutil
import subprocess

from cards import make_fat, sh

PAGE = ('<!doctype html><html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>\n{body}</body></html>\n')
WORDS = ("We ask for every child to learn with others. A school that is near has a place for each of them. "
         "Support comes to the child, and not the child to the support. Nobody is sent away. ").split()


def write_document(path, title, paragraphs, seed=0):
    """A page of words of its own: no two seeds give the same document."""
    body = ""
    for p in range(paragraphs):
        turn = (seed * 7 + p * 13) % len(WORDS)
        body += f"<p>{' '.join(WORDS[turn:] + WORDS[:turn])} This is paragraph {p + 1} of paper {seed}.</p>\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(title=title, body=body))


def make_papers(folder, count, seed, paragraphs=400):
    """`count` documents, each a section's, which nothing has seen before."""
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    for i in range(count):
        number = seed * 1000 + i
        write_document(folder / "Briefings" / f"paper-{number}.html", f"Paper number {number}", paragraphs, number)
    return folder


def make_pack(lectern, folder, key, to):
    """A signed pack of two documents, as a maker makes it."""
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    write_document(folder / "apples.html", "Apples for all", 30, 1)
    write_document(folder / "zebras.html", "Zebras at school", 30, 2)
    (folder / "manifest.ini").write_text("[pack]\nid = org.example.image-test\nversion = 1\ntitle = Spring papers\nmaker = The makers\n"
                                         "language = en-GB\nexpires = 2199-12-31\n[Briefings]\ndocument = zebras.html\ndocument = apples.html\n")
    sh(lectern, "pack", folder, "-o", to, "--key", key)
    return to


def fat_stick(path, folder, megabytes=64):
    fat = make_fat(path, megabytes, "STICK")
    fat.put_tree(folder)
    return fat


def ntfs_stick(path, folder, megabytes=64):
    """By the ntfs-3g tools, file by file."""
    path = pathlib.Path(path)
    path.unlink(missing_ok=True)
    with open(path, "wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    sh("mkntfs", "-q", "-F", "-Q", "-L", "STICK", path)
    for document in sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file()):
        sh("ntfscp", "-q", path, document, document.name)


def exfat_stick(path, megabytes=64):
    """Empty: nothing here writes files into exFAT without mounting it."""
    path = pathlib.Path(path)
    path.unlink(missing_ok=True)
    with open(path, "wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    sh("mkfs.exfat", "-L", "STICK", path)


def is_sound_fat(path):
    """fsck's word on a stick that was written to; it repairs nothing."""
    done = subprocess.run(["fsck.vfat", "-n", str(path)], capture_output=True, text=True)
    return done.returncode == 0, (done.stdout + done.stderr).strip().splitlines()[-1:]
