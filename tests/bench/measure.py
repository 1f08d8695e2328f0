"""measure.py: one clock for every program: a process's start, the pixels it shows, its memory and its time on the CPU.

The screen is an Xvfb whose frame buffer is a file, so a frame counts when its pixels are there to be seen, whoever drew them."""

import mmap
import os
import pty
import struct
import subprocess
import tempfile
import threading
import time
import tty
from pathlib import Path

POLL_S = 0.0003
LOOKED_AT_ROWS = 8  # every eighth row is compared
POINTER_PX = 40  # so far around the pointer nothing is looked at: a watch in its place is no page
PIXEL_BYTES = 4
BEFORE_EXEC = []  # what a program does first that is measured: on a slow board (slow.py) it goes there


def begin(command, **more):
    """Starts a program that is measured, as subprocess.Popen does; every one is started here."""
    def prepare():
        for step in BEFORE_EXEC:
            step()

    return subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=prepare if BEFORE_EXEC else None, **more)


def output(command, **more):
    """What a program writes that measures itself."""
    with begin(command, stdout=subprocess.PIPE, text=True, **more) as process:
        written = process.stdout.read()
    if process.returncode != 0:
        raise RuntimeError("%s: exit %d" % (" ".join(map(str, command)), process.returncode))
    return written


