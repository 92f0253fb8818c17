#!/usr/bin/python3
"""Holds what the API tests are told on PostgreSQL against what they are told on SQLite.

same_answers.py [--sample N] [--at-once N] [FILE ...]

Runs each file of the API's tests on both engines, alone and in order, so that both runs ask the same. What they
are told must be the same byte for byte, but for stamps, addresses and what is random (tests/api/told.py). What a test
asks after something that the other run did not ask, by chance, can't be compared, nor can the rest of its file; how
many answers that were is told. Tests of several clients at once are left out. Ends in `N passed, N failed`, where a
test counts as one; GLIMT_BINARY names the program."""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ENGINES = ("sqlite", "postgres")


def run(file, engine, place, sample):
    """What a file's tests were told, as lists of a test, a question and an answer."""
    kept = place / engine / file.stem
    kept.mkdir(parents=True)
    done = subprocess.run(
        ["/usr/bin/python3", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-m", "not concurrent and not embedded and not own_postgres",
         "--sample", str(sample), "--basetemp", str(place / engine / f"{file.stem}-places"), str(file)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={
            **os.environ, "GLIMT_TEST_DATABASE": engine, "GLIMT_TEST_ANSWERS": str(kept), "PYTHONHASHSEED": "0",
            "GLIMT_TEST_RECORD": ""})
    if done.returncode not in (0, 5):
        print(f"{file.stem} on {engine}: {done.stdout[-2000:]}", flush=True)
    return done.returncode in (0, 5), [json.loads(line) for path in kept.glob("*.jsonl") for line in path.open(encoding="utf-8")]


def compare(file, here, there):
    """Counts of tests and answers; prints those that differ."""
    counts = collections.Counter()
    tests = [by_test(lines) for lines in (here, there)]
    for test, those in tests[0].items():
        others = tests[1].get(test, [])
        for at, (one, other) in enumerate(zip(those, others)):
            if one[0] != other[0]:
                counts["asked by chance"] += len(those) - at
                print(f"{test}: asked something else: {one[0][:300]} and {other[0][:300]}")
                return counts
            if one[1] != other[1]:
                counts["failed"] += 1
                print(f"{test}: {one[0][:300]}\n  on SQLite:     {around(one[1], other[1])}\n  on PostgreSQL: {around(other[1], one[1])}")
                break
            counts["answers"] += 1
        else:
            if len(those) != len(others):
                counts["asked by chance"] += abs(len(those) - len(others))
                print(f"{test}: asked {len(those)} and {len(others)} times")
                return counts
            counts["passed"] += 1
    return counts


def around(text, other):
    """From a little before the place where it differs."""
    at = next((at for at, (a, b) in enumerate(zip(text, other)) if a != b), min(len(text), len(other)))
    return text[max(0, at - 150):at + 350]


def by_test(lines):
    found = {}
    for test, asked, told in lines:
        found.setdefault(test, []).append((asked, told))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=os.cpu_count())
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    given = parser.parse_args()
    files = [path.resolve() for path in given.files] or sorted((ROOT / "tests" / "api").glob("test_*.py"))
    sys.path.insert(0, str(ROOT / "tests" / "api"))
    os.environ["GLIMT_TEST_DATABASE"] = "postgres"  # also of this process, which has what both runs share
    from database import served

    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as place, served(), \
            concurrent.futures.ThreadPoolExecutor(given.at_once) as pool:
        runs = {file: [pool.submit(run, file, engine, pathlib.Path(place), given.sample) for engine in ENGINES] for file in files}
        for file, (here, there) in runs.items():
            (fine_here, told_here), (fine_there, told_there) = here.result(), there.result()
            found = compare(file, told_here, told_there)
            counts += found + collections.Counter(failed=not (fine_here and fine_there))
            print(f"{file.stem}: {dict(found)}", flush=True)
    print(f"{counts['answers']} answers were the same, {counts['asked by chance']} could not be compared")
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 0 if counts["passed"] and not counts["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
