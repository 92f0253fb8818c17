#!/usr/bin/env python3
"""Writes files as C.

embed.py --migrations OUT IN...              makes db/migrate.h's `migrations`
embed.py --pages DIST OUT BYTES DEPENDENCIES  builds the pages if their sources have changed, and makes
                                             pages/pages_parts.h's `built_pages`; the bytes go to a
                                             file of their own, the names of the sources to another
"""

import hashlib
import pathlib
import subprocess
import sys

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
FORMS = ["", ".gz", ".br"]


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
