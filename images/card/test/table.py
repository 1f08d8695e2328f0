"""What was expected of the board, what was seen, and whether that is enough: a line each, printed as it comes and once more at the end."""
import sys


class Table:
    def __init__(self, report):
        """report: a file that keeps the table."""
        self.rows, self.report = [], report

    def add(self, what, expected, seen, ok):
        self.rows.append((what, expected, " ".join(str(seen).split()), "ok" if ok else "FAILED"))
        print("%-6s %s: %s" % (self.rows[-1][3], what, self.rows[-1][2]), file=sys.stderr, flush=True)
        self.report.write_text(self.text())

    def figure(self, what, seen):
        """A number without a bound."""
        self.add(what, "", seen, True)

    @property
    def failed(self):
        return sum(row[3] != "ok" for row in self.rows)

    def text(self):
        head = ("what", "expected", "seen", "")
        lines = [head, tuple("---" for _ in head)] + self.rows
        wide = [max(len(line[i]) for line in lines) for i in range(3)]
        return "".join("| " + " | ".join([line[i].replace("|", "/").ljust(wide[i]) for i in range(3)] + [line[3].ljust(6)]) + " |\n" for line in lines)
