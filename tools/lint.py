#!/usr/bin/env python3
"""Checks what compilers do not: layers, circles, content, banned words, comments, lengths, headers alone.

lint.py [ROOT] prints `file:line: sentence` for each fault, then the sizes, and exits 1 on faults.
"""

import concurrent.futures
import math
import os
import pathlib
import re
import statistics
import subprocess
import sys

import circles
import content
from c_text import COMMENT, TOKENS, comment_lines, functions, without

# The folders of src, from the ground up, and those below that each may include from; its own is
# always allowed.
LAYERS = {
    "base": [],
    "json": ["base"],
    "http": ["base"],
    "db": ["base"],
    "files": ["base", "db"],
    "redis": ["base"],
    "access": ["base", "db", "redis"],
    "pages": ["base", "http"],
    "plan": ["base", "json", "db"],
    "read": ["base", "json", "http", "db", "plan"],
    "change": ["base", "json", "db", "access", "plan", "read"],
    "upkeep": ["base", "db", "files", "plan", "read", "change"],
    "backup": ["base", "json", "db", "files", "access", "plan", "upkeep"],
    "copy": ["base", "db", "files", "plan", "upkeep"],
    "api": ["base", "json", "http", "db", "files", "access", "plan", "read", "change", "upkeep"],
    "openapi": ["base", "json", "plan", "read", "api"],
    "resources": ["base", "access", "plan", "read", "change", "api"],
    "demo": ["base", "db", "files", "plan", "change", "resources"],
    "import": ["base", "json", "db", "files", "access", "plan", "change", "resources"],
    "manage": ["base", "db", "access", "plan", "change", "resources"],
    "admin": ["base", "json", "db", "access", "plan", "read", "change", "api", "resources", "manage"],
    "cli": ["base", "json", "http", "db", "files", "redis", "access", "pages", "plan", "read", "change",
            "upkeep", "backup", "copy", "api", "openapi", "resources", "demo", "import", "manage", "admin"],
}

LIBPQ = "-I/usr/include/postgresql"  # where Debian has its header

# A library's headers and the folders that know the library.
LIBRARIES = {
    "sqlite3.h": ["db/sqlite"],
    "libpq-fe.h": ["db/postgres"],
    "gnutls/": ["http"],
    "jansson.h": ["json"],
    "unicode/": ["base"],
    "liboath/": ["access"],
    "curl/": ["import", "files/s3"], "expat.h": ["files/s3"],
    "hiredis/": ["redis"],
    "zlib.h": ["pages"], "libdeflate.h": ["http"],
    "zstd.h": ["backup", "base"],
}

# What only src/db knows: its engines, and what they are made of.
ENGINES = ("db/engine.h", "db/sqlite/")

BANNED_CALLS = ("strcpy strcat sprintf vsprintf strtok gets atoi atol atof gmtime localtime "
                "rand srand alloca "
                # No program is started, so nothing that somebody sends becomes a command.
                "system popen fork vfork execl execle execlp execv execve execvp posix_spawn posix_spawnp").split()
ALLOCATION = "malloc calloc realloc reallocarray strdup strndup asprintf vasprintf free".split()
# base hands out memory and keeps what threads share; db, files, http and redis hold what libraries need.
MAY_ALLOCATE = ["base", "db", "files", "http", "redis"]
# A file outside of these folders and the calls that it needs, with the reason.
ALLOCATES_TOO = {
    "src/access/guesses.c": {"calloc", "free"},          # tables that outlive their requests
    "src/access/hasher.c": {"calloc", "free"},           # a thread's own
    "src/access/throttle.c": {"calloc", "free"},         # windows that outlive their request
    "src/access/token_memory.c": {"calloc", "malloc", "free"},
    "src/api/usage.c": {"calloc", "free"},               # notes that outlive their request
    "src/api/security.c": {"calloc", "free"},            # likewise
    "src/api/security_tally.c": {"calloc", "free"},
    "src/api/usage_tally.c": {"calloc", "free"},         # counts, likewise
    "src/api/worker.c": {"calloc", "free"},              # what a thread keeps
    "src/admin/session_touch.c": {"calloc", "free"},     # a job that outlives its request
    "src/json/read.c": {"malloc"},                       # what jansson takes
}
# Rows of resources change through the door (src/change/door.h), whose SQL follows from declarations.
# Who else writes to their tables, and why; a folder ends with a slash.
WRITES_TOO = {
    "src/change/audit.c": "a log, which has no changes of its own",
    "src/api/usage_store.c": "a log of what was asked for",
    "src/change/security_log.c": "a log, likewise",
}
WRITE = re.compile(r"\b(?:(?:INSERT(?:\s+OR\s+\w+)?|REPLACE)\s+INTO|DELETE\s+FROM"
                   r"|UPDATE(?:\s+OR\s+\w+)?(?=(?:\s+\w+){1,5}\s+SET\b))\s+(\w+)", re.IGNORECASE)
BANNED_WORDS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

