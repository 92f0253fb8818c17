#!/usr/bin/env python3
"""Writes files as C.

embed.py --migrations OUT IN...              makes db/migrate.h's `migrations`
embed.py --pages DIST OUT BYTES DEPENDENCIES  builds the pages if their sources have changed, and makes
                                             pages/pages_parts.h's `built_pages`; the bytes go to a
                                             file of their own, the names of the sources to another
"""

import hashlib
import pathlib
import re
import subprocess
import sys

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
FORMS = ["", ".gz", ".br"]


def literal(text):
    """The text as C string literals, a line of source for each line of it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?")
    return "\n".join(f'     "{line}\\n"' for line in escaped.splitlines())


class Migration:
    """A file sql/NNN_name.sql: its number, its checksum, what it makes, and what it needs.

    The checksum is that of `b2sum -l 128`. The first line may be `-- needs NNN, ...`: the earlier
    migrations that this one builds on. Without it, it needs all that come before."""

    def __init__(self, path, earlier):
        text = path.read_bytes()
        self.name, self.text = path.stem, text.decode()
        if not re.match(r"\d{3}_\w+$", self.name):
            sys.exit(f"{path}: a migration is named NNN_name.sql")
        self.number = int(self.name[:3])
        self.checksum = hashlib.blake2b(text, digest_size=16).hexdigest()
        line = re.match(r"-- needs (\d{3}(?:, \d{3})*)\n", self.text)
        self.needs = [int(need) for need in line[1].split(", ")] if line else list(earlier)
        self.read(re.sub(r"--.*", "", self.text))
        self.check(earlier)

    def read(self, code):
        """What other migrations can be told by: objects, tables that change, and their columns."""
        self.words = set(re.findall(r"\w+", code))
        self.makes = set(re.findall(
            r"CREATE (?:UNIQUE )?(?:TABLE|VIEW|INDEX|TRIGGER) (\w+)", code))
        self.alters = set(re.findall(r"ALTER TABLE (\w+)", code))
        self.adds = set(re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", code))

    def builds_on(self, other):
        """A name that this one has from the other, if any."""
        return next(iter(sorted(
            other.makes & self.words | other.alters & self.alters |
            {column for table, column in other.adds if {table, column} <= self.words})), None)

    def check(self, earlier):
        """Nothing that the file names may be missing among what it says it needs."""
        if self.number in earlier:
            sys.exit(f"{self.name}: another migration has this number")
        if not set(self.needs) <= set(earlier):
            sys.exit(f"{self.name}: it needs a migration that does not come before it")
        self.all_needs = set(self.needs).union(*(earlier[need].all_needs for need in self.needs))
        for number in set(earlier) - self.all_needs:
            name = self.builds_on(earlier[number])
            if name:
                sys.exit(f"{self.name}: it names {name} of {number:03}, which it does not need")

    def row(self):
        needs = "".join(f"{need}, " for need in self.needs)
        return (f'    {{{self.number}, "{self.name}", "{self.checksum}", (const int[]){{{needs}0}},\n'
                f"{literal(self.text)}}},\n")


def migrations(out, inputs):
    made = {}
    for path in sorted(map(pathlib.Path, inputs), key=lambda path: path.name):
        migration = Migration(path, made)
        made[migration.number] = migration
    pathlib.Path(out).write_text(
        '#include "db/migrate.h"\n\nconst struct migration migrations[] = {\n'
        + "".join(migration.row() for migration in made.values()) + "    {0},\n};\n")


class Bytes:
    """One file with the bytes of many; gives pieces of it as C."""

    def __init__(self, path):
        self.path, self.parts, self.length = path, [], 0

    def add(self, path):
        if not path.exists():
            return "{NULL, 0}"
        part = path.read_bytes()
        self.parts.append(part)
        self.length += len(part)
        return f"{{built_bytes + {self.length - len(part)}, {len(part)}}}"

    def write(self):
        self.path.write_bytes(b"".join(self.parts))


def page(dist, path, all_bytes):
    name = "/" + path.relative_to(dist).as_posix()
    tag = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    is_named_by_it = "true" if name.startswith("/assets/") else "false"
    forms = ", ".join(all_bytes.add(path.with_name(path.name + ending)) for ending in FORMS)
    return (f'    {{"{name}", "{CONTENT_TYPES[path.suffix]}", "W/\\"{tag}\\"", {is_named_by_it},\n'
            f"     {{{forms}}}}},\n")


def pages(dist, out, bytes_path, dependencies):
    files = [path for path in dist.rglob("*") if path.suffix in CONTENT_TYPES]
    all_bytes = Bytes(bytes_path)
    rows = [page(dist, path, all_bytes) for path in
            sorted(files, key=lambda path: path.relative_to(dist).as_posix().encode())]
    all_bytes.write()
    out.write_text(
        '#include "pages/pages_parts.h"\n\nextern const char built_bytes[];\n'
        f'__asm__(".section .rodata\\nbuilt_bytes: .incbin \\"{bytes_path}\\"\\n.previous");\n\n'
        "const struct page built_pages[] = {\n" + "".join(rows) +
        "};\nconst size_t built_page_count = COUNT(built_pages);\n")
    dependencies.write_text(f"{out}: " + " \\\n ".join(page_sources(dist.parent)) + "\n")


def page_sources(web):
    """The files that the pages are built from, and their folders, which change with new files."""
    left_out = {"node_modules", "dist", "generated", "test", ".lock"}
    found = [path for top in web.iterdir() if top.name not in left_out
             for path in [top, *top.rglob("*")]]
    return [str(path).replace(" ", "\\ ") for path in [web / "package.json", *found]]


def main(arguments):
    if len(arguments) >= 3 and arguments[0] == "--migrations":
        migrations(arguments[1], arguments[2:])
    elif len(arguments) == 5 and arguments[0] == "--pages":
        subprocess.run([pathlib.Path(__file__).with_name("pages.sh"), "build"], check=True)
        pages(*map(pathlib.Path, arguments[1:]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
