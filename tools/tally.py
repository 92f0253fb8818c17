#!/usr/bin/env python3
"""Sums results: tally.py RESULTS REPORTS.

RESULTS is a directory with what the runners wrote: meson's testlog (meson.json), JUnit files of
vitest (pages.xml), pytest (pytest.xml) and Playwright (browser.xml), and lines of
`name<TAB>passed|failed` (*.tsv). A file in REPORTS is what a sanitizer found, and a failure. The last line is `N passed, N failed`; the exit status is 1 when
something failed, when nothing ran, or when a runner left no results.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

FINE = {"OK", "EXPECTEDFAIL"}
LEFT_OUT = {"SKIP"}
COUNTED = re.compile(r"\[  (PASSED|FAILED)  \] (\d+) test")
TAP = re.compile(r"^(not )?ok \d", re.MULTILINE)


def of_meson(path):
    """cmocka programs count each of their tests, other programs count as one."""
    passed, failed = 0, []
    for line in path.read_text().splitlines():
        run = json.loads(line)
        if run["result"] in LEFT_OUT:
            continue
        text = (run.get("stdout") or "") + (run.get("stderr") or "")
        counts = {"PASSED": 0, "FAILED": 0}
        for word, count in COUNTED.findall(text):
            counts[word] += int(count)
        for refused in TAP.findall(run.get("stdout") or ""):
            counts["FAILED" if refused else "PASSED"] += 1
        if run["result"] in FINE:
            passed += max(1, counts["PASSED"])
        else:
            passed += counts["PASSED"]
            failed += [run["name"]] * max(1, counts["FAILED"])
    return passed, failed


def of_junit(path):
    passed, failed = 0, []
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(f"{case.get('classname')}.{case.get('name')}")
        elif case.find("skipped") is None:
            passed += 1
    return passed, failed


def of_lines(path):
    rows = [line.split("\t") for line in path.read_text().splitlines() if line]
    return sum(row[1] == "passed" for row in rows), [row[0] for row in rows if row[1] != "passed"]


RUNNERS = {"meson.json": of_meson, "pages.xml": of_junit, "pytest.xml": of_junit,
           "browser.xml": of_junit}


def main(results, reports):
    passed, failed = 0, []
    files = sorted(pathlib.Path(results).iterdir())
    for path in files:
        try:
            more, faults = RUNNERS.get(path.name, of_lines)(path)
        except (ElementTree.ParseError, ValueError, KeyError) as problem:
            more, faults = 0, [f"{path.name} is unreadable: {problem}"]
        print(f"{path.stem:<8} {more:>5} passed {len(faults):>5} failed")
        if more + len(faults) == 0:
            faults = [f"{path.name} holds no test"]
        passed += more
        failed += faults
    if not files:
        failed.append("no runner left results")
    for report in sorted(pathlib.Path(reports).iterdir()):
        print(f"\n{report.name}\n{report.read_text(errors='replace')[:8000]}")
        failed.append(f"the sanitizer wrote {report.name}")
    for name in failed:
        print(f"failed: {name}")
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
