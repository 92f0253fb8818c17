"""How often each line and branch of src ran, as gcov counts it.

Branches of ALWAYS() and NEEDED() do not count: the other one ends the process, so no test can take it.
"""

import collections
import json
import pathlib
import re
import subprocess


class Counts:
    """Of one file: runs of lines by their numbers, and of the branches of each line."""

    def __init__(self):
        self.lines = collections.Counter()
        self.branches = {}

    def add(self, line, count, branches):
        """What one object file has of a line; headers stand in several."""
        self.lines[line] += count
        known = self.branches.get(line, [0] * len(branches))
        if len(known) == len(branches):
            self.branches[line] = [one + more for one, more in zip(known, branches)]

    def shares(self):
        """Lines that ran, lines, branches that were taken, branches."""
        branches = [count for line in self.branches.values() for count in line]
        return [sum(map(bool, self.lines.values())), len(self.lines),
                sum(map(bool, branches)), len(branches)]


def read(build, root):
    """The counts of each file of src, by its path from `root`, from a build with counters."""
    notes = sorted(path for folder in ("src", "glimt.p") for path in (build / folder).rglob("*.gcno"))
    command = ["gcov", "--json-format", "--stdout", "--branch-probabilities", *map(str, notes)]
    printed = subprocess.run(command, cwd=build, capture_output=True, text=True, check=True).stdout
    files = collections.defaultdict(Counts)
    for line in printed.splitlines():
        for file in json.loads(line)["files"]:
            path = (build / file["file"]).resolve()
            if path.is_relative_to(root / "src") and path.is_file():
                for counted in file["lines"]:
                    files[str(path.relative_to(root))].add(
                        counted["line_number"], counted["count"],
                        [branch["count"] for branch in counted["branches"]])
    return without_endings(dict(files), root)


def ending_lines(text):
    """The lines of all ALWAYS() and NEEDED(), which may be several for each."""
    lines = set()
    for found in re.finditer(r"^[ \t]*(?:ALWAYS|NEEDED)\(.*?\);$", text, re.M | re.S):
        first = text.count("\n", 0, found.start()) + 1
        lines.update(range(first, first + found.group().count("\n") + 1))
    return lines


def without_endings(files, root):
    """Takes out the branches that end the process."""
    for path, counts in files.items():
        for line in ending_lines((root / path).read_text()):
            counts.branches.pop(line, None)
    return files


def below(files, floors):
    """Sentences on folders of which less ran than `floors` say: shares of lines and of branches."""
    for folder, (least_lines, least_branches) in floors.items():
        ran, lines, taken, branches = (sum(shares) for shares in zip([0] * 4, *(
            counts.shares() for path, counts in files.items() if path.startswith(folder + "/"))))
        for what, part, whole, least in (("lines", ran, lines, least_lines),
                                         ("branches", taken, branches, least_branches)):
            if 100 * part < least * whole:
                yield f"{folder}: {share(part, whole)} of the {what} ran; {least} % are the least"


def not_taken(files, places, root):
    """The lines with a branch that was never taken, as (path, text), in files below `places` or named there."""
    for path, counts in sorted(files.items()):
        if not any(path == place or path.startswith(place + "/") for place in places):
            continue
        texts = (root / path).read_text().splitlines()
        for line, branches in counts.branches.items():
            if not all(branches):
                yield path, texts[line - 1].strip()


def table(files):
    """Lines of text: each folder of src and what of it ran, and the sum."""
    folders = collections.defaultdict(lambda: [0, 0, 0, 0])
    for path, counts in files.items():
        for folder in (str(pathlib.PurePath(path).parent), "all"):
            folders[folder] = [one + more for one, more in zip(folders[folder], counts.shares())]
    yield f"{'folder':<16}{'lines':>8}{'ran':>8}{'':>9}{'branches':>10}{'taken':>8}"
    for folder in sorted(folders, key=lambda name: (name == "all", name)):
        ran, lines, taken, branches = folders[folder]
        yield (f"{folder:<16}{lines:>8}{ran:>8}{share(ran, lines):>9}{branches:>10}{taken:>8}"
               f"{share(taken, branches):>9}")


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"
