"""material.py: what the benchmark reads: long PDFs and many small text documents, made from our own words, the same every time."""

import random
import zipfile
import zlib
from pathlib import Path

SMALL = """the of and to in a is for that on with as are it be this was by from or which have at not their they has
more all can who we when will one our there been its how what were most some other than them these may out up only
every where must both into about before after because while each many own such no so if but without between"""

STEMS = """school teach learn pupil child parent class lesson support include read listen speak write sign draw play
friend campaign brief plan need right law council fund budget review report inquiry answer ask question help care
access ramp door room desk screen page book word letter sound voice picture colour number reason change choose join
belong share welcome visit travel bus street town village city county nation govern minister member vote meet agree
differ listen work train assist adapt adjust design build mend open close start finish grow move stand walk wheel
chair cane hand eye ear mind body health doctor nurse therapy autism deaf blind language culture history story law
duty power promise evidence research figure measure result cost saving value price pound year month week day hour
morning winter summer term holiday exam test grade course college university apprentice skill job trade wage home
family mother father sister brother neighbour garden kitchen window table paper pencil brush music song dance sport
team game rule line circle square point step path gate wall roof floor light water food bread apple lunch morning
truth trust hope fear pride respect dignity equal fair justice freedom safety danger risk harm protect exclude
segregate separate isolate special ordinary local national common public private early late young old new first last
small large long short open quiet loud clear simple plain hard easy strong gentle kind patient honest"""

ENDINGS = ["", "s", "ed", "ing", "er", "ers", "ment", "ness", "less", "ful", "able", "ly", "ation", "ive", "ity"]
BEGINNINGS = ["", "re", "un", "inter", "co", "over", "under", "out", "mis", "pre", "sub", "non"]

LINE_CHARACTERS = 104
LINES_A_PAGE = 62
PAGES = 300
CHAPTER_PAGES = 20
COLUMN_LINES, COLUMN_CHARACTERS = 55, 46
EASY_ROWS, EASY_CHARACTERS, EASY_PICTURE_PX = 3, 36, (320, 240)


class Chance:
    """The same numbers on every machine and in every Python: a 64-bit linear congruence (Knuth's MMIX)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        return (self.state >> 33) % n


class Writer:
    """Sentences with about as many different words as real prose has."""

    def __init__(self, seed):
        self.chance = Chance(seed)
        stems = list(dict.fromkeys(STEMS.split()))
        self.small = SMALL.split()
        self.content = [b + s + e for b in BEGINNINGS for e in ENDINGS for s in stems]

    def word(self):
        if self.chance.below(100) < 52:
            return self.small[self.chance.below(len(self.small))]
        # A chance within a chance favours the front of the list, as language does.
        top = len(self.content)
        for _ in range(4):
            top = 1 + self.chance.below(top)
        return self.content[top - 1]

    def sentence(self, most=24):
        words = [self.word() for _ in range(5 + self.chance.below(most - 4))]
        if len(words) > 11:
            words[len(words) // 2] += ","
        words[0] = words[0].capitalize()
        return " ".join(words) + ("?" if self.chance.below(12) == 0 else ".")

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(3 + self.chance.below(5)))

    def heading(self):
        return " ".join(self.word() for _ in range(2 + self.chance.below(4))).capitalize()


def words_by_use():
    """All different words, the commonest first, for a library whose words are used as Zipf's law says."""
    writer = Writer(1)
    return list(dict.fromkeys(writer.small + writer.content))


def lines_of(text, characters=LINE_CHARACTERS):
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > characters:
            yield line
            line = word
        else:
            line = line + " " + word if line else word
    if line:
        yield line


def page_lines(writer, headings):
    """One page: (font, text) for each line; a heading every fourteen lines or so when they are wanted."""
    lines = []
    while len(lines) < LINES_A_PAGE:
        if headings and writer.chance.below(3) == 0:
            lines.append(("F2", writer.heading()))
        lines.extend(("F1", line) for line in lines_of(writer.paragraph()))
        lines.append(("F1", ""))
    return lines[:LINES_A_PAGE]


def page_stream(lines):
    out = ["BT 12 TL 50 794 Td"]
    font = None
    for name, text in lines:
        if name != font:
            out.append("/%s %d Tf" % (name, 9 if name == "F1" else 12))
            font = name
        out.append("(%s) Tj T*" % text if text else "T*")
    out.append("ET")
    return zlib.compress("\n".join(out).encode("ascii"), 9)


