#!/usr/bin/env python3
"""Finds circles of calls: .c files of a folder that reach one another, so that none stands alone.

circles.py [ROOT] prints each circle of src on a line of its own; nothing has to be built. A file
reaches another when it calls a function of it or names one, or a table, as lists of functions do;
what a macro or an inline function of a header stands for counts as named. The layers keep folders
from circles. lint.py refuses a circle that tools/circles.txt does not declare with a reason.
"""

import pathlib
import re
import sys

from c_text import TOKENS, without

NAME = re.compile(r"(?<![\w.])(?<!->)(?<!struct )(?<!enum )(?<!union )[A-Za-z_]\w*")
CALLED = re.compile(NAME.pattern + r"(?=\()")
LOCAL = re.compile(r"(?:\bstruct \w+|\w+_t|\b(?:bool|int|unsigned|char|double))[ *]+(\w+)[ ,;=)\[]")
DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)
MACRO = re.compile(r"^#define (\w+)((?:\\\n|[^\n])*)", re.MULTILINE)
# As clang-format lays code out: a definition begins in the first column, a function ends there.
DEFINED = re.compile(r"^(static )?(?!extern\b|typedef\b)(?:\w+[\s*]+)+?(\w+)"
                     r"(?:\([^;{}]*\) \{|(?:\[\w*\])* =)", re.MULTILINE)
INLINE = re.compile(r"^static inline [^;{}()]*?(\w+)\([^;{}]*\) \{.*?^\}", re.MULTILINE | re.DOTALL)
DECLARED = "tools/circles.txt"


def definitions(code):
    """The names that a .c file defines: those that others see, and its own."""
    seen, own = set(), set()
    for static, name in DEFINED.findall(without(DIRECTIVE, code)):
        (own if static else seen).add(name)
    return seen, own


def shorthands(headers):
    """Macros and inline functions of headers, each with the names that it stands for."""
    found = {}
    for code in headers:
        for name, body in MACRO.findall(code):
            found.setdefault(name, set()).update(NAME.findall(body))
        for inline in INLINE.finditer(code):
            found.setdefault(inline.group(1), set()).update(NAME.findall(inline.group()))
    return found


def named(code, short):
    """The names that a .c file uses, but for those of variables that are called so."""
    found, left = set(), set(NAME.findall(code))
    while left:
        found |= left
        left = set().union(*(short.get(name, ()) for name in left)) - found
    return found - set(LOCAL.findall(code)) | set(CALLED.findall(code))


def reached(root):
    """Each .c file of src, by its path from there, with those of its folder that it reaches."""
    src = pathlib.Path(root) / "src"
    codes = {str(path.relative_to(src)): without(TOKENS, path.read_text())
             for path in sorted(src.rglob("*.[ch]"))}
    sources = {file: code for file, code in codes.items() if file.endswith(".c")}
    short = shorthands(code for file, code in codes.items() if file.endswith(".h"))
    defined = {file: definitions(code) for file, code in sources.items()}
    homes = {name: file for file, (seen, _) in defined.items() for name in seen}
    links = {}
    for file, code in sources.items():
        others = {homes[name] for name in named(code, short) - defined[file][1] if name in homes}
        links[file] = {other for other in others - {file}
                       if pathlib.Path(other).parent == pathlib.Path(file).parent}
    return links


def circles(links):
    """The largest sets of files in which each reaches every other one, in order."""
    far = {}
    for file in links:
        far[file], left = set(), [file]
        while left:
            more = links[left.pop()] - far[file]
            far[file] |= more
            left += more
    return sorted({tuple(sorted(other for other in far[file] if file in far[other]))
                   for file in links if file in far[file]})


def declared(root):
    """The circles that may be, each with the line that says why."""
    path = pathlib.Path(root) / DECLARED
    lines = path.read_text().splitlines() if path.exists() else []
    return {tuple(sorted(line.split(": ")[0].split())): number
            for number, line in enumerate(lines, 1) if ": " in line and line[0] != "#"}


def faults(root):
    """(file, line, sentence) of each circle that is not declared, and of each that is no more."""
    found, allowed = circles(reached(root)), declared(root)
    for circle in found:
        if circle not in allowed:
            yield f"src/{circle[0]}", 1, f"a circle of calls that is not declared: {' '.join(circle)}"
    for circle, line in allowed.items():
        if circle not in found:
            yield DECLARED, line, "there is no such circle of calls"


if __name__ == "__main__":
    for found in circles(reached(sys.argv[1] if len(sys.argv) > 1 else
                                 pathlib.Path(__file__).parent.parent)):
        print(" ".join(found))
