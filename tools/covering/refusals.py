"""The places in src where something is refused, and the sentences that say so.

A sentence is a string with a full stop that is neither in the descriptions of the interfaces nor in
the help, is not logged and is no good news; or any string with blanks that a refusing function
gets. It counts as told when a test was told it, or when a unit test expects it."""

import dataclasses
import re

from covering.c_calls import GAP, calls_and_texts

REFUSING = re.compile(r"(\w+_)?refuse(_\w+)?|faults_add|usage_error|fail|"
                      r"answer_(wait|unauthorized|insecure|unavailable|conflict|not_allowed|invalid)")
ANSWERING = re.compile(r"answer_\w+")
REFUSED = re.compile(r"\w+, 4\d\d\b")
# What gets sentences that refuse nothing.
TELLING = re.compile(r"log_\w+|put\w*|print\w*|[fv]*printf|openapi_\w+|document_\w+|arena_prose")
DIRECTIVE = re.compile(r"%[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlzjt]*[a-zA-Z" + GAP + "]|" + GAP)
MESSAGE = re.compile(r'"message":"([^"]*)"')
# Members of declarations that describe.
DESCRIBING = {"doc", "answer"}
# Tables of sentences here are what a made-up company writes.
CONTENT = "src/demo/"


@dataclasses.dataclass
class Refusal:
    """A place that refuses. `lines` are those that may count how often it ran, the best first."""
    file: str
    function: str
    lines: list
    text: str
    sentence: bool

    @property
    def name(self):
        """Without the file: functions move."""
        return f"refusal {self.function}: {self.text.replace(GAP, '…')}"

    def is_told(self, told, expected):
        """Whether the sentence stands in a text, or a unit test expects it or a part of it."""
        return bool(self.pattern.search(told)) or any(
            part in self.text or self.pattern.search(part) for part in expected)

    @property
    def pattern(self):
        """Finds the sentence in what was told. A gap at an end would only be tried at each letter of a long line."""
        parts = DIRECTIVE.sub(GAP, self.text).strip(GAP).split(GAP)
        return re.compile(".*".join(map(re.escape, parts)))


def refuses(call):
    return bool(REFUSING.fullmatch(call.name)
                or ANSWERING.fullmatch(call.name) and REFUSED.match(call.arguments))


def is_sentence(text, around, in_help):
    if any(TELLING.fullmatch(call.name) for call in around) or not re.match(r"\S+ .", text):
        return False
    if any(refuses(call) for call in around):
        return True
    return bool(re.search(r"[\w)%]\.\Z", text)) and " ".join(text.split()) not in in_help


def of_file(file, source, in_help):
    """What a file refuses; `in_help` has all descriptions and help texts, one after another."""
    calls, texts = calls_and_texts(source)
    found, speaking = [], []
    for text in texts:
        around = text.call.and_outer() if text.call else []
        said = MESSAGE.search(text.text)
        said = said[1] if said else text.text
        if text.member in DESCRIBING or file.startswith(CONTENT) and not text.function:
            continue
        if not is_sentence(said, around, in_help):
            continue
        speaking += around
        lines = [call.line for call in reversed(around)] if text.function else []
        found.append(Refusal(file, text.function, [*lines, text.line], said, True))
    for call in calls:
        if refuses(call) and not any(call is other for other in speaking):
            found.append(Refusal(file, call.function, [call.line], f"{call.name}({call.arguments})", False))
    return found


def of_tree(root, in_help):
    """What all sources under a directory refuse."""
    found = []
    for path in sorted((root / "src").rglob("*.[ch]")):
        found += of_file(str(path.relative_to(root)), path.read_text(), in_help)
    return found


def expected_by_unit_tests(root):
    """The strings of more than a word in unit tests, which look for them in what they are told."""
    return {text.text for path in sorted((root / "tests/unit").glob("*.c"))
            for text in calls_and_texts(path.read_text())[1] if " " in text.text.strip()}
