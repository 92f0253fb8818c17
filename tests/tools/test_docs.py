"""Pages name what is there: each file, folder, function and option that they mention is in the tree."""

import functools
import os
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from c_text import TOKENS, functions, without  # noqa: E402

BINARY = os.environ.get("GLIMT_BINARY", str(ROOT / "build" / "glimt"))
PAGES = ["docs/architecture.md", "docs/operations.md", "docs/scaling.md", "docs/security.md", "CONTRIBUTING.md", "README.md"]
# What a build or a reader makes; it is not in the tree.
MADE = re.compile(r"(\./)?(build|data)\b|sql/NNN_name\.sql|secret\.key|tls/[a-z-]+\.pem|out\.xml")
ENDINGS = r"(?:[ch]|py|sh|sql|ts|txt|json|md|supp)"
TOKEN = re.compile(r"`([^`\s]+)`")
FILE = re.compile(rf"[\w.-][\w./-]*\.{ENDINGS}|\.?[\w-]+/[\w./-]*")
CALL = re.compile(r"(\w+)\(\)")
# `file.c` `one()`, `two()`: functions that are defined in this file.
HOP = re.compile(r"`([\w/]+\.c)`\s+((?:`\w+\(\)`(?:,\s+|\s+and\s+)?)+)")


def defined_in(path):
    """The functions of a file, by the heads of their bodies."""
    code = without(TOKENS, path.read_text())
    lines = code.splitlines()
    names = set()
    for start, _ in functions(code):
        head = re.search(r"(\w+)\s*\(", " ".join(lines[start - 1:start + 3]))
        names.add(head.group(1))
    return names


DEFINED = {str(path.relative_to(ROOT / "src")): defined_in(path)
           for path in sorted((ROOT / "src").rglob("*.c"))}
HEADERS = "".join(path.read_text() for path in sorted((ROOT / "src").rglob("*.h")))
FILES = [str(path.relative_to(ROOT)) for top in (".ci", "bench", "docs", "sql", "src", "tests", "tools", "web/src")
         for path in (ROOT / top).rglob("*") if path.is_file() and "node_modules" not in path.parts]
FILES += [path.name for path in ROOT.iterdir() if path.is_file()]
OPTIONS = (ROOT / "src/cli/commands.c").read_text()


def is_there(name):
    """From the root, from src, or a file's name alone that only one file has."""
    name = name.rstrip("/")
    places = [place for place in FILES if place == name or place.startswith(name + "/")
              or place == f"src/{name}" or place.startswith(f"src/{name}/")]
    return bool(places) or sum(pathlib.PurePath(place).name == name for place in FILES) == 1


def wrong(text):
    tokens = TOKEN.findall(text)
    for token in tokens:
        if FILE.fullmatch(token) and not MADE.match(token) and not is_there(token):
            yield f"there is no {token}"
        call = CALL.fullmatch(token)
        if call and not any(call.group(1) in names for names in DEFINED.values()) \
                and f" {call.group(1)}(" not in HEADERS:
            yield f"there is no function {token}"
        if token.startswith("--") and f'"{token[2:]}"' not in OPTIONS:
            yield f"there is no option {token}"
    for file, calls in HOP.findall(text):
        for name in CALL.findall(calls):
            if name not in DEFINED.get(file, ()):
                yield f"{file} has no {name}()"


@pytest.mark.parametrize("page", PAGES)
def test_pages_name_what_is_there(page):
    assert list(wrong((ROOT / page).read_text())) == []


@pytest.mark.parametrize("text, sentence", [
    ("`api/pipelines.c`", "there is no api/pipelines.c"),
    ("`src/nowhere/`", "there is no src/nowhere/"),
    ("`--keep-change`", "there is no option --keep-change"),
    ("`perform_gets()`", "there is no function perform_gets()"),
    ("`api/get.c` `perform_get()`, `perform_list()`", "api/get.c has no perform_list()"),
])
def test_what_is_not_there_is_found(text, sentence):
    assert list(wrong(text)) == [sentence]


@pytest.mark.parametrize("text", ["`door.c`", "`src/change/`", "`change/door.c` `door_pass()`, `run_steps()`",
                                  "`build/glimt`", "`Contact_Read`", "`buffer_str()`"])
def test_what_is_there_is_no_fault(text):
    assert list(wrong(text)) == []


# ---- commands ----

# `glimt app rotate ID --end-tokens`, alone or in a longer line, from wherever the program is; not its user.
COMMAND = re.compile(r"(?:^|(?<! -[ugo])[ /])glimt +([a-z][a-z-]*(?: +[^\s`|&;<>]+)*)", re.M)


@functools.cache
def told(*words):
    """What a command says of itself; nothing when there is none of that name."""
    return subprocess.run([BINARY, *words, "--help"], capture_output=True, text=True, check=False).stdout


def commands_of(text):
    """The commands in code of a page: their names and options."""
    code = re.findall(r"^```\w*\n(.*?)^```$", text, re.M | re.S) + re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", text, flags=re.S))
    for found in COMMAND.finditer(re.sub("^Description=.*", "", "\n".join(code), flags=re.M)):
        words = found[1].split()
        names = words[:2] if words[0] in ("app", "user", "account") else words[:1]
        yield names, [word for word in words if word.startswith("--")]


def wrong_commands(text):
    for names, options in commands_of(text):
        if f"Usage: glimt {' '.join(names)}" not in told(*names):
            yield f"there is no command {' '.join(names)}"
        yield from (f"{' '.join(names)} has no option {option}" for option in options
                    if not re.search(rf"^  {option}\b", told(*names), re.M))


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md"])
def test_pages_name_commands_and_options_that_are_there(page):
    text = (ROOT / page).read_text()
    assert page == "CONTRIBUTING.md" or len(list(commands_of(text))) > 3
    assert list(wrong_commands(text)) == []


@pytest.mark.parametrize("text, sentences", [
    ("`glimt app rotate ID --end-tokens`", []),
    ("`glimt app turn ID`", ["there is no command app turn"]),
    ("`build/glimt backup --data d --forever`", ["backup has no option --forever"]),
    ("```sh\nrunuser -u glimt -- glimt lock now\n```", ["there is no command lock"]),
    ("`glimt.service`, `runuser -u glimt --`, `useradd --home-dir /srv/glimt --shell x glimt`", []),
])
def test_commands_that_are_not_there_are_found(text, sentences):
    assert list(wrong_commands(text)) == sentences
