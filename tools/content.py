#!/usr/bin/env python3
"""Finds content on floors below src/resources: names that only declarations may know.

content.py [ROOT] prints what src/resources declares: properties, filters, sorts, words of choices,
objects, paths, nouns, permissions, areas and tables; and the tables' columns, as the migrations of
sql/ make them. lint.py refuses these in the folders that do not include from resources: as a whole
text, as a member of JSON, in SQL, in a list of names, and anywhere in a text when it is made of
several words (isActive, user_id, Contact_Read); also a constant that is called after a permission or
an area. SQL that names only tables which nobody declares has columns of its own. tools/content.txt has
the exceptions; each has to be needed.
"""

import pathlib
import re
import sqlite3
import sys

from c_text import COMMENT, TOKENS, without

KINDS = ("INTEGER TEXT BOOLEAN DECIMAL REAL DATE INSTANT CHOICE KEY VIA REFERENCE LINKS ROWS GROUP "
         "WORDS JSON TIME").split()
TEXT = r'"((?:\\.|[^"\\\n])*)"'
# What is declared, by what it is: where in the declarations it stands.
DECLARED = {
    "property": rf'\{{\s*{TEXT},\s*(?:{"|".join(KINDS)})\b|\.(?:input|also|id_name|update_id_name)'
                rf'\s*=\s*{TEXT}',
    "object": r'\{\s*"([a-z_]+(?:\.[a-z_]+)+)"',
    "path": rf"\.path\s*=\s*{TEXT}",
    "noun": rf"\.(?:name|plural)\s*=\s*{TEXT}",
    "area": rf"struct area \w+\s*=\s*\{{\s*\d+,\s*{TEXT}",
    "permission": rf"^#define \w+_(?:READ|WRITE) {TEXT}",
    "table": rf"\.table\s*=\s*{TEXT}|struct link \w+\s*=\s*\{{\s*{TEXT}",
}
# Declarations that are made of names alone.
LISTS = {
    "property": r"\bAUTHORSHIP\(([^)]*)\)",
    "words": r"^#define \w+_WORDS [^\n]*",
    "sort": r"struct sort \w+\[\]\s*=\s*\{(.*?)\};",
    "choice": r"char \*const \w+\[\]\s*=\s*\{(.*?)\};",
}
SQL = re.compile(r"\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|JOIN|ORDER BY|VALUES|AND|SET)"
                 r"\b|(?<![\w.])[a-z]\.[a-z]")
WORD = re.compile(r"[A-Za-z_]\w*")
COMPOUND = re.compile(r"[a-z0-9][A-Z_]\w")
TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)")
MEMBER = re.compile(r'\\"(\w+)\\"\s*:')
JOINED = re.compile(rf"{TEXT}(?:\s*{TEXT})*")
DIRECTIVE = re.compile(r"^[ \t]*#[ \t]*include[^\n]*", re.MULTILINE)
ALLOWED = "tools/content.txt"


def uncommented(code):
    """C without comments and includes, line by line as it was."""
    code = TOKENS.sub(lambda token: without(COMMENT, token.group())
                      if token.group().startswith("/") else token.group(), code)
    return without(DIRECTIVE, code)


def declared(root):
    """What src/resources declares: names by what they are."""
    names = {kind: set() for kind in (*DECLARED, *LISTS, "column")}
    for path in sorted((root / "src/resources").glob("*.[ch]")):
        code = uncommented(path.read_text())
        for kind, pattern in DECLARED.items():
            for found in re.finditer(pattern, code, re.MULTILINE):
                names[kind] |= {name for name in found.groups() if name}
        for kind, pattern in LISTS.items():
            for found in re.finditer(pattern, code, re.MULTILINE | re.DOTALL):
                texts = re.findall(TEXT, found.group())
                names[kind] |= {text for text in texts if " " not in text}
                if kind == "words":
                    names[kind] |= set(" ".join(texts).split())
    names["column"] = columns(root, names["table"])
    return names


def columns(root, tables):
    """Those of the tables, as the migrations make them."""
    database = sqlite3.connect(":memory:")
    for path in sorted((root / "sql").glob("*.sql")):
        database.executescript(path.read_text())
    return {row[0] for table in tables
            for row in database.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def texts(code):
    """(line, text) of each text in C; those that stand side by side are one."""
    for joined in JOINED.finditer(uncommented(code)):
        yield (code.count("\n", 0, joined.start()) + 1,
               "".join(part.group(1) for part in re.finditer(TEXT, joined.group())))


def found(text, names):
    """The declared names in one text."""
    known, words = set().union(*names.values()), set(WORD.findall(text))
    tables = set(TABLE.findall(text))
    if tables and not tables & names["table"]:
        return set()
    hits = {text} & known | {word for word in words & known if COMPOUND.search(word)}
    if SQL.search(text):
        hits |= words & (names["table"] | names["column"])
    hits |= set(MEMBER.findall(text)) & names["property"]
    if set(re.split(r"[ .]", text)) <= names["property"]:
        hits |= words
    return hits


def named(code, names):
    """(line, name) of constants and the like that are called after permissions or areas."""
    forbidden = {name.lower() for name in names["permission"]}
    forbidden |= {f"area_{name}" for name in names["area"]}
    bare = without(TOKENS, uncommented(code))
    for word in WORD.finditer(bare):
        if word.group().lower() in forbidden:
            yield bare.count("\n", 0, word.start()) + 1, word.group()


def allowed(root):
    """(path, name, line) of each exception, and the lines without a reason."""
    found, bare, path = set(), [], root / ALLOWED
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], 1):
        if line.startswith("#"):
            continue
        head, _, reason = line.partition(": ")
        where, *names = head.split()
        found |= {(where, name, number) for name in names}
        if not reason:
            bare.append(number)
    return found, bare


def hits(path, names):
    """(line, name) of what a file knows."""
    code = path.read_text()
    return sorted({*named(code, names)} |
                  {(line, name) for line, text in texts(code) for name in found(text, names)})


def faults(root, folders):
    """(path, line, sentence) for each name that is out of place, and for exceptions in vain."""
    root = pathlib.Path(root)
    names, (may, bare) = declared(root), allowed(root)
    unused = set(may)
    for path in (path for folder in folders for path in sorted((root / "src" / folder).rglob("*.[ch]"))):
        file = str(path.relative_to(root))
        for line, name in hits(path, names):
            fine = {one for one in may if file.startswith(one[0]) and one[1] in (name, "*")}
            unused -= fine
            if not fine:
                yield file, line, f'"{name}" is content, which only src/resources may know'
    for line in bare:
        yield ALLOWED, line, "an exception needs its reason"
    for where, name, line in sorted(unused):
        yield ALLOWED, line, f'{where} has no "{name}" that would need an exception'


if __name__ == "__main__":
    top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    for kind, all_names in declared(top).items():
        for one in sorted(all_names):
            print(f"{kind:10} {one}")
