#!/usr/bin/env python3
"""Writes files as C: embed.py --migrations OUT IN... makes db/migrate.h's `migrations`."""

import pathlib
import sys


def literal(text):
    """The text as C string literals, a line of source for each line of it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?")
    return "\n".join(f'     "{line}\\n"' for line in escaped.splitlines())


def migrations(out, inputs):
    rows = []
    for path in sorted(map(pathlib.Path, inputs), key=lambda path: path.name):
        rows.append(f'    {{"{path.stem}",\n{literal(path.read_text())}}},\n')
    pathlib.Path(out).write_text(
        '#include "db/migrate.h"\n\nconst struct migration migrations[] = {\n'
        + "".join(rows) + "    {NULL, NULL},\n};\n")


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] != "--migrations":
        sys.exit(__doc__)
    migrations(sys.argv[2], sys.argv[3:])