class Screen:
    """A screen without a monitor. Use with `with`."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.folder = tempfile.TemporaryDirectory(prefix="lectern-bench-")
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "%dx%dx24" % (width, height), "-nolisten", "tcp",
             "-fbdir", self.folder.name],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.environment = {k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}
        self.environment["DISPLAY"] = ":" + number
        with open(Path(self.folder.name) / "Xvfb_screen0", "rb") as file:
            self.buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self.buffer[:100])  # an XWD header: see XWDFile.h
        self.start_bytes = head[0] + head[19] * 12
        self.row_bytes = head[12]
        self.point_at(width // 2, height // 2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.buffer.close()
        self.server.terminate()
        self.server.wait()
        self.folder.cleanup()

    def point_at(self, x, y):
        """The pointer goes there."""
        left, right = (max(0, min(self.width, x + side)) * PIXEL_BYTES for side in (-POINTER_PX, POINTER_PX))
        self.spans = []
        for row in range(0, self.height, LOOKED_AT_ROWS):
            at = self.start_bytes + row * self.row_bytes
            if abs(row - y) < POINTER_PX:
                self.spans += [(at, at + left), (at + right, at + self.row_bytes)]
            else:
                self.spans.append((at, at + self.row_bytes))

    def look(self):
        """The rows looked at, as bytes."""
        return b"".join(self.buffer[first:last] for first, last in self.spans)

    def changes_ms(self, begun, before, quiet_s, limit_s=20):
        """Times after `begun` (perf_counter) at which the screen was seen to differ from what it was, until it has been
        still for `quiet_s` after a change."""
        seen, changes, latest = before, [], begun
        while True:
            now = time.perf_counter()
            rows = self.look()
            if rows != seen:
                seen, latest = rows, now
                changes.append((now - begun) * 1000)
            elif changes and now - latest > quiet_s:
                return changes
            elif now - begun > limit_s:
                return changes
            time.sleep(POLL_S)


class Shown:
    """A program on a screen, ended when its `with` ends; `start_ms` is exec to the first whole frame."""

    def __init__(self, screen, command):
        self.screen = screen
        before = screen.look()
        begun = time.perf_counter()
        self.process = begin(command, env=screen.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        changes = screen.changes_ms(begun, before, quiet_s=0.7)
        self.start_ms = changes[-1] if changes else None
        if self.start_ms is None or self.process.poll() is not None:
            end(self.process)
            raise RuntimeError("%s showed nothing" % command[0])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process)
        time.sleep(0.2)  # the server clears the window after its owner is gone

    def pss_mb(self):
        return pss_mb(self.process.pid)

    def idle_cpu_ms(self, seconds=10):
        return cpu_over_ms(self.process.pid, seconds)


class Hands:
    """Keys and clicks through xdotool, kept open so that its start is not counted."""

    def __init__(self, screen):
        self.screen = screen
        self.tool = subprocess.Popen(["xdotool", "-"], env=screen.environment, stdin=subprocess.PIPE, text=True,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.do("mousemove %d %d" % (screen.width // 2, screen.height // 2))
        time.sleep(0.2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tool.stdin.close()
        self.tool.wait()

    def do(self, line):
        for part in line.splitlines():
            if part.startswith("mousemove "):
                self.screen.point_at(*map(int, part.split()[1:]))
        self.tool.stdin.write(line + "\n")
        self.tool.stdin.flush()

    def changes_ms(self, line, quiet_s=0.3):
        """What the screen does after one key or click: the times of its changes; empty when nothing moved."""
        before = self.screen.look()
        self.begun = begun = time.perf_counter()
        self.do(line)
        return self.screen.changes_ms(begun, before, quiet_s, limit_s=3)

    def keys_ms(self, key, times):
        """The first change after each press of a key; without those after which nothing moved. Who answers none of three is asked no more."""
        taken = []
        for press in range(times):
            taken += self.changes_ms("key " + key)[:1]
            if press == 2 and not taken:
                break
        return taken


class Ear:
    """Hears what a program plays: its sound device is SDL's disk driver, at a device's pace, and the 'disk' a terminal of ours, so that
    each block is seen when it is played. Use with `with`, around the program, with `environment` added to its own."""

    def __init__(self):
        self.heard, terminal = pty.openpty()
        tty.setraw(terminal)
        self.terminal = terminal
        self.environment = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": os.ttyname(terminal)}
        self.sounds = []  # perf_counter of each block that is not silent
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.terminal)

    def listen(self):
        while True:
            try:
                block = os.read(self.heard, 1 << 16)
            except OSError:
                return
            if any(block):
                self.sounds.append(time.perf_counter())

    def wait_silent(self, quiet_s=0.6, limit_s=30):
        """Until nothing has sounded for so long."""
        begun = time.perf_counter()
        while time.perf_counter() - begun < limit_s:
            if time.perf_counter() - max(self.sounds[-1:] + [begun]) > quiet_s:
                return
            time.sleep(0.05)
        raise RuntimeError("it never fell silent")

    def first_ms(self, begun, limit_s=3):
        """From `begun` to the first sound after it."""
        while time.perf_counter() - begun < limit_s:
            later = [at for at in self.sounds if at > begun]
            if later:
                return (later[0] - begun) * 1000
            time.sleep(POLL_S)
        raise RuntimeError("nothing sounded after an input")


def end(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def pss_mb(pid):
    for line in Path("/proc/%d/smaps_rollup" % pid).read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no Pss in smaps_rollup")


def tree(pid):
    """A process and all that it started."""
    found = [pid]
    for child in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(child.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
        if parent == pid:
            found += tree(int(child.parent.name))
    return found


def over_tree(figure, pid):
    """The sum of a figure over a process and all that it started; one that has just ended counts nothing."""
    total = 0
    for each in tree(pid):
        try:
            total += figure(each)
        except OSError:
            if each == pid:
                raise
    return total


def tree_pss_mb(pid):
    return over_tree(pss_mb, pid)


def tree_cpu_over_ms(pid, seconds):
    before = over_tree(cpu_ms, pid)
    time.sleep(seconds)
    return over_tree(cpu_ms, pid) - before


def cpu_ms(pid):
    """CPU time of all the threads, to the nanosecond (stat counts only in hundredths)."""
    total = 0
    for task in Path("/proc/%d/task" % pid).iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total / 1e6


def cpu_over_ms(pid, seconds):
    before = cpu_ms(pid)
    time.sleep(seconds)
    return cpu_ms(pid) - before


def run_ms(command, environment=None):
    begun = time.perf_counter()
    with begin(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr.read()
    taken = (time.perf_counter() - begun) * 1000
    if process.returncode != 0:
        raise RuntimeError("%s: exit %d: %s" % (" ".join(map(str, command)), process.returncode, said.strip()))
    return taken
