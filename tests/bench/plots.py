"""plots.py: how cost grows, as an SVG of three charts; and a run's table as Markdown, with the machine, the day and the versions beside it."""

import math
import platform
import subprocess
import time
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP, GAP = 300, 220, 60, 50, 40
NUMBER_PX = 50  # between two numbers under the axis
INK, LINE, COLOURS = "#1b1b1f", "#b0aeb8", ("#4b1b76", "#8a4b00", "#00606b")


def power(value):
    return math.log10(max(value, 1e-9))


def whole(value):
    return "{:,}".format(value) if value >= 1 else "%g" % value


def chart(title, unit, series, at_x):
    """series: name -> [(x, ms)]. Both axes go by powers of ten, so that a cost that does not grow is level."""
    points = [point for line in series.values() for point in line]
    low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
    low_y, high_y = (f(power(y) for _, y in points) for f in (min, max))
    low_y, high_y = math.floor(low_y), max(math.ceil(high_y), math.floor(low_y) + 1)

    def x_of(x):
        return at_x + LEFT + (power(x) - power(low_x)) / (power(high_x) - power(low_x)) * (WIDTH - LEFT)

    def y_of(ms):
        return TOP + HEIGHT - (power(ms) - low_y) / (high_y - low_y) * HEIGHT

    out = ['<text x="%d" y="24" font-weight="bold">%s</text>' % (at_x, title)]
    for tens in range(low_y, high_y + 1):
        y = y_of(10.0**tens)
        out.append('<path d="M%d %.1fH%d" stroke="%s"/>' % (at_x + LEFT, y, at_x + WIDTH, LINE))
        out.append('<text x="%d" y="%.1f" text-anchor="end">%s ms</text>' % (at_x + LEFT - 6, y + 4, whole(10.0**tens if tens < 0 else 10**tens)))
    written = math.inf
    for x in sorted({x for x, _ in points}, reverse=True):
        if written - x_of(x) < NUMBER_PX:
            continue
        written = x_of(x)
        out.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (x_of(x), TOP + HEIGHT + 18, whole(x)))
    out.append('<text x="%d" y="%d" text-anchor="middle">%s</text>' % (at_x + (LEFT + WIDTH) // 2, TOP + HEIGHT + 38, unit))
    for number, (name, line) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join("%.1f,%.1f" % (x_of(x), y_of(ms)) for x, ms in line)
        out.append('<polyline points="%s" fill="none" stroke="%s" stroke-width="3" stroke-dasharray="%s"/>' % (path, colour, ("none", "8 4", "2 4")[number % 3]))
        out += ['<circle cx="%.1f" cy="%.1f" r="4" fill="%s"/>' % (x_of(x), y_of(ms), colour) for x, ms in line]
        out.append('<text x="%d" y="%d" fill="%s">%s</text>' % (at_x + LEFT, TOP + HEIGHT + 60 + 18 * number, colour, name))
    return out


def svg(charts):
    """charts: (title, unit, series) each."""
    width, height = len(charts) * (WIDTH + GAP) + GAP, TOP + HEIGHT + 110
    body = []
    for number, (title, unit, series) in enumerate(charts):
        body += chart(title, unit, series, GAP + number * (WIDTH + GAP))
    return ('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" fill="%s" '
            'role="img"><title>How cost grows</title><rect width="100%%" height="100%%" fill="white"/>\n%s\n</svg>\n'
            % (width, height, width, height, INK, "\n".join(body)))


def packages(names):
    said = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *names], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return sorted(set(said.stdout.split("\n")) - {""})


def machine():
    models = [line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith(("model name", "Model"))]
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1048576
    system = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)["PRETTY_NAME"].strip('"')
    return "%d x %s, %d GB, Linux %s, %s" % (max(1, len(models)), models[0] if models else platform.machine(), memory, platform.release(), system)


def markdown(lines, names, command="./dev bench --record", chart="![How cost grows](growth.svg)"):
    """A run's lines (tab-separated) as a table, under what they were measured on."""
    rows = [line.split("\t") for line in lines]
    out = ["# What was measured", "", "Made by `%s` on %s." % (command, time.strftime("%d %B %Y").lstrip("0")), "", machine() + ".", "",
           "Beside it: " + ", ".join(packages(names)) + ".", "", chart, "",
           "| figure | ours | peer | peer's | ratio | target | |", "|---|---|---|---|---|---|---|"]
    out += ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows]
    return "\n".join(out) + "\n"
