"""The emulated board: one run of qemu-system-aarch64 on the card's own kernel, initramfs and command line.

Machine.command() talks to the emulator (QMP), Machine.run() to the test's hand in the guest (guest.c). Nothing is waited for by time
alone: wait_for() asks again until a condition holds, and its limit only ends a test that has failed."""
import base64
import json
import pathlib
import shlex
import signal
import socket
import subprocess
import time

from picture import read_ppm

CPU, CPUS, MEMORY_MB = "cortex-a72", 2, 1024
KERNEL_LINE_BYTES = 2048  # COMMAND_LINE_SIZE of arm64
ASK_AGAIN_S = 0.4
DRIVE_NAME = "lecterntest"
UNIT = """[Unit]
DefaultDependencies=no
After=systemd-udevd.service
[Service]
ExecStart=/bin/sh -c 'd=/dev/disk/by-id/virtio-%s p=/dev/virtio-ports/%s;until [ -e $$d -a -e $$p ];do sleep 1;done;\
mkdir -p /run/%s;mount -t vfat -o ro $$d /run/%s;exec /run/%s/guest $$p'
""" % ((DRIVE_NAME,) * 5)


class Failure(Exception):
    """What was expected of the board did not come; the text says what was seen instead."""


class Gone(Failure):
    """The emulator has ended."""


def kernel_line(own, headless=False):
    """The card's own command line, and a unit for this start alone (systemd-debug-generator, systemd.system-credentials(7)); where nothing looks
    at the screen, the kiosk draws into memory."""
    line = f"{own} systemd.wants={DRIVE_NAME}.service" + credential(f"extra-unit.{DRIVE_NAME}.service", UNIT)
    if headless:
        line += credential("unit-dropin.lectern.service", "[Service]\nEnvironment=SDL_VIDEODRIVER=offscreen\n")
    if len(line) >= KERNEL_LINE_BYTES:
        raise Failure(f"the command line has {len(line)} bytes, and a kernel takes {KERNEL_LINE_BYTES}")
    return line


def credential(name, text):
    return f" systemd.set_credential_binary=systemd.{name}:" + base64.b64encode(text.encode()).decode()


