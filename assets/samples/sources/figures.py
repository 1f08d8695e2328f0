"""The pictures of the sample documents, drawn as SVG.

Each picture is a function without arguments, registered by @picture, that returns the inside of a 400 by 300 drawing. A small kit
above them draws people (head, hair, clothes, hands where you say), a wheelchair, a table, a sheet of paper and so on, all with
the same dark outline, so that a new picture is a handful of lines.  `svg(name)` gives the whole file; `names()` lists them."""

import math

INK = "#2B2B33"
PAPER = "#FFFFFF"
CREAM = "#FFF4DC"
RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, TEAL = (
    "#D9534A", "#EE8E3B", "#F6C445", "#5AA469", "#3F7FBF", "#7A55A3", "#2E8C8C")
GREY, WOOD, BRICK, SKY = "#B9BDC6", "#C98F55", "#D98C6A", "#CFE6F5"

# Skin, hair colour, hair style, clothes: the same few people come back from picture to picture.
AMIRA = dict(skin="#C68A5E", hair="#2D5F8B", style="hijab", top=TEAL)
JOE = dict(skin="#F3C9A5", hair="#B5652B", style="short", top=BLUE)
GRACE = dict(skin="#6B4226", hair="#1E1512", style="afro", top=YELLOW)
MEI = dict(skin="#EDBE93", hair="#201A1A", style="bob", top=RED)
RAVI = dict(skin="#9C6540", hair="#1E1512", style="short", top=GREEN)
NIA = dict(skin="#4F2F1D", hair="#1E1512", style="bun", top=PURPLE)
TOM = dict(skin="#FADCC2", hair="#8A8A92", style="bald", top="#4C6A92")
SIAN = dict(skin="#F6D2B5", hair="#D8A23F", style="long", top=ORANGE)

PICTURES = {}


def picture(draw):
    PICTURES[draw.__name__] = draw
    return draw


def names():
    return sorted(PICTURES)


def svg(name):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300">'
            f'<rect width="400" height="300" fill="{CREAM}"/>'
            f'<g stroke="{INK}" stroke-width="4" stroke-linejoin="round" stroke-linecap="round">'
            f'{PICTURES[name]()}</g></svg>\n')


# --- shapes ---------------------------------------------------------------------------------------

def at(x, y, inside, scale=1.0, turn=0, flip=False):
    across = -scale if flip else scale
    return f'<g transform="translate({x} {y}) rotate({turn}) scale({across} {scale})">{inside}</g>'


def rect(x, y, w, h, fill, r=6, extra=""):
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{fill}" {extra}/>'


def circle(x, y, r, fill, extra=""):
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" {extra}/>'


def path(d, fill="none", extra=""):
    return f'<path d="{d}" fill="{fill}" {extra}/>'


def line(x1, y1, x2, y2, width=4, colour=INK):
    return f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{colour}" stroke-width="{width}" fill="none"/>'