# Where the reasoning is hard, the algorithm is told before the code: the least share of comments in
# the lines of these files that are not blank.
TOLD_FLOOR = 0.12
TOLD = """
src/access/guesses.c src/access/throttle.c
src/base/cache.c src/base/ring.c
src/change/change_log.c src/change/counted_cut.c src/change/counted_merge.c src/change/counted_notes.c
src/change/door.c src/change/ledger.c
src/db/sqlite/stamp.c src/db/writer.c
src/files/file_store.c src/files/recover.c src/files/upload.c
src/plan/classes.c src/plan/plan_changes.c src/plan/plan_counting.c src/plan/plan_lists.c
src/plan/plan_questions.c src/plan/plan_sql.c
src/read/cached.c src/read/counted.c src/read/counted_list.c src/read/list_parameters.c src/read/list_rows.c src/read/place.c
src/upkeep/counted_lists.c
""".split()

LINE_MAX = 100
TABLE_LINE_MAX = 160  # between `clang-format off` and `on`: a row is a line
FUNCTION_MAX, FUNCTION_P90, FUNCTION_MEDIAN = 80, 45, 15
FILE_MAX, FILE_TYPICAL = 800, 500

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')
CODE_IN_COMMENT = re.compile(r"^\s*(//|/?\*)?\s*[\w\s*>.()-]+(\([^)]*\)|=[^=].*);\s*(\*/)?$")


