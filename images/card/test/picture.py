"""Pictures of the screen: the emulator's PPM, Lectern's PNG, and how far two of them differ."""
import struct
import zlib


class Picture:
    """Width, height, and the bytes of red, green and blue, row after row."""

    def __init__(self, width, height, pixels):
        self.width, self.height, self.pixels = width, height, bytes(pixels)

    def row(self, y):
        return self.pixels[y * self.width * 3:(y + 1) * self.width * 3]

    def is_black(self):
        return not self.pixels.strip(b"\0")

    def is_one_colour(self):
        return self.pixels == self.pixels[:3] * (self.width * self.height)

    def lit_rows(self):
        """How many rows are not of one colour."""
        return sum(self.row(y) != self.row(y)[:3] * self.width for y in range(self.height))

    def differing(self, other, but=(), enough=None):
        """How many pixels differ by more than a rounding of colours, outside of the rectangles of `but` (x, y, w, h). Counting ends where there
        are more than `enough`."""
        if (self.width, self.height) != (other.width, other.height):
            return self.width * self.height
        count = 0
        for y in range(self.height):
            ours, theirs = self.row(y), other.row(y)
            if ours == theirs:
                continue
            if enough is not None and count > enough:
                break
            covered = [(r[0], r[0] + r[2]) for r in but if r[1] <= y < r[1] + r[3]]
            for x in range(self.width):
                if ours[x * 3:x * 3 + 3] == theirs[x * 3:x * 3 + 3] or any(a <= x < b for a, b in covered):
                    continue
                if max(abs(ours[x * 3 + i] - theirs[x * 3 + i]) for i in range(3)) > ROUNDING:
                    count += 1
        return count

    def save(self, path):
        rows = b"".join(b"\0" + self.row(y) for y in range(self.height))
        with open(path, "wb") as file:
            file.write(PNG_SIGN)
            for kind, data in ((b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)),
                               (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")):
                file.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))


PNG_SIGN = b"\x89PNG\r\n\x1a\n"
ROUNDING = 8  # of 255: a graphics driver may round a colour on its way to the glass


def read_ppm(path):
    with open(path, "rb") as file:
        data = file.read()
    magic, width, height, most, pixels = data.split(maxsplit=4) if data[:2] == b"P6" else (b"", 0, 0, 0, b"")
    if magic != b"P6" or int(most) != 255:
        raise ValueError(f"{path} is no picture of the emulator's")
    # split() may have eaten black pixels that look like spaces: the header is measured instead
    head = len(b" ".join((magic, width, height, most))) + 1
    return Picture(int(width), int(height), data[head:])


def _unfilter(kind, line, above, step):
    """One row of a PNG, as its filter left it (PNG specification, 9.2)."""
    out = bytearray(line)
    if kind == 1:
        for i in range(step, len(out)):
            out[i] = out[i] + out[i - step] & 255
    elif kind == 2:
        for i, up in enumerate(above):
            out[i] = out[i] + up & 255
    elif kind == 3:
        for i, up in enumerate(above):
            left = out[i - step] if i >= step else 0
            out[i] = out[i] + (left + up >> 1) & 255
    elif kind == 4:
        for i, up in enumerate(above):
            left, corner = (out[i - step], above[i - step]) if i >= step else (0, 0)
            guess = left + up - corner
            a, b, c = abs(guess - left), abs(guess - up), abs(guess - corner)
            out[i] = out[i] + (left if a <= b and a <= c else up if b <= c else corner) & 255
    return bytes(out)


def read_png(path):
    """A PNG of eight bits a colour, without transparency, not interlaced: as Lectern writes them."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:8] != PNG_SIGN:
        raise ValueError(f"{path} is no PNG")
    at, packed = 8, b""
    width = height = 0
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            if (depth, colours, interlaced) != (8, 2, 0):
                raise ValueError(f"{path} is another kind of PNG")
        elif kind == b"IDAT":
            packed += body
        at += size + 12
    raw, stride = zlib.decompress(packed), width * 3
    rows, above = [], bytes(stride)
    for y in range(height):
        start = y * (stride + 1)
        above = _unfilter(raw[start], raw[start + 1:start + 1 + stride], above, 3)
        rows.append(above)
    return Picture(width, height, b"".join(rows))
