"""dispatcher.py: speech-dispatcher, through which screen readers speak on Linux: how long from an order to the first samples that it hands to
its sound device.

It stands there warm, as in a session: the daemon runs, its espeak-ng module has spoken. Everything that it reads and writes lies in a folder
of its own, and its sound goes to ALSA's null device, which takes all at once; so nothing is heard, and no device is waited for."""

import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from pathlib import Path

import bench
import measure

DAEMON = "/usr/bin/speech-dispatcher"
MODULE = "/usr/lib/speech-dispatcher-modules/sd_espeak-ng"
MODULE_SETTINGS = "/usr/share/speech-dispatcher/conf/modules/espeak-ng.conf"  # as the package has them
FIRST_SAMPLES = bench.ROOT / "build" / "release" / "tests" / "bench_first_samples.so"
SETTINGS = """LogLevel 1
AudioOutputMethod "alsa"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
"""
ALSA = "pcm.!default { type null }\nctl.!default { type null }\n"
OVER = ("702 ", "703 ")  # SSIP's events END and CANCELED
BEGIN_S, ANSWER_S = 10, 5
ALONE_S = 5  # it ends by itself when its client has been gone for so long


class Dispatcher:
    """The daemon, warm, and a client of it that speaks SSIP. Use with `with`. Where it can't be had, a note says so and nothing is measured."""

    def __init__(self, words):
        self.words = words
        self.process = self.connection = None
        self.is_there, self.is_over = True, False
        self.folder = tempfile.TemporaryDirectory(prefix="lectern-speechd-", ignore_cleanup_errors=True)
        self.home = Path(self.folder.name)

    def __enter__(self):
        if self.try_to(self.begin):
            self.firsts_ms(1)
        return self

    def __exit__(self, *_):
        if self.connection:
            self.connection.close()
        if self.process:
            measure.end(self.process)
        self.folder.cleanup()

    def firsts_ms(self, count):
        """So many times from an order to its first samples; none where there is no dispatcher."""
        taken = [self.try_to(self.first_ms) for _ in range(count)]
        return taken if self.is_there else []

    def try_to(self, do):
        """Its value, or None for ever after the first failure."""
        try:
            return do() if self.is_there else None
        except (RuntimeError, OSError) as why:
            bench.note("speech-dispatcher is left out: %s" % why)
            self.is_there = False
            return None

    def begin(self):
        """Starts the daemon, and a client of it. True, or an error."""
        if not all(map(os.path.exists, (DAEMON, MODULE, FIRST_SAMPLES))):
            raise RuntimeError("it is not installed, or has no espeak-ng")
        (self.home / "modules").mkdir()
        shutil.copy(MODULE_SETTINGS, self.home / "modules")
        (self.home / "speechd.conf").write_text(SETTINGS)
        (self.home / "asound.conf").write_text(ALSA)
        places = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR")
        environment = dict(os.environ, ALSA_CONFIG_PATH=str(self.home / "asound.conf"), LD_PRELOAD=str(FIRST_SAMPLES),
                           FIRST_SAMPLES=str(self.home / "stamps"), **{name: str(self.home) for name in places})
        self.process = measure.begin(
            [DAEMON, "--run-single", "--communication-method", "unix_socket", "--socket-path", self.home / "socket", "--config-dir", self.home,
             "--log-dir", self.home, "--pid-file", self.home / "pid", "--timeout", str(ALONE_S)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.connect()
        for setting in ("CLIENT_NAME lectern:bench:main", "OUTPUT_MODULE espeak-ng", "LANGUAGE en-GB", "NOTIFICATION ALL on"):
            self.order("SET self " + setting)
        return True

    def connect(self):
        until = time.monotonic() + BEGIN_S
        self.connection = socket.socket(socket.AF_UNIX)
        self.connection.settimeout(ANSWER_S)
        while self.connection.connect_ex(str(self.home / "socket")) != 0:
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("it does not start")
            time.sleep(0.02)
        self.lines = self.connection.makefile("r", newline="\r\n")

    def hear(self):
        """The last line of its next answer; None: it was an event, which may come before the answer to what began it."""
        while True:
            line = self.lines.readline().rstrip("\r\n")
            if not line:
                raise RuntimeError("it has gone")
            if line[3:4] == " ":
                break
        self.is_over |= line.startswith(OVER)
        return None if line.startswith("7") else line

    def order(self, line):
        self.connection.sendall((line + "\r\n").encode())
        answer = self.hear()
        while answer is None:
            answer = self.hear()
        if not answer.startswith("2"):
            raise RuntimeError("to '%s' it answers '%s'" % (line.split("\r")[0], answer))

    def first_ms(self):
        """From asking for the words to their first samples; all of them have sounded when this returns."""
        stamps = self.home / "stamps"
        stamps.unlink(missing_ok=True)
        self.is_over = False
        begun = time.perf_counter()  # CLOCK_MONOTONIC, as the stamps
        self.order("SPEAK")
        self.order(self.words + "\r\n.")
        while not self.is_over:
            self.hear()
        if not stamps.exists():
            raise RuntimeError("no samples came")
        return (struct.unpack_from("=Q", stamps.read_bytes())[0] / 1e9 - begun) * 1000