class Lint:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.faults = []
        self.warnings = []
        self.lengths = []

    def fault(self, path, line, sentence):
        self.faults.append(f"{path}:{line}: {sentence}")

    def sources(self, folder, *endings):
        found = (self.root / folder).rglob("*")
        return sorted(path for path in found if path.suffix in endings and path.is_file())

    def file(self, path):
        name = str(path.relative_to(self.root))
        text = path.read_text()
        code = without(TOKENS, text)
        self.form(name, text)
        self.comments(name, text)
        self.told(name, text)
        if name.startswith("src/"):
            self.includes(name, text)
            self.calls(name, code)
            if path.suffix == ".h":
                self.guard(name, text)
        self.sizes(name, code)

    def form(self, name, text):
        lines = text.splitlines()
        base = name.rsplit("/", 1)[-1]
        first = lines[0] if lines else ""
        if not re.match(rf"/\* {re.escape(base)} - \S.*\.( \*/)?$", first):
            self.fault(name, 1, f"the first line has to be `/* {base} - one sentence. */`")
        most = LINE_MAX
        for number, line in enumerate(lines, 1):
            if "clang-format o" in line:
                most = TABLE_LINE_MAX if "clang-format off" in line else LINE_MAX
            if len(line) > most:
                self.fault(name, number, f"the line has {len(line)} columns; {most} are the most")
            if line != line.rstrip() or "\t" in line:
                self.fault(name, number, "a tab, or blanks at the end of the line")
        if not text.endswith("\n"):
            self.fault(name, len(lines), "the last line has no end")

    def comments(self, name, text):
        # Texts are blanked first, so that a comment's marks in a text count as none.
        only = TOKENS.sub(lambda found: found.group() if found.group().startswith("/")
                          else " " * len(found.group()), text)
        for found in COMMENT.finditer(only):
            line = text.count("\n", 0, found.start()) + 1
            for offset, part in enumerate(found.group().splitlines()):
                if BANNED_WORDS.search(part):
                    self.fault(name, line + offset, "a note of something to do")
                if part.startswith("//") and CODE_IN_COMMENT.match(part):
                    self.fault(name, line + offset, "code that was commented out")

    def told(self, name, text):
        comments, lines = comment_lines(text)
        least = math.ceil(TOLD_FLOOR * lines)
        if name in TOLD and comments < least:
            self.fault(name, 1, f"{comments} of {lines} lines are comments; what is hard here needs {least}")

    def includes(self, name, text):
        parts = name.split("/")
        layer, folder = parts[1] if len(parts) > 2 else "cli", "/".join(parts[1:-1])
        if layer not in LAYERS:
            self.fault(name, 1, f"src/{layer} has no place in the layers")
            return
        for number, line in enumerate(text.splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            mark, header = found.groups()
            if mark == '"':
                self.own_include(name, number, layer, header)
            for start, folders in LIBRARIES.items():
                if header.startswith(start) and not {layer, folder} & set(folders):
                    self.fault(name, number, f"only src/{folders[0]} knows <{header}>")

    def own_include(self, name, number, layer, header):
        target = header.split("/")[0]
        if header.startswith(ENGINES) and layer != "db":
            self.fault(name, number, f'only src/db may include "{header}"')
        if "/" not in header or target not in LAYERS:
            self.fault(name, number, f'"{header}" is not a path from src')
        elif target != layer and target not in LAYERS[layer]:
            self.fault(name, number, f'src/{layer} may not include "{header}"')

    def calls(self, name, code):
        layer = name.split("/")[1]
        allowed = set(ALLOCATION) if layer in MAY_ALLOCATE else ALLOCATES_TOO.get(name, set())
        words = "|".join(BANNED_CALLS + ALLOCATION)
        for number, line in enumerate(code.splitlines(), 1):
            for word in re.findall(rf"(?<![\w.>])({words})\s*\(", line):
                if word in BANNED_CALLS:
                    self.fault(name, number, f"{word}() is banned")
                elif word not in allowed:
                    self.fault(name, number, f"{word}() belongs into src/base; take an arena")
            if re.match(r"\s*typedef\s+(struct|union|enum)\b", line):
                self.fault(name, number, "structs, unions and enums keep their tags: no typedef")

    def guard(self, name, text):
        guard = "GLIMT_" + re.sub(r"\W", "_", name.removeprefix("src/")).upper()
        if f"#ifndef {guard}\n#define {guard}\n" not in text:
            self.fault(name, 1, f"the include guard has to be {guard}")

    def sizes(self, name, code):
        lines = code.count("\n")
        if lines > FILE_MAX:
            self.fault(name, lines, f"{lines} lines; {FILE_MAX} are the most")
        elif lines > FILE_TYPICAL:
            self.warnings.append(f"{name}: {lines} lines; {FILE_TYPICAL} are enough for most")
        if not name.endswith(".c"):
            return
        for line, length in functions(code):
            if name.startswith("src/"):
                self.lengths.append(length)
            if length > FUNCTION_MAX:
                self.fault(name, line, f"the function has {length} lines; {FUNCTION_MAX} are the most")

    def writes(self):
        """SQL in which somebody else than the door writes to the table of a resource."""
        declared = re.compile(r'\.table = "(\w+)"')
        tables = {table for path in self.sources("src/resources", ".c")
                  for table in declared.findall(path.read_text())}
        writers = set()
        for path in self.sources("src", ".c", ".h"):
            name = str(path.relative_to(self.root))
            text = without(COMMENT, path.read_text())
            joined = re.sub(r'"[\s\\]*"', lambda gap: "\n" * gap.group().count("\n"), text)
            excuse = next((place for place in WRITES_TOO
                           if name == place or place.endswith("/") and name.startswith(place)), None)
            for found in WRITE.finditer(joined):
                if found.group(1) not in tables:
                    continue
                writers.add(excuse)
                if not excuse:
                    self.fault(name, joined.count("\n", 0, found.start()) + 1,
                               f"rows of {found.group(1)} change through src/change/door.h alone")
        for place in WRITES_TOO:
            if tables and place not in writers:
                self.fault(place, 1, "writes to no resource's table any more, and needs no excuse")

    def function_lengths(self):
        if not self.lengths:
            self.fault("src", 0, "no function was found")
            return
        lengths = sorted(self.lengths)
        median = statistics.median_low(lengths)
        p90 = lengths[math.ceil(len(lengths) * 0.9) - 1]
        print(f"{len(lengths)} functions: median {median}, p90 {p90}, longest {lengths[-1]} lines")
        if median > FUNCTION_MEDIAN:
            self.fault("src", 0, f"the median function has {median} lines; at most {FUNCTION_MEDIAN}")
        if p90 > FUNCTION_P90:
            self.fault("src", 0, f"one function in ten has over {FUNCTION_P90} lines")

    def headers_alone(self):
        headers = self.sources("src", ".h")
        compiler = os.environ.get("CC", "cc").split()

        def compile_alone(header):
            command = compiler + ["-std=c11", "-D_GNU_SOURCE", "-Isrc", LIBPQ, "-fsyntax-only", "-x",
                                  "c", "-Wall", "-Wextra", "-Werror", "-"]
            source = f'#include "{header.relative_to(self.root / "src")}"\n'
            return header, subprocess.run(command, cwd=self.root, capture_output=True, text=True,
                                          input=source)

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for header, run in pool.map(compile_alone, headers):
                if run.returncode:
                    first = next((line for line in run.stderr.splitlines() if "error" in line), "")
                    self.fault(header.relative_to(self.root), 1, f"does not compile alone: {first}")

    def circles(self):
        for name, line, sentence in circles.faults(self.root):
            self.fault(name, line, sentence)

    def content(self):
        folders = [layer for layer, below in LAYERS.items()
                   if layer != "resources" and "resources" not in below]
        for name, line, sentence in content.faults(self.root, folders):
            self.fault(name, line, sentence)

    def run(self):
        files = self.sources("src", ".c", ".h") + self.sources("tests", ".c", ".h")
        for path in files:
            self.file(path)
        self.writes()
        self.function_lengths()
        self.circles()
        self.content()
        self.headers_alone()
        for warning in self.warnings:
            print(f"note: {warning}")
        for fault in self.faults:
            print(fault)
        print(f"lint: {len(files)} files, {len(self.faults)} faults")
        return 1 if self.faults else 0


if __name__ == "__main__":
    sys.exit(Lint(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).run())