def limb(d, colour, width=15):
    """A thick stroke with the outline that filled shapes have."""
    return (f'<path d="{d}" fill="none" stroke-width="{width + 6}"/>'
            f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"/>')


def word(x, y, text, size=30, colour=INK, weight="bold", anchor="middle"):
    return (f'<text x="{x}" y="{y}" font-family="Noto Sans" font-weight="{weight}" font-size="{size}" '
            f'text-anchor="{anchor}" fill="{colour}" stroke="none">{text}</text>')


def tick(x, y, size=20, colour=GREEN):
    return path(f"M{x} {y}l{size * .35} {size * .4}l{size * .65} {-size * .9}",
                extra=f'style="stroke:{colour};stroke-width:{max(6, size * .25)}"')


def cross(x, y, size=20, colour=RED):
    return path(f"M{x} {y}l{size} {size}M{x + size} {y}l{-size} {size}",
                extra=f'style="stroke:{colour};stroke-width:{max(6, size * .25)}"')


def ground():
    return path("M0 276H400V300H0Z", "#EBD9B4", 'stroke="none"')


# --- people ---------------------------------------------------------------------------------------

def head(who, mood="smile", x=0, y=0):
    skin, hair, style = who["skin"], who["hair"], who["style"]
    behind = {"long": path("M-36 -6Q-40 -42 0 -42Q40 -42 36 -6L40 44Q20 52 14 34H-14Q-20 52 -40 44Z", hair),
              "afro": circle(0, -12, 46, hair),
              "bun": circle(0, -44, 17, hair),
              "hijab": path("M-40 0Q-42 -44 0 -44Q42 -44 40 0Q44 44 26 54H-26Q-44 44 -40 0Z", hair)}.get(style, "")
    front = {"short": path("M-33 -6Q-36 -40 0 -40Q36 -40 33 -6Q24 -22 4 -24Q-22 -24 -33 -6Z", hair),
             "long": path("M-33 -2Q-34 -40 0 -40Q34 -40 33 -2Q26 -24 -8 -26Q-26 -22 -33 -2Z", hair),
             "bob": path("M-34 18Q-46 -40 0 -42Q46 -40 34 18Q28 8 28 -14H-28Q-28 8 -34 18Z", hair),
             "bun": path("M-33 -6Q-34 -40 0 -40Q34 -40 33 -6Q20 -26 0 -26Q-20 -26 -33 -6Z", hair),
             "afro": path("M-31 -10Q-30 -34 0 -36Q30 -34 31 -10Q16 -24 0 -24Q-16 -24 -31 -10Z", hair),
             "bald": path("M-33 -4Q-40 4 -34 16M33 -4Q40 4 34 16", "none"),
             "hijab": path("M-30 4Q-30 -30 0 -30Q30 -30 30 4Q30 -20 0 -22Q-30 -20 -30 4Z", hair)}.get(style, "")
    face = circle(0, 0, 31 if style == "hijab" else 33, skin)
    mouth = {"smile": "M-12 10Q0 23 12 10", "sad": "M-12 19Q0 7 12 19", "talk": "M-8 11Q0 26 8 11Z"}[mood]
    features = (circle(-11, -4, 3.4, INK, 'stroke="none"') + circle(11, -4, 3.4, INK, 'stroke="none"') +
                path(mouth, "#8C2F2F" if mood == "talk" else "none"))
    extra = ""
    if who.get("glasses"):
        extra += circle(-12, -4, 10, "none") + circle(12, -4, 10, "none") + line(-2, -4, 2, -4)
    if who.get("aid"):
        extra += path("M33 -8q12 4 4 18", "none", f'style="stroke:{RED};stroke-width:7"')
    return at(x, y, behind + face + front + features + extra)


def torso(who, top=-150, bottom=-66, half=29):
    return path(f"M{-half} {bottom}L{-half + 2} {top + 16}Q{-half + 4} {top} {-8} {top}H8"
                f"Q{half - 4} {top} {half - 2} {top + 16}L{half} {bottom}Z", who["top"])


def arm(who, side, hand, bend=8):
    x0, y0 = 25 * side, -136
    hx, hy = hand
    mx, my = (x0 + hx) / 2 + bend * side, (y0 + hy) / 2 + bend
    return (limb(f"M{x0} {y0}Q{mx} {my} {hx} {hy}", who["top"], 14) + circle(hx, hy, 9, who["skin"]))


def person(who, x, y, scale=1.0, left=(-40, -76), right=(40, -76), mood="smile", legs="#47506B", dress=False):
    """Standing, feet at (x, y); about 220 high at scale 1."""
    body = limb("M-13 -66V-10", legs) + limb("M13 -66V-10", legs)
    body += path("M-26 0q0 -14 12 -14h8V0ZM26 0q0 -14 -12 -14h-8V0Z", INK)
    if dress:
        body += path("M-29 -70L-42 -34H42L29 -70Z", who["top"])
    return at(x, y, body + arm(who, -1, left) + torso(who) + arm(who, 1, right) + head(who, mood, 0, -184), scale)


def bust(who, x, y, scale=1.0, left=(-46, -80), right=(46, -80), mood="smile"):
    """From the waist up: for someone behind a table whose edge is at y."""
    return at(x, y, arm(who, -1, left) + torso(who, bottom=0) + arm(who, 1, right) + head(who, mood, 0, -184), scale)


def seated(who, x, y, scale=1.0, hand=(34, -100), mood="smile", flip=False, chair=PURPLE):
    """In a wheelchair, seen from the side, facing right; wheels on the ground at y."""
    rear = limb("M-46 -160L-38 -150L-34 -66", GREY, 6)
    body = limb("M-16 -74H34L42 -18", "#47506B", 17) + path("M30 -2h26q0 -14 -14 -16h-12Z", INK)
    chest = at(-14, -8, torso(who, bottom=-64, half=26))
    reach = limb(f"M-12 -138Q2 -96 {hand[0]} {hand[1]}", who["top"], 14) + circle(hand[0], hand[1], 9, who["skin"])
    wheel = circle(-14, -42, 42, "none", 'stroke-width="13"') + circle(-14, -42, 42, "none", f'style="stroke:{chair};stroke-width:6"')
    wheel += "".join(line(-14, -42, round(-14 + 38 * math.cos(a * math.pi / 4)), round(-42 + 38 * math.sin(a * math.pi / 4)), 2)
                     for a in range(8)) + circle(-14, -42, 6, GREY)
    frame = limb("M-34 -62H26L44 -8H62", chair, 6) + circle(38, -10, 10, GREY)
    return at(x, y, rear + body + chest + head(who, mood, -14, -192) + frame + wheel + reach, scale, flip=flip)


# --- things ---------------------------------------------------------------------------------------

def table(x, y, w, h=20, legs=70):
    return (limb(f"M{x + 18} {y + h}v{legs}", WOOD, 10) + limb(f"M{x + w - 18} {y + h}v{legs}", WOOD, 10) + rect(x, y, w, h, WOOD))


def sheet(x, y, w, h, rows=5, fill=PAPER, turn=0):
    step = h / (rows + 1.5)
    inside = rect(0, 0, w, h, fill, 4)
    inside += "".join(line(w * .15, step * (i + 1.2), w * (.85 if i % 3 != 2 else .6), step * (i + 1.2), 3, GREY) for i in range(rows))
    return at(x, y, inside, turn=turn)


def book(x, y, scale=1.0):
    return at(x, y, path("M0 0Q-30 -16 -62 -6V48Q-30 38 0 52Q30 38 62 48V-6Q30 -16 0 0Z", PAPER) + line(0, 0, 0, 52) +
              "".join(line(-50, 8 + 12 * i, -12, 10 + 12 * i, 3, GREY) + line(12, 10 + 12 * i, 50, 8 + 12 * i, 3, GREY)
                      for i in range(3)), scale)


def bubble(x, y, w, h, inside="", fill=PAPER, tail=-1):
    tx = x + w / 2 + tail * w * .22
    return (rect(x, y, w, h, fill, 24) + path(f"M{tx - 10} {y + h - 2}l{tail * 14} 26l{20 - tail * 14} -26", fill) +
            path(f"M{tx - 9} {y + h - 3}h18", "none", f'style="stroke:{fill};stroke-width:6"') + inside)


def building(x, y, w, h, fill=BRICK, roof=RED, door=BLUE, windows=3):
    out = rect(x, y - h, w, h, fill, 2) + path(f"M{x - 14} {y - h}L{x + w / 2} {y - h - 56}L{x + w + 14} {y - h}Z", roof)
    out += rect(x + w / 2 - 24, y - 76, 48, 76, door, 4) + circle(x + w / 2 + 14, y - 36, 4, YELLOW, 'stroke-width="2"')
    gap = w / windows
    for i in range(windows):
        out += rect(x + gap * (i + .5) - 17, y - h + 18, 34, 36, SKY, 3) + line(x + gap * (i + .5), y - h + 18, x + gap * (i + .5), y - h + 54, 3)
    return out


def clock(x, y, r, hour=(0, -.5), minute=(.6, 0)):
    ticks = "".join(line(round(x + r * .82 * math.sin(a * math.pi / 6), 1), round(y - r * .82 * math.cos(a * math.pi / 6), 1),
                         round(x + r * .9 * math.sin(a * math.pi / 6), 1), round(y - r * .9 * math.cos(a * math.pi / 6), 1)) for a in range(12))
    return (circle(x, y, r, PAPER, 'stroke-width="7"') + ticks + line(x, y, x + hour[0] * r, y + hour[1] * r, 7) +
            line(x, y, x + minute[0] * r, y + minute[1] * r, 5) + circle(x, y, 6, RED))


def month(x, y, w=150, h=150, marked=(9,)):
    out = rect(x, y, w, h, PAPER, 8) + path(f"M{x} {y + 34}V{y + 8}q0 -8 8 -8h{w - 16}q8 0 8 8v26Z", RED)
    out += line(x + 34, y - 10, x + 34, y + 14, 8) + line(x + w - 34, y - 10, x + w - 34, y + 14, 8)
    cell = (w - 24) / 5
    for i in range(20):
        cx, cy = x + 12 + cell * (i % 5 + .5), y + 34 + (h - 40) / 4 * (i // 5 + .5)
        out += circle(cx, cy, cell * .33, YELLOW if i in marked else "#E8EAEE", 'stroke-width="2"')
    return out


def coin(x, y, r=30):
    return circle(x, y, r, YELLOW) + circle(x, y, r - 7, "none", 'stroke-width="2"') + word(x, y + r * .42, "£", r * 1.2)


def laptop(x, y, inside=""):
    return rect(x - 70, y - 92, 140, 92, "#5B6478", 8) + rect(x - 60, y - 82, 120, 72, SKY, 4) + path(f"M{x - 92} {y + 16}L{x - 72} {y}H{x + 72}L{x + 92} {y + 16}Z", GREY) + inside


def door(x, y, colour=BLUE, shut=True):
    return rect(x, y - 190, 104, 190, WOOD, 4) + rect(x + 10, y - 180, 84, 180, colour if shut else "#3A3A44", 2) + (
        circle(x + 82, y - 88, 6, YELLOW) if shut else path(f"M{x + 10} {y - 180}L{x - 36} {y - 166}V{y + 10}L{x + 10} {y}Z", colour))


def marks(count, of, colour):
    """`of` small people in rows of five, the first `count` of them in `colour`."""
    out, rows = "", 2 if of > 5 else 1
    for i in range(of):
        across = min(of, 5)
        x = 200 + (i % 5 - (across - 1) / 2) * 70
        y = (52 if rows == 2 else 110) + (i // 5) * 128
        fill = colour if i < count else "#D6D9DF"
        out += path(f"M{x - 22} {y + 78}V{y + 34}Q{x - 22} {y + 22} {x} {y + 22}Q{x + 22} {y + 22} {x + 22} {y + 34}V{y + 78}Z", fill)
        out += circle(x, y, 19, fill)
    return out


# --- the pictures ---------------------------------------------------------------------------------

@picture
def classroom():
    board = rect(112, 24, 176, 92, "#2F6B55", 6, f'style="stroke:{WOOD};stroke-width:8"') + word(200, 84, "2 + 3 = 5", 32, PAPER)
    return (board + ground() + person(NIA, 60, 280, .98, right=(66, -150), dress=True) + seated(JOE, 160, 284, .68) +
            bust(GRACE, 268, 262, .62, left=(-30, -20), right=(30, -20)) + bust(MEI, 352, 262, .62, left=(-30, -20), right=(30, -20)) +
            table(226, 250, 170, 14, 26) + book(268, 236, .4) + book(352, 236, .4))


@picture
def reading():
    return bust(RAVI, 200, 300, 1.22, left=(-34, -62), right=(34, -62)) + book(200, 196, 1.3)


@picture
def hard_word():
    return (rect(90, 26, 220, 248, PAPER, 8) + "".join(line(118, y, 282, y, 6, GREY) for y in (62, 92, 204, 234)) +
            rect(112, 118, 176, 56, YELLOW, 8, 'stroke="none"') + word(200, 160, "rights", 42))


@picture
def helper():
    return (bust(AMIRA, 120, 256, 1.0, left=(-46, -40), right=(60, -34)) + bust(TOM, 282, 256, 1.0, left=(-60, -34), right=(46, -40)) +
            table(30, 240, 340, 18, 60) + sheet(160, 178, 82, 60, 3))


@picture
def rest():
    cup = path("M238 190h96v46q0 34 -34 34h-28q-34 0 -34 -34Z", RED) + path("M334 202q32 0 26 26t-34 18", "none")
    return clock(132, 146, 88, (0, -.5), (.62, 0)) + cup + path("M264 172q-12 -14 0 -28t0 -28M304 172q-12 -14 0 -28t0 -28", "none", f'style="stroke:{GREY};stroke-width:6"')


@picture
def our_group():
    banner = rect(60, 18, 280, 62, PURPLE, 8) + word(200, 60, "Learning together", 29, PAPER)
    return (ground() + limb("M74 78V270", WOOD, 6) + limb("M326 78V270", WOOD, 6) + banner + person(SIAN, 112, 284, .76, left=(-44, -160)) +
            seated(GRACE, 204, 286, .72) + person(RAVI, 288, 284, .76, right=(44, -160)))


@picture
def disabled_people():
    cane = line(134, 214, 160, 284, 6, PAPER) + line(134, 214, 160, 284, 3)
    return (ground() + seated(MEI, 326, 284, .84, flip=True) + person(dict(TOM, glasses=True), 100, 284, .95, right=(36, -76)) + cane +
            person(dict(NIA, aid=True), 214, 284, .95, dress=True, right=(48, -166)))


@picture
def together():
    return (ground() + person(JOE, 66, 284, .82, right=(56, -128)) + person(NIA, 146, 284, .82, left=(-40, -120), dress=True) +
            seated(RAVI, 240, 286, .8) + person(MEI, 346, 284, .82, left=(-52, -120), dress=True))


@picture
def school():
    return (path("M0 0H400V276H0Z", SKY, 'stroke="none"') + ground() + building(70, 276, 260, 128, windows=4) + rect(150, 106, 100, 32, PAPER, 4) + word(200, 130, "School", 23) +
            limb("M36 276V216", WOOD, 8) + circle(36, 194, 34, GREEN) + limb("M366 276V216", WOOD, 8) + circle(366, 194, 34, GREEN))


@picture
def support():
    return (bust(SIAN, 276, 262, 1.04, left=(-58, -44), right=(44, -40)) + bust(GRACE, 136, 262, .92, left=(-44, -36), right=(46, -30)) +
            table(40, 246, 320, 18, 50) + book(190, 214, .62))


@picture
def ramp():
    return (path("M0 0H400V276H0Z", SKY, 'stroke="none"') + ground() + rect(262, 40, 138, 178, BRICK, 2) + door(284, 218, GREEN, True) +
            path("M20 276L262 218H400V276Z", GREY) + line(60, 206, 262, 158, 7, BLUE) + line(60, 206, 60, 266, 6, BLUE) + line(160, 182, 160, 242, 6, BLUE) +
            at(152, 246, seated(JOE, 0, 0, .78), turn=-13))


@picture
def signing():
    move = "".join(path(d, "none", f'style="stroke:{ORANGE};stroke-width:6"') for d in ("M70 100q-16 10 -18 30", "M330 100q16 10 18 30", "M150 76q18 4 24 16", "M250 76q-18 4 -24 16"))
    return (bust(MEI, 112, 302, 1.05, left=(-30, -112), right=(50, -150), mood="talk") + bust(dict(RAVI, aid=True), 290, 302, 1.05, left=(-50, -150), right=(30, -112)) + move)


@picture
def law():
    scales = (limb("M290 70V250", WOOD, 8) + limb("M222 88H358", WOOD, 8) + path("M222 92L196 166H248Z", "none") + path("M358 92L332 166H384Z", "none") +
              path("M190 166H254Q246 194 222 194Q198 194 190 166Z", YELLOW) + path("M326 166H390Q382 194 358 194Q334 194 326 166Z", YELLOW) + rect(250, 248, 80, 20, WOOD))
    return rect(30, 70, 136, 190, PURPLE, 8) + rect(44, 70, 14, 190, "#5F3F86", 0) + word(112, 176, "Law", 40, PAPER) + scales


@picture
def world():
    lands = "".join(path(d, GREEN, 'stroke-width="3"') for d in (
        "M120 104q20 -32 52 -30q22 10 6 34q-26 4 -30 28q-22 6 -28 -32Z", "M206 84q44 -16 66 20q8 34 -22 34q-14 26 -30 6q4 -26 -14 -60Z", "M150 176q30 -8 40 14q0 30 -20 44q-24 -20 -20 -58Z"))
    hands = limb("M30 284Q60 214 102 206", NIA["skin"], 22) + limb("M370 284Q340 214 298 206", JOE["skin"], 22)
    return circle(200, 142, 112, "#8CC4E8") + lands + hands


@picture
def rights():
    return (path("M92 34H300q20 0 20 20V258H112q-20 0 -20 -20Z", PAPER) + word(206, 84, "My rights", 34) +
            "".join(tick(124, 126 + 44 * i, 30) + line(174, 126 + 44 * i, 286 - 20 * (i % 2), 126 + 44 * i, 6, GREY) for i in range(3)))


@picture
def government():
    return (path("M0 0H400V276H0Z", SKY, 'stroke="none"') + ground() + path("M50 122L200 46L350 122Z", "#E9D9B6") + rect(56, 122, 288, 22, "#E9D9B6", 0) +
            rect(66, 144, 268, 112, "#D7C190", 0) + "".join(rect(78 + 57 * i, 144, 24, 112, PAPER, 2) for i in range(5)) + rect(42, 256, 316, 22, "#E9D9B6", 0) +
            line(200, 46, 200, 12) + path("M200 12h40v22h-40Z", BLUE))


@picture
def plan():
    return (rect(112, 20, 176, 254, PAPER, 8) + rect(112, 20, 176, 66, TEAL, 8) + word(200, 66, "EHC plan", 31, PAPER) +
            circle(152, 128, 22, GRACE["skin"]) + path("M128 172q0 -22 24 -22t24 22Z", YELLOW) +
            "".join(line(192, 112 + 20 * i, 264, 112 + 20 * i, 5, GREY) for i in range(4)) + "".join(line(136, 200 + 22 * i, 264 - 30 * (i == 2), 200 + 22 * i, 5, GREY) for i in range(3)))


@picture
def survey():
    board = rect(104, 30, 192, 248, WOOD, 10) + rect(120, 54, 160, 210, PAPER, 4) + rect(164, 16, 72, 34, GREY, 8)
    rows = "".join(rect(136, 76 + 44 * i, 30, 30, PAPER, 4) + line(182, 92 + 44 * i, 262, 92 + 44 * i, 6, GREY) for i in range(4))
    return board + rows + tick(140, 92, 26) + tick(140, 136, 26) + cross(142, 170, 18) + tick(140, 224, 26)


@picture
def six_in_ten():
    return marks(6, 10, ORANGE)


@picture
def four_in_ten():
    return marks(4, 10, RED)


@picture
def one_in_four():
    return marks(1, 4, PURPLE)


@picture
def eight_in_ten():
    return marks(8, 10, GREEN)


@picture
def late():
    return month(40, 72, 190, 190, (13, 14)) + clock(296, 128, 72, (-.3, -.4), (0, -.68)) + word(300, 262, "Late!", 46, RED)


@picture
def turned_away():
    return (ground() + door(262, 276, RED) + rect(282, 122, 64, 40, PAPER, 4) + word(314, 152, "No", 32, RED) +
            person(AMIRA, 150, 284, .92, mood="sad", dress=True, left=(-50, -84)) + person(dict(RAVI, top=YELLOW), 72, 284, .64, mood="sad", right=(46, -110)))


@picture
def alone():
    others = at(300, 190, rect(-84, -150, 168, 120, SKY, 4) + bust(JOE, -46, -32, .46) + bust(MEI, 2, -32, .46) + bust(NIA, 48, -32, .46))
    return ground() + others + line(200, 0, 200, 276, 8) + bust(GRACE, 100, 246, .78, left=(-36, -24), right=(36, -24), mood="sad") + table(22, 236, 156, 16, 30)


@picture
def money():
    note = rect(0, 0, 170, 88, "#A9D3A0", 8) + circle(85, 44, 26, PAPER) + word(85, 56, "£", 34)
    return at(66, 66, note, turn=-8) + at(130, 104, note, turn=6) + coin(120, 226, 34) + coin(196, 246, 34) + coin(276, 232, 34)


@picture
def family():
    return (ground() + bubble(220, 20, 164, 88, word(302, 76, "My child", 31), tail=-1) + person(AMIRA, 172, 284, .98, left=(-56, -100), mood="talk", dress=True) +
            seated(dict(RAVI, top=YELLOW), 78, 284, .62) + person(TOM, 300, 284, .78))


@picture
def friends():
    return (bust(MEI, 126, 258, .98, left=(-44, -40), right=(50, -40)) + bust(GRACE, 276, 258, .98, left=(-50, -40), right=(60, -150)) +
            table(40, 242, 320, 18, 50) + sheet(160, 184, 76, 54, 2) + path("M170 234l14 -26l12 16l14 -22l18 32Z", YELLOW, 'stroke-width="2"'))


@picture
def training():
    screen = rect(120, 22, 250, 130, PAPER, 6) + word(245, 70, "Everyone", 34, PURPLE) + word(245, 114, "can learn", 34, PURPLE)
    return (screen + person(NIA, 62, 290, 1.0, right=(60, -160), dress=True) + bust(TOM, 180, 322, .78) + bust(SIAN, 264, 322, .78) + bust(RAVI, 346, 322, .78))


@picture
def vote():
    return (rect(110, 140, 180, 134, BLUE, 6) + rect(150, 156, 100, 14, INK, 4) + at(150, 44, rect(0, 0, 92, 108, PAPER, 4) + rect(22, 26, 46, 46, PAPER, 4) + cross(32, 36, 26, INK), turn=6) +
            word(200, 238, "VOTE", 44, PAPER) + limb("M350 20Q300 24 260 56", GRACE["skin"], 22))


@picture
def letter():
    return (sheet(112, 26, 176, 150, 5) + path("M70 120L200 214L330 120V272H70Z", ORANGE) + path("M70 272L168 194M330 272L232 194", "none"))


@picture
def telephone():
    return (rect(140, 22, 120, 256, INK, 20) + rect(152, 52, 96, 188, SKY, 4) + circle(200, 259, 9, GREY) +
            "".join(circle(172 + 28 * (i % 3), 92 + 36 * (i // 3), 11, PAPER, 'stroke-width="3"') for i in range(12)) +
            "".join(path(f"M{276 + 18 * i} {80 - 8 * i}q{18 + 4 * i} {34 + 8 * i} 0 {68 + 16 * i}", "none", f'style="stroke:{ORANGE};stroke-width:7"') for i in range(3)))


@picture
def email():
    return laptop(200, 226, rect(160, 152, 80, 54, PAPER, 4) + path("M160 154L200 186L240 154", "none")) + word(200, 92, "@", 84, PURPLE)


@picture
def website():
    return laptop(200, 220, rect(146, 142, 108, 16, PURPLE, 2) + sheet(150, 164, 46, 40, 2) + rect(206, 166, 44, 36, YELLOW, 2)) + word(200, 92, "www.", 62, BLUE)


@picture
def dates():
    return month(94, 50, 212, 220, (7,))


@picture
def meeting():
    top = f'<ellipse cx="200" cy="214" rx="150" ry="50" fill="{WOOD}"/>'
    return (bust(SIAN, 140, 196, .66) + bust(GRACE, 214, 186, .66, right=(54, -150)) + bust(TOM, 286, 200, .66) + top + sheet(150, 200, 44, 28, 2) + sheet(222, 204, 44, 28, 2) +
            seated(JOE, 58, 288, .72) + seated(MEI, 342, 288, .72, flip=True))


@picture
def talking():
    return (bubble(30, 20, 150, 84, tail=1, inside=tick(80, 66, 46)) + bubble(220, 20, 150, 84, fill=YELLOW, tail=-1, inside=word(295, 82, "?", 56)) +
            bust(RAVI, 110, 302, .88, mood="talk") + bust(SIAN, 290, 302, .88))


@picture
def politician():
    return (bust(SIAN, 200, 250, 1.0, left=(-70, -120), right=(70, -120), mood="talk") + path("M120 196H280L264 300H136Z", WOOD) + rect(160, 214, 80, 46, PAPER, 4) + word(200, 250, "MP", 36))


@picture
def megaphone():
    return (path("M120 120L280 52V232L120 168Z", RED) + rect(78, 114, 44, 60, PAPER, 8) + path("M128 172l18 70h30l-16 -60Z", INK) + limb("M150 284Q140 262 152 232", NIA["skin"], 22) +
            "".join(path(f"M{304 + 24 * i} {112 - 12 * i}q{16 + 6 * i} {30 + 12 * i} 0 {60 + 24 * i}", "none", f'style="stroke:{ORANGE};stroke-width:8"') for i in range(3)))


@picture
def thumbs_up():
    skin = GRACE["skin"]
    return (rect(76, 140, 66, 130, BLUE, 8) + path("M142 156Q186 140 196 62Q200 34 222 38Q248 46 238 104L232 130H300Q324 134 320 156Q318 168 308 172Q322 180 316 198Q312 208 302 210"
            "Q312 220 304 236Q298 244 288 244Q290 266 264 266H196Q166 262 142 256Z", skin))


@picture
def house():
    return path("M0 0H400V276H0Z", SKY, 'stroke="none"') + ground() + building(104, 276, 192, 124, "#F3DFA2", PURPLE, GREEN, 2) + person(JOE, 56, 286, .58) + person(AMIRA, 348, 286, .6, dress=True, left=(-46, -150))


@picture
def word_list():
    glass = circle(258, 150, 58, "#E4F2FB", 'stroke-width="9"') + limb("M300 194L356 252", WOOD, 16)
    return rect(62, 26, 190, 250, PAPER, 8) + "".join(word(92, 80 + 52 * i, c, 38, PURPLE) + line(122, 68 + 52 * i, 222, 68 + 52 * i, 6, GREY) for i, c in enumerate("ABCD")) + glass + word(258, 170, "Aa", 52)


@picture
def college():
    return (bust(RAVI, 118, 262, .98, left=(-44, -40), right=(52, -50)) + table(30, 246, 340, 18, 50) + laptop(248, 228, "") +
            path("M58 46L118 20L178 46L118 66Z", INK) + line(166, 50, 168, 84, 4, YELLOW))


def with_tablet(says):
    """A child who speaks with a tablet (AAC)."""
    cells = "".join(rect(160 + 28 * (i % 3), 196 + 26 * (i // 3), 22, 20, c, 3, 'stroke-width="2"') for i, c in enumerate((YELLOW, GREEN, RED, BLUE, ORANGE, PURPLE)))
    return (bubble(236, 20, 140, 80, word(306, 74, says, 34), tail=-1) + bust(MEI, 200, 310, 1.12, left=(-60, -60), right=(62, -60)) +
            rect(146, 184, 108, 76, INK, 8) + rect(154, 190, 92, 62, PAPER, 3) + cells)


@picture
def talker():
    return with_tablet("Hello!")


@picture
def talker_welsh():
    return with_tablet("Helô!")


@picture
def stop():
    return path("M140 30H260L346 116V196L260 282H140L54 196V116Z", RED, 'transform="translate(0 -6)"') + word(200, 176, "STOP", 72, PAPER)
