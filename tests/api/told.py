"""All that a run of tests asks and is told, for tools/same_answers.py, which holds two runs against each other.

Where GLIMT_TEST_ANSWERS names a directory, the process of the tests writes a file into it, with a line of JSON for
each answer: the test, what was asked and what was told, as a text each. What another run must tell otherwise has a
word in its place: stamps, addresses, and what is random."""

import functools
import hashlib
import json
import os
import re
import threading

DIRECTORY = os.environ.get("GLIMT_TEST_ANSWERS")
HEADERS = ("Content-Type", "Content-Encoding", "Location", "Allow", "Retry-After", "WWW-Authenticate", "Content-Range",
           "Content-Disposition", "Vary", "Link")
DIFFERENT = [(re.compile(pattern), replacement) for pattern, replacement in (
    (r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", "UUID"),
    (r"\b20[23]\d-\d\d-\d\d[ T+]\d\d(:|%3[Aa])\d\d(:|%3[Aa])\d\d( \+00:00|Z|%20%2B00%3A00|\+%2B00%3A00)?", "THEN"),
    (r"127\.0\.0\.1:\d+|localhost:\d+", "HERE"),
    (r"/tmp/[-\w./]+", "PLACE"),
    (r"\b[0-9a-f]{32,}\b", "HEX"),
    (r"\b[A-Za-z0-9_-]{22,}\b(?=[\"&]|$)", "SECRET"),
)]
LONGEST = 3000


def without_what_differs(text):
    for pattern, replacement in DIFFERENT:
        text = pattern.sub(replacement, text)
    return text


def readable(content):
    """A text as it is; of bytes and of what is long, what it comes to."""
    if content is None:
        return ""
    if isinstance(content, str):
        content = content.encode()
    if not isinstance(content, bytes):
        return "what is sent in parts"
    try:
        text = without_what_differs(content.decode())
    except UnicodeDecodeError:
        return hashlib.sha256(content).hexdigest()
    return text if len(text) <= LONGEST else text[:LONGEST] + hashlib.sha256(text.encode()).hexdigest()


@functools.cache
def lines():
    return open(f"{DIRECTORY}/{os.getpid()}.jsonl", "a", buffering=1, encoding="utf-8")


def keep(answer, stream=False, **_):
    """Of what threads ask side by side, the order is chance."""
    if threading.current_thread() is not threading.main_thread():
        return
    asked = answer.request
    head = " ".join(f"{name}={answer.headers[name]}" for name in HEADERS if name in answer.headers)
    lines().write(json.dumps([
        os.environ.get("PYTEST_CURRENT_TEST", ""),
        f"{asked.method} {without_what_differs(asked.path_url)} {readable(asked.body)}",
        f"{answer.status_code} {without_what_differs(head)} {'ETag' in answer.headers}"
        f" {'' if stream else readable(answer.content)}"]) + "\n")
