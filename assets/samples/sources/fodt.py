"""Turns a page of plain markup into a flat OpenDocument text, which LibreOffice turns into a tagged PDF.

The markup: a head of `name: value` lines up to `---`, then blocks divided by empty lines.
    # ## ###            headings            - or 1.       list items; three spaces deeper is a list inside
    > words             a quotation         >> words      the person who said it
    | a | b |           a table; the first row and the first column are headers; a `^ words` line below is its caption
    ![alt](picture)     a picture on its own line, or, with lines of words after it, an Easy Read pair: picture left, words right
    [^1]                a note; its words stand in a block that begins [^1]:
    ===                 a new page          @contents     a list of the ## headings with their pages (pages divided by === only)
    **bold**  *italic*  [words](address)  {en: words in another language}  `words to be typed`, which look like any others
"""

import base64
import re
import textwrap
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = "".join(f' xmlns:{k}="{v}"' for k, v in {
    **{n: f"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" for n in ("office", "style", "text", "table", "meta")},
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink", "dc": "http://purl.org/dc/elements/1.1/"}.items())

# What differs between the two kinds of page: points, centimetres, and the fonts.
LOOKS = {
    "report": dict(font="Noto Sans", body=11, line=115, gap=0.24, h1=25, h2=16, h3=12.5, margin=2.3, picture=8.4, foot=9),
    "easy-read": dict(font="Noto Sans", body=16, line=112, gap=0.30, h1=34, h2=24, h3=18, margin=2.0, picture=14.0, foot=16),
}
ACCENT = "#4B1D78"
PAIR_PICTURE_CM = (5.6, 4.2)   # width, height of an Easy Read picture
PAIR_TEXT_CM = 6.4             # where the words beside it begin
PAIR_SLOT_CM = 5.3            # from the top of one pair to the top of the next, four on a page
PAIR_LETTERS = 40              # of a line beside a picture, about


def curl(text):
    """Straight single quotation marks to curled ones."""
    return re.sub(r"(^|[\s(\[*])'", r"\1‘", text, flags=re.M).replace("'", "’")


def bare(text):
    """A line without its marks, as long as it will look."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text).replace("**", "")


class Writer:
    def __init__(self, source, picture_bytes):
        head, body = curl(source).split("\n---\n", 1)
        self.meta = dict(line.split(": ", 1) for line in head.strip().splitlines())
        self.look = LOOKS[self.meta.get("style", "report")]
        self.picture_bytes = picture_bytes
        self.automatic, self.out = [], []
        self.pictures = self.tables = self.headings = 0
        self.break_next = False
        blocks = re.split(r"\n\s*\n", body.strip("\n"))
        self.notes = {m[1]: " ".join(m[2].split()) for b in blocks if (m := re.match(r"\[\^(\w+)\]:\s*(.*)", b, re.S))}
        self.blocks = [b for b in blocks if not re.match(r"\[\^\w+\]:", b)]
        self.pages = self.heading_pages()

    def heading_pages(self):
        page, found = 1, []
        for block in self.blocks:
            page += block == "==="
            if block.startswith("## "):
                found.append((block[3:], page))
        return found

    # -- inside a paragraph --

    def inline(self, text):
        def note(m):
            key = m[1]
            return (f'<text:note text:id="ftn{key}" text:note-class="footnote"><text:note-citation>{key}</text:note-citation>'
                    f'<text:note-body><text:p text:style-name="Footnote">{self.inline(self.notes[key])}</text:p></text:note-body></text:note>')

        text = escape(" ".join(text.split())).replace("`", "")
        text = re.sub(r"\*\*(.+?)\*\*", r'<text:span text:style-name="Strong_20_Emphasis">\1</text:span>', text)
        text = re.sub(r"(?<!\*)\*(?!\s)(.+?)\*", r'<text:span text:style-name="Emphasis">\1</text:span>', text)
        text = re.sub(r"\[([^\]^]+)\]\(([^)]+)\)", r'<text:a xlink:type="simple" xlink:href="\2" text:style-name="Internet_20_link">\1</text:a>', text)
        text = re.sub(r"\{(\w\w): (.+?)\}", r'<text:span text:style-name="In_20_\1">\2</text:span>', text)
        return re.sub(r"\[\^(\w+)\]", note, text)

    def style(self, parent, **properties):
        """The name of `parent`, or of a child of it that breaks the page or has other measures."""
        if self.break_next:
            properties["break-before"] = "page"
            self.break_next = False
        if not properties:
            return parent
        name = f"P{len(self.automatic)}"
        attributes = "".join(f' fo:{k.replace("_", "-")}="{v}"' for k, v in properties.items())
        self.automatic.append(f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
                              f'<style:paragraph-properties{attributes}/></style:style>')
        return name

    def paragraph(self, text, parent="Text_20_body", before="", **properties):
        self.out.append(f'<text:p text:style-name="{self.style(parent, **properties)}">{before}{self.inline(text)}</text:p>')

    # -- blocks --

    def heading(self, block):
        hashes, text = block.split(" ", 1)
        self.headings += 1
        style = self.style(f"Heading_20_{len(hashes)}")
        mark = f'<text:bookmark text:name="h{self.headings}"/>'
        self.out.append(f'<text:h text:style-name="{style}" text:outline-level="{len(hashes)}">{mark}{self.inline(text)}</text:h>')

    def frame(self, name, alt, width, height, anchor):
        self.pictures += 1
        style = "Beside" if anchor == "paragraph" else "Inline"
        place = ' svg:x="0cm" svg:y="0.1cm"' if anchor == "paragraph" else ""
        data = base64.b64encode(self.picture_bytes(name)).decode()
        return (f'<draw:frame draw:name="Picture {self.pictures}" draw:style-name="{style}" text:anchor-type="{anchor}"{place} '
                f'svg:width="{width}cm" svg:height="{height}cm"><draw:image draw:mime-type="image/png"><office:binary-data>{data}'
                f'</office:binary-data></draw:image><svg:title>{escape(alt)}</svg:title></draw:frame>')

    def picture(self, block):
        first, *lines = block.split("\n")
        alt, name = re.match(r"!\[(.*?)\]\((\w+)\)", first).groups()
        if not lines or lines[0].startswith("^ "):
            width = float(self.meta.get("picture", self.look["picture"]))
            self.paragraph("", "Picture", self.frame(name, alt, width, round(width * .75, 2), "as-char"))
            if lines:
                self.paragraph(lines[0][2:], "Caption")
            return
        heights = [len(textwrap.wrap(bare(line), PAIR_LETTERS)) * self.line_cm() + self.look["gap"] for line in lines]
        rest = max(0.5, PAIR_SLOT_CM - sum(heights) + self.look["gap"])
        for i, text in enumerate(lines):
            before = self.frame(name, alt, *PAIR_PICTURE_CM, "paragraph") if i == 0 else ""
            last = i == len(lines) - 1
            self.paragraph(text, "Beside_20_picture" if i else "Picture_20_start", before, **({"margin_bottom": f"{rest:.2f}cm"} if last else {}))

    def line_cm(self):
        """From one line of the body to the next: 'a hundred per cent' of Noto Sans is 1.362 times its size."""
        return self.look["body"] / 72 * 2.54 * 1.362 * self.look["line"] / 100

    def items(self, lines):
        """List lines to nested lists: [(depth, kind, words)]."""
        found = []
        for line in lines:
            m = re.match(r"( *)(-|\d+\.) (.*)", line)
            if m:
                found.append([len(m[1]) // 3, "Bullets" if m[2] == "-" else "Numbers", m[3]])
            else:
                found[-1][2] += " " + line.strip()
        depth, out = -1, ""
        for level, kind, words in found:
            if level > depth:
                out += f'<text:list text:style-name="{kind}"><text:list-item>' if level == 0 or depth < level else ""
            elif level == depth:
                out += "</text:list-item><text:list-item>"
            else:
                out += "</text:list-item></text:list>" * (depth - level) + "</text:list-item><text:list-item>"
            depth = level
            out += f'<text:p text:style-name="{self.style("List_20_item")}">{self.inline(words)}</text:p>'
        self.out.append(out + "</text:list-item></text:list>" * (depth + 1))

    def table(self, lines):
        self.tables += 1
        caption = [line[2:] for line in lines if line.startswith("^ ")]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
        name = f"Table{self.tables}"
        wide = [f'<table:table-column table:style-name="First"/>'] + ['<table:table-column table:style-name="Other"/>'] * (len(rows[0]) - 1)

        def row(cells, top):
            return "<table:table-row>" + "".join(
                f'<table:table-cell table:style-name="{"Top" if top else "Cell"}" office:value-type="string"><text:p text:style-name='
                f'"{"Table_20_Heading" if top or i == 0 else "Table_20_Contents"}">{self.inline(cell)}</text:p></table:table-cell>'
                for i, cell in enumerate(cells)) + "</table:table-row>"

        if caption:
            self.paragraph(caption[0], "Table_20_title")
        self.out.append(f'<table:table table:name="{name}" table:style-name="Grid">{"".join(wide)}<table:table-header-rows>{row(rows[0], True)}'
                        f'</table:table-header-rows>{"".join(row(r, False) for r in rows[1:])}</table:table>')

    def contents(self):
        source = '<text:table-of-content-source text:outline-level="2"/>'
        contents_page = self.pages[self.headings - 2][1]
        lines = "".join(
            f'<text:p text:style-name="Contents_20_1"><text:a xlink:type="simple" xlink:href="#h{i + 2}">{self.inline(title)}<text:tab/>{page}</text:a></text:p>'
            for i, (title, page) in enumerate(self.pages) if page > contents_page)
        self.out.append(f'<text:table-of-content text:name="Contents" text:protected="true">{source}<text:index-body>{lines}</text:index-body></text:table-of-content>')

    def block(self, block):
        lines = block.split("\n")
        if block == "===":
            self.break_next = True
        elif block == "@contents":
            self.contents()
        elif re.match(r"#{1,3} ", block):
            self.heading(block)
        elif block.startswith("!["):
            self.picture(block)
        elif block.startswith("|"):
            self.table(lines)
        elif re.match(r"(-|\d+\.) ", block):
            self.items(lines)
        elif block.startswith(">> "):
            self.paragraph(block[3:], "Speaker")
        elif block.startswith("> "):
            self.paragraph(" ".join(line.lstrip("> ") for line in lines), "Quotations")
        elif block.startswith("~ "):
            self.paragraph(block[2:], "Subtitle")
        else:
            self.paragraph(block)

    # -- the whole --

    def styles(self):
        k = self.look
        lang, country = self.meta["lang"].split("-")
        font = k["font"]

        def style(name, parent="Standard", p="", t="", extra="", outline=""):
            shown = name.replace("_20_", " ")
            return (f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" style:parent-style-name="{parent}"{outline}{extra}>'
                    f'<style:paragraph-properties {p}/><style:text-properties {t}/></style:style>')

        gap, line = k["gap"], k["line"]
        bold = 'fo:font-weight="bold"'
        out = [f'<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="1cm"/><style:text-properties '
               f'style:font-name="{font}" fo:font-size="{k["body"]}pt" fo:language="{lang}" fo:country="{country}" fo:color="#1A1A1F" fo:hyphenate="false"/></style:default-style>',
               '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>',
               style("Text_20_body", p=f'fo:line-height="{line}%" fo:margin-bottom="{gap}cm" fo:orphans="2" fo:widows="2"'),
               style("Beside_20_picture", "Text_20_body", f'fo:margin-left="{PAIR_TEXT_CM}cm" fo:keep-together="always"'),
               style("Picture_20_start", "Beside_20_picture"),
               style("List_20_item", "Text_20_body", f'fo:margin-bottom="{gap * .5:.2f}cm"'),
               style("Subtitle", p=f'fo:margin-bottom="{gap * 2.5:.2f}cm"', t=f'fo:font-size="{k["h2"]}pt" fo:color="#3F3F49"'),
               style("Quotations", p=f'fo:line-height="{line}%" fo:margin-left="1cm" fo:margin-right="0.8cm" fo:margin-top="{gap}cm" fo:margin-bottom="{gap * .6:.2f}cm" fo:padding-left="0.4cm" fo:border-left="2.5pt solid {ACCENT}"'),
               style("Speaker", p=f'fo:margin-left="1.45cm" fo:margin-bottom="{gap * 2.2:.2f}cm"', t=bold),
               style("Caption", p=f'fo:margin-bottom="{gap * 2:.2f}cm" fo:text-align="center"', t=f'fo:font-size="{k["body"] - 1.5}pt" fo:color="#3F3F49"'),
               style("Picture", p=f'fo:margin-top="{gap}cm" fo:margin-bottom="{gap * (.6 if k["foot"] < 12 else 2):.2f}cm" fo:text-align="center" fo:keep-with-next="always"'),
               style("Table_20_title", "Text_20_body", f'fo:margin-top="{gap * 1.5:.2f}cm" fo:keep-with-next="always"', bold),
               style("Table_20_Contents", p='fo:padding="0cm"', t=f'fo:font-size="{k["body"] - 1}pt"'),
               style("Table_20_Heading", "Table_20_Contents", t=bold),
               style("Footnote", p='fo:margin-left="0.5cm" fo:text-indent="-0.5cm" fo:margin-bottom="0.1cm"', t='fo:font-size="9pt"'),
               style("Header", p=f'fo:border-bottom="0.5pt solid #6A6A75" fo:padding-bottom="0.1cm"', t=f'fo:font-size="{min(k["foot"], 11)}pt" fo:color="#3F3F49"'),
               style("Footer", p='fo:text-align="end"' if k["foot"] > 12 else 'fo:text-align="center"', t=f'fo:font-size="{k["foot"]}pt" fo:color="#3F3F49"')]
        for level in (1, 2, 3):
            above = {1: 0, 2: gap * 3, 3: gap * 2}[level] if k["foot"] < 12 or level == 3 else 0
            out.append(style(f"Heading_20_{level}", p=f'fo:margin-top="{above:.2f}cm" fo:margin-bottom="{gap * (1.6 if level < 3 else 1):.2f}cm" fo:keep-with-next="always"',
                             t=f'fo:font-size="{k[f"h{level}"]}pt" {bold} fo:color="{ACCENT}"', extra=' style:class="text" style:next-style-name="Text_20_body"'
                             + (' style:master-page-name="First"' if level == 1 else ""), outline=f' style:default-outline-level="{level}"'))
        out.append(f'<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="{gap * 1.4:.2f}cm">'
                   f'<style:tab-stops><style:tab-stop style:position="{21 - 2 * k["margin"]}cm" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties></style:style>')
        out.append('<style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
                   '<style:style style:name="Emphasis" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
                   f'<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text"><style:text-properties fo:color="#1F4E9E" style:text-underline-style="solid"/></style:style>')
        out += [f'<style:style style:name="In_20_{tag}" style:display-name="In {tag}" style:family="text"><style:text-properties fo:language="{tag}" fo:country="GB"/></style:style>'
                for tag in ("cy", "en")]
        levels = range(1, 4)
        indent = lambda i: (f'<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" '
                            f'fo:text-indent="-0.6cm" fo:margin-left="{0.7 * i + 0.2:.1f}cm"/></style:list-level-properties>')
        out.append('<text:list-style style:name="Bullets">' + "".join(
            f'<text:list-level-style-bullet text:level="{i}" text:bullet-char="{"•–•"[i - 1]}">{indent(i)}</text:list-level-style-bullet>' for i in levels) + "</text:list-style>")
        out.append('<text:list-style style:name="Numbers">' + "".join(
            f'<text:list-level-style-number text:level="{i}" style:num-format="{"1ai"[i - 1]}" style:num-suffix="{".))"[i - 1]}">{indent(i)}</text:list-level-style-number>' for i in levels) + "</text:list-style>")
        out.append('<text:notes-configuration text:note-class="footnote" style:num-format="1" text:citation-body-style-name="Note_20_mark" text:citation-style-name="Note_20_mark" text:start-value="0" text:start-numbering-at="document" text:footnotes-position="page"/>'
                   '<style:style style:name="Note_20_mark" style:display-name="Note mark" style:family="text"><style:text-properties style:text-position="super 62%"/></style:style>')
        return "".join(out)

    def document(self):
        for block in self.blocks:
            self.block(block)
        k, m = self.look, self.meta
        page = (f'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="{k["margin"] - .6}cm" fo:margin-bottom="{k["margin"] - .9}cm" '
                f'fo:margin-left="{k["margin"]}cm" fo:margin-right="{k["margin"]}cm"')
        number = escape(m.get("page", "Page")) + ' <text:page-number text:select-page="current"/>'
        footer = f'<style:footer><text:p text:style-name="Footer">{number}</text:p></style:footer>'
        layout = lambda name, head: (f'<style:page-layout style:name="{name}"><style:page-layout-properties {page}/>'
                                     + ('<style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm" fo:min-height="0.8cm"/></style:header-style>' if head else "")
                                     + '<style:footer-style><style:header-footer-properties fo:margin-top="0.4cm" fo:min-height="0.8cm"/></style:footer-style></style:page-layout>')
        header = f'<style:header><text:p text:style-name="Header">{escape(m["head"])}</text:p></style:header>'
        frames = ('<style:style style:name="Inline" style:family="graphic"><style:graphic-properties style:vertical-pos="top" style:vertical-rel="baseline"/></style:style>'
                  '<style:style style:name="Beside" style:family="graphic"><style:graphic-properties style:wrap="parallel" style:vertical-pos="from-top" '
                  'style:vertical-rel="paragraph" style:horizontal-pos="from-left" style:horizontal-rel="page-content"/></style:style>')
        width = 21 - 2 * k["margin"]
        grid = (f'<style:style style:name="Grid" style:family="table"><style:table-properties style:width="{width}cm" table:align="left" fo:margin-bottom="{k["gap"] * 1.5:.2f}cm" style:may-break-between-rows="true" fo:keep-with-next="auto"/></style:style>'
                f'<style:style style:name="First" style:family="table-column"><style:table-column-properties style:column-width="{width * .4:.2f}cm"/></style:style>'
                f'<style:style style:name="Other" style:family="table-column"><style:table-column-properties style:column-width="{width * .2:.2f}cm"/></style:style>'
                '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm" fo:border="0.5pt solid #6A6A75"/></style:style>'
                '<style:style style:name="Top" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm" fo:border="0.5pt solid #6A6A75" fo:background-color="#ECE4F5"/></style:style>')
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document{NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
                f'<office:meta><dc:title>{escape(m["title"])}</dc:title><dc:subject>{escape(m["subject"])}</dc:subject><meta:keyword>{escape(m["keywords"])}</meta:keyword>'
                f'<meta:initial-creator>{escape(m["author"])}</meta:initial-creator><dc:creator>{escape(m["author"])}</dc:creator><dc:language>{m["lang"]}</dc:language></office:meta>'
                f'<office:font-face-decls><style:font-face style:name="{k["font"]}" svg:font-family={quoteattr(chr(39) + k["font"] + chr(39))}/></office:font-face-decls>'
                f'<office:styles>{self.styles()}</office:styles>'
                f'<office:automatic-styles>{"".join(self.automatic)}{frames}{grid}{layout("Opening", False)}{layout("Plain", True)}</office:automatic-styles>'
                f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Plain">{header}{footer}</style:master-page>'
                f'<style:master-page style:name="First" style:page-layout-name="Opening" style:next-style-name="Standard">{footer if m.get("style") != "easy-read" else ""}</style:master-page></office:master-styles>'
                f'<office:body><office:text>{"".join(self.out)}</office:text></office:body></office:document>\n')