def objects_write(path, objects):
    """The file of a PDF 1.4: its objects by number, 1 the catalogue and 5 the information."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number in sorted(objects):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    Path(path).write_bytes(out)


FONTS = {
    3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
}


def pdf_write(path, seed, headings, title, pages=PAGES):
    """A PDF 1.4 of A4 pages, written by hand: no tags, no pictures, one Flate stream a page."""
    writer = Writer(seed)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        5: b"<< /Title (%s) >>" % title.encode("ascii"),
        **FONTS,
    }
    kids = []
    for i in range(pages):
        number = 6 + 2 * i
        stream = page_stream(page_lines(writer, headings))
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (number + 1)
        )
        objects[number + 1] = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        kids.append(b"%d 0 R" % number)
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(kids))

    objects_write(path, objects)


def columns_write(path, seed, title, pages):
    """A PDF of two columns, whose streams hold the lines row by row. Gives its words in the order in which people read them."""
    writer, right = Writer(seed), []
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 5: b"<< /Title (%s) >>" % title.encode("ascii"), **FONTS}
    kids = []
    for i in range(pages):
        columns = [[], []]
        for column in columns:
            while len(column) < COLUMN_LINES:
                column += list(lines_of(writer.paragraph(), COLUMN_CHARACTERS))
            del column[COLUMN_LINES:]
            right += " ".join(column).split()
        rows = [b"BT /F1 9 Tf %d %d Td (%s) Tj ET" % (50 + 260 * at, 780 - 13 * row, column[row].encode("ascii"))
                for row in range(COLUMN_LINES) for at, column in enumerate(columns)]
        stream = zlib.compress(b"\n".join(rows), 9)
        page = 6 + 2 * i
        objects[page] = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
                         b" /Resources << /Font << /F1 3 0 R >> >> >>" % (page + 1))
        objects[page + 1] = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        kids.append(b"%d 0 R" % page)
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(kids))
    objects_write(path, objects)
    return right


def easy_read_write(path, seed, title, pages):
    """A PDF as Easy Read is laid out: on each page three pictures on the left, and beside each a short sentence or two in 16 points."""
    writer = Writer(seed)
    width, height = EASY_PICTURE_PX
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 5: b"<< /Title (%s) >>" % title.encode("ascii"), **FONTS}
    kids, number = [], 6
    for _ in range(pages):
        page, number = number, number + 1
        pieces, pictures = [], []
        for row in range(EASY_ROWS):
            bottom = 590 - 240 * row
            pixels = zlib.compress(photograph(seed + number, width, height), 6)
            objects[number] = (b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB"
                               b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(pixels), pixels))
            pictures.append(b"/P%d %d 0 R" % (row, number))
            number += 1
            lines = [line for _ in range(2) for line in lines_of(writer.sentence(9), EASY_CHARACTERS)]
            pieces.append(b"q 160 0 0 120 50 %d cm /P%d Do Q\nBT /F1 16 Tf 22 TL 240 %d Td\n%s\nET"
                          % (bottom, row, bottom + 100, b"\n".join(b"(%s) Tj T*" % line.encode("ascii") for line in lines)))
        stream = zlib.compress(b"\n".join(pieces), 9)
        objects[number] = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        objects[page] = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
                         b" << /Font << /F1 3 0 R >> /XObject << %s >> >> >>" % (number, b" ".join(pictures)))
        number += 1
        kids.append(b"%d 0 R" % page)
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(kids))
    objects_write(path, objects)


def epub_write(path, seed, title, pages=PAGES):
    """An EPUB of the words of pdf_write's pages, a chapter for twenty of them."""
    writer = Writer(seed)
    chapters = []
    for first in range(0, pages, CHAPTER_PAGES):
        body = []
        for _ in range(min(CHAPTER_PAGES, pages - first)):
            words = [(font, text) for font, text in page_lines(writer, True) if text]
            body += ["<h2>%s</h2>" % text if font == "F2" else text for font, text in words]
        chapters.append("<h1>Part %d</h1>\n<p>%s</p>" % (len(chapters) + 1, "\n".join(body).replace("<h2>", "</p>\n<h2>").replace("</h2>", "</h2>\n<p>")))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        book.writestr("META-INF/container.xml", '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
                      '<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
        items = "".join('<item id="c%d" href="c%d.xhtml" media-type="application/xhtml+xml"/>' % (i, i) for i in range(len(chapters)))
        spine = "".join('<itemref idref="c%d"/>' % i for i in range(len(chapters)))
        book.writestr("book.opf", '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="i">'
                      '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title><dc:language>en-GB</dc:language>'
                      '<dc:identifier id="i">bench</dc:identifier></metadata><manifest>%s</manifest><spine>%s</spine></package>' % (title, items, spine))
        for i, chapter in enumerate(chapters):
            book.writestr("c%d.xhtml" % i, '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>%s</title></head>'
                          '<body>%s</body></html>' % (title, chapter))


def documents_write(folder, sections, count, seed=3):
    """`count` one-page text documents, spread over folders named after the sections."""
    writer = Writer(seed)
    for i in range(count):
        place = Path(folder) / sections[i % len(sections)]
        place.mkdir(parents=True, exist_ok=True)
        body = "\n\n".join(writer.paragraph() for _ in range(3))
        (place / ("%04d.txt" % i)).write_text("%s, part %d\n\n%s\n" % (writer.heading(), i + 1, body))


# ---- a stick: a hundred mixed documents, 200 MB

PICTURE_PX = (1600, 1200)
PICTURES_EACH = 1
STICK_TOTAL, STICK_PICTURES, STICK_REPORTS, STICK_TEXTS = 100, 40, 20, 20


def photograph(seed, width, height):
    """RGB rows that deflate about as well as a photograph does: a slope under noise of four bits."""
    chance = Chance(seed)
    noise = bytes(byte & 15 for byte in random.Random(seed).randbytes(1 << 16))
    slope = bytes(x * 100 // width for x in range(width) for _ in range(3))
    rows = []
    for y in range(height):
        start = chance.below(1 << 15)
        grain = (noise[start:] + noise)[:len(slope)]
        lighter = y * 100 // height
        rows.append(bytes(lighter + a + b for a, b in zip(slope, grain)))
    return b"".join(rows)


def pictures_pdf_write(path, seed, pictures=PICTURES_EACH):
    """A PDF of pages with a photograph each and some words below it."""
    writer = Writer(seed)
    width, height = PICTURE_PX
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>",
               5: b"<< /Title (Pictures %d) >>" % seed, **FONTS}
    kids = []
    for i in range(pictures):
        page, words, picture = 6 + 3 * i, 7 + 3 * i, 8 + 3 * i
        lines = b"\n".join(b"(%s) Tj T*" % line.encode("ascii") for line in lines_of(writer.paragraph()))
        stream = b"q 480 0 0 360 57 420 cm /P Do Q\nBT /F1 9 Tf 12 TL 57 380 Td\n%s\nET" % lines
        pixels = zlib.compress(photograph(seed + i, width, height), 6)
        objects[page] = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
                         b" << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /P %d 0 R >> >> >>" % (words, picture))
        objects[words] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        objects[picture] = (b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB"
                            b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
                            % (width, height, len(pixels), pixels))
        kids.append(b"%d 0 R" % page)
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pictures, b" ".join(kids))
    objects_write(path, objects)


def stick_write(folder, samples):
    """A hundred documents as a campaign has them: 200 MB, most of it photographs; reports, pages and texts; our samples in new states."""
    folder = Path(folder)
    folder.mkdir(parents=True)
    for i in range(STICK_PICTURES):
        pictures_pdf_write(folder / ("Pictures %02d.pdf" % i), 100 + i)
    for i in range(STICK_REPORTS):
        pdf_write(folder / ("Report %02d.pdf" % i), 200 + i, i % 2 == 0, "Report %d" % i, 20 + 4 * i)
    documents_write(folder, ["Texts"], STICK_TEXTS, seed=5)
    for i in range(STICK_TOTAL - STICK_PICTURES - STICK_REPORTS - STICK_TEXTS):
        sample = samples[i % len(samples)]
        note = b"\n%% state %d\n" if sample.suffix == ".pdf" else b"\n<!-- state %d -->\n"
        (folder / ("Sample %02d%s" % (i, sample.suffix))).write_bytes(sample.read_bytes() + note % i)
