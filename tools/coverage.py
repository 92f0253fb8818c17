#!/usr/bin/env python3
"""Lists what is declared and what no test touches: coverage.py BINARY RECORD [BUILD].

RECORD is the directory in which the API tests noted their questions and answers; what is declared
are filters, sorts and permissions, as BINARY describes them, and the refusals in src. With BUILD, a
directory built with gcov's counters, a refusal's line must have run, too, and lines and branches are
told for each folder of src; what keeps the data has floors, and of what decides who somebody is and what time it is every
branch has to be taken. tests/untouched.txt has what may stay untouched, tests/unreached.txt which lines may have such a branch,
both with reasons. Exits with 1 when something else is untouched, or something that stands there is not.
"""

import json
import pathlib
import re
import subprocess
import sys

from covering import gcov, record, refusals
from covering.declared import Operations

ROOT = pathlib.Path(__file__).resolve().parents[1]
ACCEPTED = "tests/untouched.txt"
# What keeps the data: the least percentages of lines and of branches that have to run.
FLOORS = {folder: (95, 85) for folder in ("src/db", "src/db/sqlite", "src/files", "src/change", "src/upkeep")}
# Who somebody is, and what time it is: every branch that can be taken.
EVERY_BRANCH = ["src/access", "src/base/clock.c", "src/base/instant.c"]
UNREACHED = "tests/unreached.txt"
KINDS = ["filter", "sort", "permission", "refusal"]


def printed(binary, *words):
    return subprocess.run([binary, *words], capture_output=True, text=True, check=True).stdout


def texts(value):
    """All texts in a JSON value, as they are."""
    return json.dumps(value, ensure_ascii=False).replace('\\"', '"')


def help_of(binary):
    """What the help of all commands says."""
    overview = printed(binary, "--help")
    names = [re.split(r"\s{2,}| [A-Z]", line.strip())[0]
             for line in overview.partition("Commands:")[2].partition("\n\n")[0].splitlines() if line]
    return "".join([overview, *(printed(binary, *name.split(), "--help") for name in names)])


def has_run(refusal, counts):
    """Whether the line of a refusal ran, as far as that was counted."""
    lines = counts.get(refusal.file, gcov.Counts()).lines
    counted = [lines[line] for line in refusal.lines if line in lines]
    return not counted or counted[0] > 0


def accepted(text):
    """What may stay untouched: names with reasons."""
    lines = [line.partition("\t") for line in text.splitlines() if line[:1] != "#"]
    return {name for name, _, reason in lines if reason.strip()}


def unreached(text):
    """The lines that may have a branch that nothing takes: (path, text of the line), where there is a reason."""
    rows = [line.split("\t") for line in text.splitlines() if line[:1] != "#"]
    return {(row[0], row[1]) for row in rows if len(row) == 3 and row[2].strip()}


def judge_branches(missed, allowed, root):
    """Sentences on branches that were not taken and have to be, and on lines that may have such and are not there.
    Calls that fail are tried by chance, so a line may well have all of its branches taken."""
    for path, text in sorted(missed - allowed):
        yield f"{path}: a branch was not taken: {text}"
    for path, text in sorted(allowed):
        file = root / path
        if not file.is_file() or text not in map(str.strip, file.read_text().splitlines()):
            yield f"{UNREACHED}: {path}: {text}: is not there; take it out"


def judge(declared, untouched, allowed, places, is_counted):
    """Prints what is wrong; returns whether nothing is. What may stay untouched is judged only where
    lines were counted: without, a refusal may seem to be touched."""
    wrong = sorted(untouched - allowed)
    for name in wrong:
        print(f"untouched: {name}{places.get(name, '')}")
    for name in sorted(allowed - untouched if is_counted else []):
        why = "is touched" if name in declared else "is not declared"
        print(f"{ACCEPTED}: {name} {why}; take it out")
        wrong.append(name)
    kinds = [name.split()[0] for name in declared]
    counts = {kind: kinds.count(kind) for kind in KINDS}
    print(", ".join(f"{count} {kind}s" for kind, count in counts.items())
          + f": {len(wrong)} wrong, {len(untouched & allowed)} accepted")
    return not wrong and all(counts.values())


def main(binary, directory, build=None):
    answers, told = record.read(pathlib.Path(directory))
    documents = [json.loads(printed(binary, "openapi", *words)) for words in ([], ["--admin"])]
    operations = Operations(documents)
    declared = operations.declared()
    untouched = declared - operations.shown(answers)
    counts = gcov.read(pathlib.Path(build).resolve(), ROOT) if build else {}
    expected = refusals.expected_by_unit_tests(ROOT)
    in_help = " ".join(help_of(binary).split()) + texts(documents)
    places = {}
    for refusal in refusals.of_tree(ROOT, in_help):
        if not refusal.sentence and not counts:
            continue
        declared.add(refusal.name)
        is_told = not refusal.sentence or refusal.is_told(told, expected)
        if not is_told or not has_run(refusal, counts):
            untouched.add(refusal.name)
            places[refusal.name] = places.get(refusal.name, "") + f" ({refusal.file}:{refusal.lines[0]})"
    low = list(gcov.below(counts, FLOORS)) if counts else []
    if counts:
        missed = set(gcov.not_taken(counts, EVERY_BRANCH, ROOT))
        low += judge_branches(missed, unreached((ROOT / UNREACHED).read_text()), ROOT)
    if counts:
        print(*gcov.table(counts), *low, "", sep="\n")
    allowed = accepted((ROOT / ACCEPTED).read_text())
    return 0 if judge(declared, untouched, allowed, places, bool(counts)) and not low else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
