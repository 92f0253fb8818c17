"""What tests ask and are told, for tools/coverage.py, which looks for what no test touches.

Where GLIMT_TEST_RECORD names a directory, each process of the tests writes a file into it, with a
line of JSON for each answer, ["answer", method, path, status, items of the page, what a refusal
said], and for each text that a command or server printed, ["said", text]."""

import functools
import json
import os
import re

import requests

import told

DIRECTORY = os.environ.get("GLIMT_TEST_RECORD")
ITEMS = re.compile(rb'"itemCount":(\d+)')
LINES = "application/x-ndjson"


@functools.cache
def lines():
    return open(f"{DIRECTORY}/{os.getpid()}.jsonl", "a", buffering=1, encoding="utf-8")


def keep(*values):
    if DIRECTORY:
        lines().write(json.dumps(values) + "\n")


def keep_said(text):
    """Notes what a command or a server said."""
    if text:
        keep("said", text)


def keep_answer(answer, stream=False, **_):
    """Notes an answer that `requests` got; one that a test reads in parts is left to it."""
    if stream:
        return
    kind = answer.headers.get("Content-Type", "")
    refuses = answer.status_code >= 400 and answer.content
    keep("answer", answer.request.method, answer.request.path_url, answer.status_code,
         count_items(answer.content, kind), answer.json() if refuses and "json" in kind else None)


def count_items(content, kind):
    """Of a page, or of a download that has one on each line; None: it is neither."""
    if kind.startswith(LINES):
        return content.count(b"\n")
    items = ITEMS.search(content[:1000])
    return int(items[1]) if items else None


def new_session(certificate):
    """A session with a server, whose answers are noted."""
    session = requests.Session()
    session.trust_env = False
    session.verify = str(certificate)
    if DIRECTORY:
        session.hooks["response"].append(keep_answer)
    if told.DIRECTORY:
        session.hooks["response"].append(told.keep)
    return session
