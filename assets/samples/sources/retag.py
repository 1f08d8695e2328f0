"""Mends what LibreOffice 7.4 leaves wrong in the tags of a PDF, and sets one date for all.

It puts each picture's Figure before everything else on its page, or above the whole document; here it goes back to the paragraph that
holds the picture (style 'Picture') or that stands beside it (style 'Picture start').  It gives every header cell the scope Column;
here the first cell of a later row gets the scope Row."""

import pikepdf
from pikepdf import Array, Dictionary, Name


def children(element):
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def walk(element):
    for kid in children(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def attribute(element, name):
    """The dictionary among the element's attributes that has `name`."""
    found = element.get("/A")
    for each in (found if isinstance(found, Array) else [found]):
        if isinstance(each, Dictionary) and name in each:
            return each
    return None


def put_back_figures(pdf, pages):
    root = pdf.Root.StructTreeRoot
    elements = list(walk(root))
    document = next(e for e in elements if e.S == Name.Document)
    figures = [e for e in elements if e.S == Name.Figure]
    places = [e for e in elements if e.S in (Name.Picture, Name("/Picture start"))]
    if len(figures) != len(places):
        raise SystemExit(f"{len(figures)} pictures, but {len(places)} places for them: look at the styles in fodt.py")
    figures.sort(key=lambda f: (pages[f.Pg.objgen], -float(attribute(f, "/BBox")["/BBox"][3])))
    for figure in figures:
        owner = figure.P
        owner.K = Array([k for k in children(owner) if not (isinstance(k, Dictionary) and k.objgen == figure.objgen)])
    for figure, place in zip(figures, places):
        if place.S == Name.Picture:
            figure.P = place
            place.K = Array([figure])
        else:
            owner = place.P
            kids = children(owner)
            here = next(i for i, k in enumerate(kids) if isinstance(k, Dictionary) and k.objgen == place.objgen)
            figure.P = owner
            owner.K = Array(kids[:here] + [figure] + kids[here:])
    root.K = document


def mark_row_headers(pdf):
    for table in [e for e in walk(pdf.Root.StructTreeRoot) if e.S == Name.Table]:
        rows = [e for e in walk(table) if e.S == Name.TR]
        for row in rows[1:]:
            first = children(row)[0]
            if first.S == Name.TH:
                attribute(first, "/Scope")["/Scope"] = Name.Row


def retag(path, day):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pages = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
        put_back_figures(pdf, pages)
        mark_row_headers(pdf)
        stamp = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*day)
        pdf.docinfo["/CreationDate"] = "D:" + "{:04}{:02}{:02}{:02}{:02}{:02}Z".format(*day)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp["xmp:CreateDate"] = stamp
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(path, static_id=True)
