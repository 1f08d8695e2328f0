"""A power cut, as a card meets it.

Killing the emulator loses what the guest had not given to its disk. A real card loses more: what it was given and had not written when the
plug was pulled, in any order, unless it was told to flush. So all writes of the run go into a log too (QEMU's blklogwrites, the format of
Linux's dm-log-writes), with the flushes between them. The moment of the cut is one of these writes: a moment by the clock would nearly always
be one at which nothing is under way. The disk for the next start is the one from before the run, and all writes up to the last flush before that
moment; of those between the two, a random choice."""
import pathlib
import random
import struct

from cards import sh

MAGIC = 0x6a736677736872
FLUSH, FUA, DISCARD = 1, 2, 4
HEAD = struct.Struct("<QQQI")
ENTRY = struct.Struct("<QQQQ")


class Write:
    def __init__(self, sector, count, flags, at):
        self.sector, self.count, self.flags, self.at = sector, count, flags, at


def read_log(path):
    """The writes of a log in order, and the size of a sector. The log ends where the emulator was killed: what is cut off there is left out."""
    writes = []
    with open(path, "rb") as file:
        head = file.read(HEAD.size)
        if len(head) < HEAD.size:
            return [], 512
        magic, _, _, sector_bytes = HEAD.unpack(head)
        if magic != MAGIC:
            raise ValueError(f"{path} is no log of writes")
        file.seek(0, 2)
        size, at = file.tell(), sector_bytes
        while at + sector_bytes <= size:
            file.seek(at)
            sector, count, flags, bytes_more = ENTRY.unpack(file.read(ENTRY.size))
            body = 0 if flags & DISCARD else count * sector_bytes
            if not count and not flags:
                break
            if at + sector_bytes + body > size:
                break
            writes.append(Write(sector, count, flags, at + sector_bytes))
            at += sector_bytes + body
    return writes, sector_bytes


def cut_at(writes, since, luck):
    """The writes up to a random one of those that the log has from byte `since` on."""
    later = [i for i, w in enumerate(writes) if w.at >= since and w.count]
    return writes[:luck.choice(later) + 1] if later else writes


def survive(writes, luck):
    """Which writes reached the card: all before the last flush, and each later one or not."""
    last = max((i for i, w in enumerate(writes) if w.flags & FLUSH), default=-1)
    keep_share = luck.choice((0, 0.5, 0.9, 1))
    kept = [w for i, w in enumerate(writes) if i <= last or w.flags & FUA or luck.random() < keep_share]
    return kept, len(writes) - last - 1


def replay(log, disk, since, seed):
    """Puts onto `disk` what survived of `log` when the power goes at one of its writes after its byte `since`; (writes, of these after the last
    flush, of these lost)."""
    luck = random.Random(seed)
    writes, sector_bytes = read_log(log)
    writes = cut_at(writes, since, luck)
    kept, late = survive(writes, luck)
    piece = pathlib.Path(str(log) + ".piece")
    pieces, commands = [], []
    with open(log, "rb") as file:
        for i, write in enumerate(kept):
            size = write.count * sector_bytes
            if write.flags & DISCARD or not size:
                continue
            file.seek(write.at)
            path = pathlib.Path(f"{piece}{i}")
            path.write_bytes(file.read(size))
            pieces.append(path)
            commands.append(f"write -q -s {path} {write.sector * sector_bytes} {size}")
    if commands:
        sh("qemu-io", "-f", "qcow2", disk, data=("\n".join(commands) + "\nquit\n").encode())
    for path in pieces:
        path.unlink()
    return len(writes), late, len(writes) - len(kept)
