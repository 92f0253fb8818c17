"""Reads what the tests noted of their questions and answers (tests/api/record.py)."""

import json

from covering.declared import Answer


def read(directory):
    """All different answers, and all texts that refuse, one after another."""
    lines = {line for path in sorted(directory.glob("*.jsonl"))
             for line in path.read_text(encoding="utf-8").splitlines()}
    answers, told = [], set()
    for line in lines:
        kind, *values = json.loads(line)
        if kind == "answer":
            answers.append(Answer(*values))
            told.update(sentences(answers[-1].refusal))
        else:
            told.update(values)
    return answers, "\n".join(sorted(told))


def sentences(refusal):
    """All texts in what a refusal said."""
    if isinstance(refusal, str):
        yield refusal
    elif isinstance(refusal, (dict, list)):
        for value in refusal.values() if isinstance(refusal, dict) else refusal:
            yield from sentences(value)
