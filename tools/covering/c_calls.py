"""C as far as it takes to find its calls and the strings in them."""

import dataclasses
import re
import typing

TOKEN = re.compile(r"""
    (?P<blank>\s+ | //[^\n]* | /\*.*?\*/ | ^[ \t]*\#(?:[^\\\n]|\\.)*)
  | (?P<string>"(?:[^"\\\n]|\\.)*")
  | (?P<character>'(?:[^'\\\n]|\\.)*')
  | (?P<word>\w+)
  | (?P<mark>.)
""", re.VERBOSE | re.DOTALL | re.MULTILINE)
KEYWORDS = {"if", "while", "for", "switch", "return", "sizeof", "else", "case"}
ESCAPE = re.compile(r"\\(x[0-9a-fA-F]+|.)")
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
GAP = "\0"  # stands in a text for what only the compiler knows, such as PRId64


class Token(typing.NamedTuple):
    kind: str
    text: str
    line: int
    offset: int

    @property
    def is_name(self):
        return self.kind == "word" and self.text not in KEYWORDS


@dataclasses.dataclass
class Call:
    """`name(arguments)` in a function; `outer` is the call that has it as an argument."""
    name: str
    line: int
    function: str
    outer: "Call | None"
    arguments: str = ""

    def and_outer(self):
        return [self, *(self.outer.and_outer() if self.outer else [])]


@dataclasses.dataclass
class Text:
    """Strings that stand side by side, joined; `call` has them as an argument. Outside of functions
    `function` is empty."""
    text: str
    line: int
    function: str
    call: Call | None
    member: str  # that it is the value of, in an initializer: `.doc = "..."`


def tokens(source):
    line, found = 1, [Token("mark", "", 0, 0)] * 3
    for match in TOKEN.finditer(source):
        if match.lastgroup != "blank":
            found.append(Token(match.lastgroup, match[0], line, match.start()))
        line += match[0].count("\n")
    return [*found, Token("mark", "", line, len(source))]


def unquote(string):
    """What a string's characters mean."""
    return ESCAPE.sub(lambda match: chr(int(match[1][1:], 16)) if match[1][0] == "x"
                      else ESCAPED.get(match[1], match[1]), string[1:-1])


def join_strings(found, at):
    """The strings from a token on, as one text."""
    text = ""
    while found[at].kind == "string" or found[at].is_name:
        text += unquote(found[at].text) if found[at].kind == "string" else GAP
        at += 1
    return text


def goes_on(found, at):
    """Whether a string continues the one before it."""
    return found[at - 1].kind == "string" or found[at - 1].is_name and found[at - 2].kind == "string"


class Reader:
    """Walks through the tokens of a file, and keeps what is open around the present one."""

    def __init__(self, source):
        self.source, self.found = source, tokens(source)
        self.calls, self.texts = [], []
        self.opened = []  # the call before each bracket, or None, and the call around it
        self.call, self.function, self.named = None, "", ""
        for at, token in enumerate(self.found):
            if token.text in ("(", "{"):
                self.open(at)
            elif token.text in (")", "}") and self.opened:
                self.close(token)
            elif token.kind == "string" and not goes_on(self.found, at):
                self.add_text(at)

    def open(self, at):
        token, before, call = self.found[at], self.found[at - 1], None
        if token.text == "{" and not self.opened:
            self.function = self.named if before.text == ")" else ""
        if token.text == "(" and before.is_name and self.function:
            call = Call(before.text, before.line, self.function, self.call)
            self.calls.append(call)
        elif token.text == "(" and before.is_name and not self.opened:
            self.named = before.text
        self.opened.append((call, self.call, token.offset + 1))
        self.call = call or self.call

    def close(self, token):
        call, self.call, start = self.opened.pop()
        if call:
            call.arguments = " ".join(self.source[start:token.offset].split())
        if not self.opened:
            self.function = ""

    def add_text(self, at):
        equals, member = self.found[at - 1].text == "=", self.found[at - 2].text
        self.texts.append(Text(
            join_strings(self.found, at), self.found[at].line, self.function, self.call,
            member if equals and self.found[at - 3].text == "." else ""))


def calls_and_texts(source):
    """All calls and all strings of a file."""
    reader = Reader(source)
    return reader.calls, reader.texts
