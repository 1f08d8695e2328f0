"""The same kiosk on this machine, in a script (tests/trips/README.md): it tells where each control is, and what the screen must show."""
import json
import pathlib
import re
import shutil
import subprocess
import time

from machine import Failure
from picture import read_png


class Mirror:
    def __init__(self, lectern, config, library, work, width, height):
        self.lectern, self.config, self.library = lectern, config, pathlib.Path(library)
        self.work, self.size = pathlib.Path(work), f"{width}x{height}"
        self._seen = {}

    def look(self, lines):
        """The widgets and the picture after these lines of a script."""
        key = "\n".join(lines)
        if key not in self._seen:
            self._run(key + "\nwait ready\ntree now\nshot now\n")
            with open(self.work / "now.json", encoding="utf-8") as file:
                tree = json.load(file)
            self._seen[key] = tree, read_png(self.work / "now.png")
        return self._seen[key]

    def after(self, lines, folder):
        """A mirror of the kiosk as these lines leave its library, in `folder`; each look at it begins there."""
        self._run("\n".join(lines) + "\n")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.work / "library", folder)
        return Mirror(self.lectern, self.config, folder, self.work, *self.size.split("x"))

    def _run(self, lines):
        library = self.work / "library"  # of its own: a PIN that is chosen stays in it
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.library, library)
        script = self.work / "look.script"
        script.write_text(lines)
        done = subprocess.run([self.lectern, "run", "--window", self.size, "--library", library, "--config", self.config,
                               "--script", script, "--out", self.work], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"the script for this screen does not run here: {done.stderr.strip()[-300:]}")


class Visit:
    """Somebody at the emulated kiosk, and the same steps in the mirror."""

    def __init__(self, machine, mirror, keep, lines=()):
        """keep(name, picture): keeps a picture of the screen."""
        self.machine, self.mirror, self.keep, self.lines = machine, mirror, keep, list(lines)

    def widget(self, name):
        tree, picture = self.mirror.look(self.lines)
        for widget in tree["widgets"]:
            if widget["name"] == name and widget["action"] != "none":
                x, y, w, h = widget["rect_px"]
                return (x + w // 2) * 1000 // picture.width, (y + h // 2) * 1000 // picture.height
        raise Failure(f"there is no '{name}' on the screen {tree['screen']}")

    def has(self, name):
        tree, _ = self.mirror.look(self.lines)
        return any(widget["name"] == name for widget in tree["widgets"])

    def tap(self, name, by="click"):
        x, y = self.widget(name)
        getattr(self.machine, by)(x, y)
        self.lines.append(f'tap "{name}"')

    def key(self, qcode, name):
        self.machine.press(qcode)
        self.lines.append(f"key {name}")

    def key_until(self, qcode, name, focus, most=40):
        """Presses a key until the focus is on that control, on the glass too."""
        for _ in range(most):
            tree, _ = self.mirror.look(self.lines)
            if 0 <= tree["focus"] < len(tree["widgets"]) and tree["widgets"][tree["focus"]]["name"] == focus:
                return
            self.key(qcode, name)
            self.awaits("focus", 30)
        raise Failure(f"the focus does not come to '{focus}'")

    def type(self, digits):
        for digit in digits:
            self.key(digit, digit)

    def finish(self, by="click"):
        """The visit's end; the attract screen is there again afterwards, if need be by a fresh start of the kiosk."""
        _, attract = self.mirror.look([])
        try:
            if by == "keys":
                self.key("home", "home")  # from there the menu is short
                self.awaits("home")
                self.key("f10", "menu")
                self.awaits("menu")
                self.key_until("down", "down", "Finish")
                self.key("ret", "action")
            else:
                self.tap("Menu", by)
                self.awaits("menu")
                while not self.has("Finish"):
                    self.tap("Next", by)
                    self.awaits("menu")
                self.tap("Finish", by)
            return self.awaits(f"finished-by-{by}", 60)
        except Failure as failure:
            restart(self.machine, attract)
            raise failure

    def awaits(self, name, limit_s=120, most=None):
        """Waits until the glass shows what the mirror does, but for `most` pixels; gives how many differ."""
        tree, wanted = self.mirror.look(self.lines)
        return shows(self.machine, wanted, lambda picture: self.keep(name, picture), limit_s, of_this_machine(tree), most or SAME_PX)


def ensure(machine, attract):
    """The attract screen, also after a visit that failed in its middle."""
    try:
        shows(machine, attract, lambda picture: None, 8)
    except Failure:
        restart(machine, attract)


def restart(machine, attract):
    """A fresh kiosk, wherever it was."""
    machine.run("systemctl reset-failed lectern.service; systemctl restart lectern.service", 300)
    shows(machine, attract, lambda picture: None, 180)


def of_this_machine(tree):
    """Where words stand that can not be the same on two machines: how much room is left, and how the board is."""
    return [widget["rect_px"] for widget in tree["widgets"]
            if widget["name"] == "This kiosk" or ROOM.search(widget["name"] + " " + widget["value"])]


ROOM = re.compile(r"\b[MG]B (is|are) free")
SAME_PX = 500  # so many pixels may differ: another release of the font library may round the edge of a letter in another way


def shows(machine, wanted, keep, limit_s, but=(), most=SAME_PX):
    """Waits until the glass shows `wanted`; gives how many pixels still differ. Where it never does, what was there longest is kept."""
    until, picture, longest = time.monotonic() + limit_s, None, (0, None)
    since = time.monotonic()
    while time.monotonic() < until:
        now = machine.screen()
        if now and now.differing(wanted, but, most) <= most:
            keep(now)
            return now.differing(wanted, but)
        if now and (not picture or now.pixels != picture.pixels):
            picture, since = now, time.monotonic()
        if picture and time.monotonic() - since >= longest[0]:
            longest = time.monotonic() - since, picture
        time.sleep(0.4)
    if not picture:
        raise Failure("there is no picture on the screen")
    keep(longest[1])
    raise Failure(f"the screen is another: {longest[1].differing(wanted, but)} pixels differ")
