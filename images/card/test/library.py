"""Is the library in the guest whole? Asked of Lectern's own list, of the files, and of the database itself, which is looked at here."""
import base64
import json
import sqlite3

from machine import Failure

FOLDER = "/var/lib/lectern"
LOOK = f"""cd {FOLDER} || exit 1
sha256sum documents/* 2>/dev/null | cut -c 1-64,66-
echo --; ls books; echo --; ls -A incoming; echo --; base64 -w 0 library.db; echo; echo --; base64 -w 0 library.db-journal 2>/dev/null; echo
"""


def listed(machine):
    """Lectern's own list, by id."""
    text = machine.as_kiosk(f"lectern list --json --library {FOLDER} 2>/dev/null")
    return {document["id"]: document for document in json.loads(text or "[]")}


def faults(machine, work):
    """What is wrong with the library now, one sentence each; none when it is whole."""
    found = []
    files, books, incoming, database, journal = (part.strip() for part in (machine.run(LOOK) + "\n").split("--\n"))
    kept = set()
    for line in files.splitlines():
        digest, name = line.split(None, 1)
        name = name.strip().removeprefix("documents/")
        kept.add(name)
        if digest != name:
            found.append(f"{name[:8]} is not what its name says")
    path = work / "library.db"
    for end, data in (("", database), ("-journal", journal)):
        path.with_name(path.name + end).write_bytes(base64.b64decode(data))
    with sqlite3.connect(path) as base:
        said = base.execute("pragma integrity_check").fetchall()
        rows = {row[0] for row in base.execute("select id from document")}
    if said != [("ok",)]:
        found.append(f"the database says {said[:2]}")
    books = {name.removesuffix(".book") for name in books.split()}
    for what, names in (("document", kept), ("book", books)):
        if rows - names:
            found.append(f"{len(rows - names)} in the list without a {what}")
        if names - rows:
            found.append(f"{len(names - rows)} {what}s that are in no list")
    if incoming:
        found.append(f"left over: {incoming.split()}")
    if set(listed(machine)) != rows:
        found.append("Lectern's list is another than the database's")
    return found


def wait_whole(machine, work, limit_s=120):
    """Waits for the start's sweep to have ended; what is wrong then is a Failure."""
    def whole():
        wrong = faults(machine, work)
        if wrong:
            raise Failure("; ".join(wrong))
        return True
    machine.wait_for("a whole library", whole, limit_s)


def data_state(machine):
    """How the data partition is mounted, and what its superblock says."""
    return machine.run(f"d=$(findmnt -nro SOURCE {FOLDER}) && findmnt -nro FSTYPE,OPTIONS {FOLDER} && dumpe2fs -h $d 2>/dev/null | sed -n 's/^Filesystem state: *//p;s/^FS Error count: */errors /p'")
