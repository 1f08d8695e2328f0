"""The card's image, which is only read; the disks that stand over it; and what the image's own FAT partition holds."""
import pathlib
import re
import struct
import subprocess

SECTOR = 512
FAT_TYPES = (0x0b, 0x0c, 0x0e, 0xef)


def sh(*arguments, data=None, limit_s=600):
    """What a program prints; an exception with its own words where it fails."""
    done = subprocess.run([str(a) for a in arguments], input=data, capture_output=True, timeout=limit_s)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments[0]} {arguments[1] if len(arguments) > 1 else ''}: "
                           + (done.stderr or done.stdout).decode(errors="replace").strip()[-300:])
    return done.stdout.decode(errors="replace")


def partitions(image):
    """(type, first byte, bytes) of each of the four primary partitions."""
    with open(image, "rb") as file:
        table = file.read(SECTOR)
    entries = []
    for i in range(4):
        entry = table[446 + 16 * i:462 + 16 * i]
        start, count = struct.unpack("<II", entry[8:16])
        entries.append((entry[4], start * SECTOR, count * SECTOR))
    return entries


class Fat:
    """A FAT file system inside of an image or alone, by mtools; nothing is mounted."""

    def __init__(self, image, offset=0):
        self.at = f"{image}@@{offset}"

    def read(self, name):
        return subprocess.run(["mtype", "-i", self.at, f"::{name}"], capture_output=True, check=True).stdout

    def take(self, name, to):
        sh("mcopy", "-n", "-o", "-i", self.at, f"::{name}", to)

    def put(self, path, name):
        sh("mcopy", "-o", "-i", self.at, path, f"::{name}")

    def put_tree(self, folder):
        for path in sorted(pathlib.Path(folder).iterdir()):
            sh("mcopy", "-s", "-o", "-i", self.at, path, "::")

    def has(self, name):
        return subprocess.run(["mdir", "-b", "-i", self.at, f"::{name}"], capture_output=True).returncode == 0


class Card:
    """What is taken out of an image, once, into `folder`: kernel, initramfs, command line, settings."""

    def __init__(self, image, folder, guest_program):
        self.image, self.folder = pathlib.Path(image), pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.parts = partitions(image)
        kind, self.fat_start, _ = self.parts[0]
        if kind not in FAT_TYPES:
            raise RuntimeError(f"the first partition of {image} has the type {kind:#x}: no FAT")
        self.data_start, self.data_bytes = self.parts[3][1:]
        fat = Fat(self.image, self.fat_start)
        settings = fat.read("config.txt").decode()
        names = [re.search(pattern, settings, re.M) for pattern in (r"^kernel=(\S+)", r"^initramfs[ =](\S+)")]
        if None in names:
            raise RuntimeError("config.txt names no kernel or no initramfs")
        prefix = re.search(r"^os_prefix=(\S+)", settings, re.M)
        prefix = prefix.group(1) if prefix else ""
        self.kernel, self.initramfs = (str(self.folder / name) for name in ("kernel", "initramfs"))
        for name, to in zip(names, (self.kernel, self.initramfs)):
            fat.take(prefix + name.group(1), to)
        self.line = fat.read(prefix + "cmdline.txt").decode().strip()
        self.config = self.folder / "lectern.ini"
        fat.take("lectern.ini", self.config)
        self.test_drive = str(make_test_drive(guest_program, self.folder / "test.img"))

    def disk(self, name, over=None, size=None):
        """A new disk whose every block comes from the image, or from the disk `over`, until it is written to."""
        path = self.folder / f"{name}.qcow2"
        path.unlink(missing_ok=True)
        below, kind = (over, "qcow2") if over else (self.image, "raw")
        sh("qemu-img", "create", "-q", "-f", "qcow2", "-b", pathlib.Path(below).resolve(), "-F", kind, path, *([size] if size else []))
        return path

    def with_settings(self, name, text, over):
        """A disk on which lectern.ini says `text` (bytes): the organiser's edit, made outside of the board."""
        path = self.disk(name, over)
        part = self.folder / "fat.img"
        length = self.parts[0][2]
        with open(self.image, "rb") as file:
            file.seek(self.fat_start)
            part.write_bytes(file.read(length))
        changed = self.folder / "changed.ini"
        changed.write_bytes(text)
        Fat(part).put(changed, "lectern.ini")
        write_into(path, self.fat_start, part)
        part.unlink()
        return path

    def damaged(self, name, over, offset, count):
        """A disk whose data partition has `count` bytes of rubbish at `offset`."""
        return self.rubbish(name, self.data_start + offset, count, over)

    def rubbish(self, name, at, count, over=None):
        path = self.disk(name, over)
        rubbish = self.folder / "rubbish"
        rubbish.write_bytes(bytes((i * 37 + 11) % 251 for i in range(count)))
        write_into(path, at, rubbish)
        return path


def write_into(disk, offset, path):
    size = pathlib.Path(path).stat().st_size
    sh("qemu-io", "-f", "qcow2", "-c", f"write -q -s {path} {offset} {size}", disk)


def make_fat(path, megabytes, label):
    path = pathlib.Path(path)
    path.unlink(missing_ok=True)
    with open(path, "wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    sh("mkfs.vfat", "-F", "32" if megabytes >= 40 else "16", "-n", label, path)
    return Fat(path)


def make_test_drive(guest_program, path):
    make_fat(path, 16, "TEST").put(guest_program, "guest")
    return path
