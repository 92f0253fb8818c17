"""Reads C as text: what is comment, what is code, where functions begin and end."""

import re

TOKENS = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)


def without(pattern, text):
    """The text with what matches blanked out, line by line as it was."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def functions(code):
    """(line, lines) of each function in code without comments and texts."""
    start, head = None, ""
    for number, line in enumerate(code.splitlines(), 1):
        if line == "}" and start:
            yield start, number - start + 1
            start, head = None, ""
        elif start and head == "":
            continue
        elif not line.strip() or line.startswith("#") or line.startswith("}"):
            start, head = None, ""
        else:
            start = start or number
            head += " " + line.strip()
            if head.endswith("{") and re.search(r"\)\s*\{$", head) and "=" not in head:
                head = ""
            elif head.endswith(("{", ";", "}")):
                start, head = None, ""


def comment_lines(text):
    """How many lines have some of a comment, and how many are not blank."""
    def marked(found):
        return re.sub(r"\S", "#" if found.group().startswith("/") else "x", found.group())

    lines = [line for line in TOKENS.sub(marked, text.replace("#", " ")).splitlines() if line.strip()]
    return sum("#" in line for line in lines), len(lines)
