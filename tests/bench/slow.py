"""slow.py: a slow board on a fast machine, for ./dev bench --slow: what is measured gets a quarter of one core, and 512 MB.

The clock, the screen's server and the hand that clicks stay on the other cores: a board has its own screen, and no clock of ours.
README.md says how the quarter is held, and why."""

import contextlib
import os
import subprocess
from pathlib import Path

import measure

CORE_PART, PERIOD_US = 4, 400  # one part in four, shared out so finely that half a millisecond's work is as slow as a second's
QUOTA_PERIOD_US = 4000  # with a quota of cgroups: a tick of the kernel's clock, which is when it looks
MEMORY_MB = 512
SHORT_MS, SHORT_SLOW_MS, MIDDLE_MS, MIDDLE_SLOW_MS = 16, 33, 50, 120

GROUPS = Path("/sys/fs/cgroup")
NAME = "lectern-bench"


class CannotBeSlow(RuntimeError):
    """This machine, or whoever runs this, can't hold a program back; it says what is missing."""


def target(ms):
    """What a target becomes; one that is longer than these two grows as the longer of them does."""
    if ms is None or ms <= SHORT_MS:
        return ms and SHORT_SLOW_MS
    return MIDDLE_SLOW_MS if ms <= MIDDLE_MS else ms * MIDDLE_SLOW_MS / MIDDLE_MS


def groups():
    """The folders of our group by controller: one for all with cgroups 2, one for each with cgroups 1."""
    if (GROUPS / "cgroup.controllers").exists():
        return {name: GROUPS / NAME for name in ("cpu", "memory")}
    return {name: GROUPS / name / NAME for name in ("cpu", "memory")}


def write(path, value):
    path.write_text("%s\n" % value)


def hold_memory(folder):
    if (folder / "memory.max").exists():
        write(folder / "memory.max", MEMORY_MB << 20)
    else:
        write(folder / "memory.limit_in_bytes", MEMORY_MB << 20)


def hold_quota(folder):
    if (folder / "cpu.max").exists():
        write(folder / "cpu.max", "%d %d" % (QUOTA_PERIOD_US // CORE_PART, QUOTA_PERIOD_US))
    else:
        write(folder / "cpu.cfs_period_us", QUOTA_PERIOD_US)
        write(folder / "cpu.cfs_quota_us", QUOTA_PERIOD_US // CORE_PART)


def make_groups(by_quota):
    there = groups()
    try:
        if there["cpu"] == there["memory"]:
            write(GROUPS / "cgroup.subtree_control", "+cpu +memory")
        for folder in there.values():
            folder.mkdir(exist_ok=True)
        hold_memory(there["memory"])
        if by_quota:
            hold_quota(there["cpu"])
    except OSError as error:
        raise CannotBeSlow("no group of processes can be made (%s): be root, on a machine whose cgroups are mounted" % error) from error
    return set(there.values())


@contextlib.contextmanager
def taken_core(program, core):
    """Three quarters of a core are somebody else's meanwhile."""
    busy = PERIOD_US - PERIOD_US // CORE_PART
    taker = subprocess.Popen([program, str(core), str(busy), str(PERIOD_US)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        if not taker.stdout.readline():
            raise CannotBeSlow(taker.stderr.read().strip())
        yield
    finally:
        taker.stdin.close()
        taker.wait()


@contextlib.contextmanager
def board(program, by_quota):
    """While this lasts, each program that is measured (measure.begin), and what it starts, runs as on a slow board. `program` is slow_core;
    `by_quota`: the quarter is a quota of cgroups instead."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise CannotBeSlow("there is one core only: the clock would be slow, too")
    slow, folders = cores[-1], make_groups(by_quota)

    def enter():
        for folder in folders:
            write(folder / "cgroup.procs", os.getpid())
        os.sched_setaffinity(0, {slow})

    os.sched_setaffinity(0, set(cores) - {slow})
    try:
        with contextlib.nullcontext() if by_quota else taken_core(program, slow):
            measure.BEFORE_EXEC.append(enter)
            yield
    finally:
        measure.BEFORE_EXEC.clear()
        os.sched_setaffinity(0, set(cores))
        for folder in folders:
            with contextlib.suppress(OSError):  # a process that is still ending keeps it
                folder.rmdir()
