"""What the server says when it cannot store anything, people read in their language."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def test_what_is_not_stored_is_said_in_swedish():
    source = (ROOT / "src/api/answer.c").read_text()
    sentences = re.findall(r'"([^"\n]*nothing was stored\.)"', source)
    assert len(sentences) > 3
    pages = (ROOT / "web/src/language/sentences.ts").read_text()
    for sentence in sentences:
        assert f'"{sentence}":' in pages