class Machine:
    def __init__(self, card, disk, folder, screen=True, sound=True, hands=True, rtc="utc", log=None, headless=False, disk_options=()):
        """card: parts of the image (cards.Card); disk: a qcow2 that is written to; log: a file for all that is written, in order;
        headless: the kiosk needs no screen to start."""
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.wav = self.folder / "sound.wav"
        self.events, self._bytes, self._sticks, self._asked = [], b"", 0, 0
        self._guest = None
        for name in ("qmp", "guest"):
            (self.folder / name).unlink(missing_ok=True)
        disk_node = {"driver": "qcow2", "node-name": "disk", "file": {"driver": "file", "filename": str(disk)}, **dict(disk_options)}
        nodes = [disk_node]
        if log:
            log.write_bytes(b"")
            nodes = [dict(disk_node, **{"node-name": "under"}),
                     {"driver": "blklogwrites", "node-name": "disk", "file": "under", "log": {"driver": "file", "filename": str(log)}}]
        arguments = ["qemu-system-aarch64", "-M", "virt", "-cpu", CPU, "-smp", str(CPUS), "-m", str(MEMORY_MB), "-nodefaults", "-no-user-config",
                     "-display", "none", "-no-reboot", "-rtc", f"base={rtc}",
                     "-kernel", card.kernel, "-initrd", card.initramfs, "-append", kernel_line(card.line, headless),
                     "-serial", f"file:{self.folder / 'console.txt'}", "-qmp", f"unix:{self.folder / 'qmp'},server=on,wait=off",
                     "-device", "virtio-serial-pci", "-chardev", f"socket,id=guest,path={self.folder / 'guest'},server=on,wait=off",
                     "-device", f"virtserialport,chardev=guest,name={DRIVE_NAME}",
                     "-device", "virtio-blk-pci,drive=disk",
                     "-drive", f"if=none,id=test,format=raw,readonly=on,file={card.test_drive}",
                     "-device", f"virtio-blk-pci,drive=test,serial={DRIVE_NAME}",
                     "-device", "qemu-xhci,id=usb"]
        for node in nodes:
            arguments += ["-blockdev", json.dumps(node)]
        if screen:
            arguments += ["-device", "virtio-gpu-pci,id=screen"]
        if hands:
            arguments += ["-device", "usb-kbd,bus=usb.0,id=keyboard", "-device", "usb-tablet,bus=usb.0,id=pointer"]
        if sound:
            arguments += ["-audiodev", f"wav,id=sound,path={self.wav}", "-device", "intel-hda", "-device", "hda-output,audiodev=sound"]
        self.began = time.monotonic()
        self.process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=open(self.folder / "qemu.txt", "wb"))
        self._qmp = self._connect("qmp")
        self._lines = self._qmp.makefile("rb")
        self._lines.readline()
        self.command("qmp_capabilities")

    # ---- the emulator

    def _connect(self, name):
        until = time.monotonic() + 60
        while True:
            link = socket.socket(socket.AF_UNIX)
            try:
                link.connect(str(self.folder / name))
                return link
            except OSError:
                link.close()
                if self.process.poll() is not None or time.monotonic() > until:
                    raise Gone("the emulator did not start: " + (self.folder / "qemu.txt").read_text(errors="replace")[-400:])
                time.sleep(0.1)

    def command(self, name, **arguments):
        request = {"execute": name}
        if arguments:
            request["arguments"] = {key.replace("_", "-"): value for key, value in arguments.items()}
        try:
            self._qmp.sendall(json.dumps(request).encode() + b"\n")
            while True:
                line = self._lines.readline()
                if not line:
                    raise Gone("the emulator has ended")
                message = json.loads(line)
                if "return" in message:
                    return message["return"]
                if "error" in message:
                    raise Failure(f"{name}: {message['error']['desc']}")
                self.events.append(message)
        except OSError as error:
            raise Gone(f"the emulator has ended ({error})")

    def is_alive(self):
        return self.process.poll() is None

    def end(self, how=signal.SIGKILL):
        """As the plug is pulled: no word to the guest, nothing is written out."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait()
        for link in (self._qmp, self._guest):
            if link:
                link.close()

    def switch_off(self, limit_s=240):
        """As staff do, by the board itself."""
        try:
            self.send("systemctl --no-block poweroff")
        except Gone:
            pass
        until = time.monotonic() + limit_s
        while self.process.poll() is None and time.monotonic() < until:
            time.sleep(ASK_AGAIN_S)
        ended = self.process.poll() is not None
        self.end()
        return ended

    def wait_for(self, what, condition, limit_s):
        """What `condition` gives, once it is true or anything but None and False. A Gone ends it at once."""
        until, seen = time.monotonic() + limit_s, None
        while time.monotonic() < until:
            try:
                value = condition()
                if value is not None and value is not False:
                    return value
            except Gone:
                raise
            except Failure as failure:
                seen = failure
            if not self.is_alive():
                raise Gone(f"the board went off while the test waited for {what}")
            time.sleep(ASK_AGAIN_S)
        raise Failure(f"{what} did not come in {limit_s} s" + (f": {seen}" if seen else ""))

    def screen(self):
        """The picture on the glass now; None while there is no signal (the guest has not set the screen up)."""
        path = self.folder / "screen.ppm"
        self.command("screendump", filename=str(path), device="screen")
        picture = read_ppm(path)
        return None if (picture.width, picture.height) == NO_SIGNAL else picture

    # ---- hands

    def press(self, *keys, hold_ms=80):
        """Keys together, by QEMU's names, one after the other down and up again."""
        for down in (True, False):
            for key in keys if down else reversed(keys):
                self.command("input-send-event",
                             events=[{"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}}])
                time.sleep(0.03)
            if down:
                time.sleep(hold_ms / 1000)

    def type(self, text):
        for sign in text:
            self.press(sign)

    def click(self, x, y):
        """The mouse's button on a point, in thousandths of the glass."""
        where = [{"type": "abs", "data": {"axis": axis, "value": value * POINTER_MOST // 1000}} for axis, value in (("x", x), ("y", y))]
        self.command("input-send-event", events=where)
        time.sleep(0.2)
        for down in (True, False):
            self.command("input-send-event", events=[{"type": "btn", "data": {"down": down, "button": "left"}}])
            time.sleep(0.15)

    def touch_begin(self):
        """A touch panel comes: made in the guest; the kiosk has it when this ends."""
        self.try_run("modprobe uinput")
        if self.ask("panel\n")[0] != 0:
            raise Failure("no touch panel can be made in the guest (uinput)")
        self.wait_taken("Touch panel of the image's test")

    def wait_taken(self, name, limit_s=60):
        """Until the kiosk has opened the input device of that name: twice, for SDL and for what wakes its loop (src/app/idle.h)."""
        ask = (f"p=$(systemctl show -p MainPID --value lectern.service)\n"
               f"for e in $(grep -F -A 5 {shlex.quote(name)} /proc/bus/input/devices | grep -o 'event[0-9]*'); do\n"
               "[ $(ls -l /proc/$p/fd | grep -c \"/$e$\") -ge 2 ] && exit 0; done; exit 1")
        self.wait_for(f"the kiosk to open '{name}'", lambda: self.try_run(ask)[0] == 0 or None, limit_s)

    def wait_let_go(self, node, limit_s=60):
        """Until the kiosk has closed an input device that was pulled out."""
        ask = f"! ls -l /proc/$(systemctl show -p MainPID --value lectern.service)/fd | grep -q '/{node}'"
        self.wait_for(f"the kiosk to let {node} go", lambda: self.try_run(ask)[0] == 0 or None, limit_s)

    def touch(self, x, y):
        """A finger on a point, in thousandths of the glass."""
        self.ask(f"touch {x} {y}\n")
        time.sleep(0.15)
        self.ask("lift\n")

    # ---- sticks

    def plug(self, image):
        """A stick goes in; gives its name, for pull()."""
        self._sticks += 1
        name = f"stick{self._sticks}"
        self.command("blockdev-add", driver="raw", node_name=f"{name}-node", file={"driver": "file", "filename": str(image)})
        self.command("device_add", driver="usb-storage", id=name, bus="usb.0", drive=f"{name}-node", removable=True)
        return name

    def pull(self, name):
        before = len(self.events)
        self.command("device_del", id=name)

        def gone():
            self.command("query-status")
            return any(e.get("event") == "DEVICE_DELETED" and e["data"].get("device") == name for e in self.events[before:])
        self.wait_for(f"{name} out", gone, 30)
        try:
            self.command("blockdev-del", node_name=f"{name}-node")
        except Failure:
            pass  # still held by a read that is under way; it goes with it

    # ---- the guest

    def ask(self, request, limit_s=120):
        """Status and text of one request to the hand in the guest."""
        self._asked += 1
        try:
            self._link().settimeout(limit_s)
            self._guest.sendall(f"{self._asked} {request}".encode())
            while True:
                head = self._take(lambda data: data.find(b"\n") + 1 or None)
                number, status, size = (int(word) for word in head.split())
                text = self._take(lambda data: size if len(data) >= size else None).decode(errors="replace")
                if number == self._asked:
                    return status, text
        except socket.timeout:
            if not self.is_alive():
                raise Gone("the emulator has ended")
            raise Failure(f"the guest does not answer '{request[:60].strip()}' in {limit_s} s")
        except OSError as error:
            raise Gone(f"the emulator has ended ({error})")

    def _link(self):
        if self._guest is None:
            self._guest = self._connect("guest")
        return self._guest

    def _take(self, measure):
        while True:
            size = measure(self._bytes)
            if size is not None:
                taken, self._bytes = self._bytes[:size], self._bytes[size:]
                return taken
            more = self._guest.recv(65536)
            if not more:
                raise Gone("the emulator has ended")
            self._bytes += more

    def try_run(self, command, limit_s=120):
        return self.ask(f"run {len(command.encode())}\n{command}", limit_s)

    def run(self, command, limit_s=120):
        """What a shell command prints; Failure where it does not end well."""
        status, text = self.try_run(command, limit_s)
        if status != 0:
            raise Failure(f"'{command[:80]}' ended with {status}: {text.strip()[-300:]}")
        return text.strip()

    def send(self, command):
        """A command that may end the guest: its answer is not waited for."""
        self._asked += 1
        self._link().sendall(f"{self._asked} run {len(command.encode())}\n{command}".encode())

    def wait_guest(self, limit_s):
        """Until the hand in the guest answers for the first time. What is asked before it is there waits in the port."""
        status, text = self.try_run("cut -d ' ' -f 1 /proc/uptime", limit_s)
        if status != 0:
            raise Failure(f"the guest's shell gives {status}: {text}")
        return float(text)

    def property(self, name, unit="lectern.service"):
        return self.run(f"systemctl show -p {name} --value {unit}")

    def uptime(self):
        return float(self.run("cut -d ' ' -f 1 /proc/uptime"))

    def as_kiosk(self, command):
        """The same as the kiosk's user would run it."""
        return self.run(f"setpriv --reuid lectern --regid lectern --init-groups sh -c {shlex.quote(command)}", 600)


NO_SIGNAL = (640, 480)  # the emulator's own notice that nobody has set the screen up
POINTER_MOST = 32767
