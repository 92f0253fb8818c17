#!/usr/bin/python3
"""Writes the passwords that are refused since everybody tries them first, as C.

common_passwords.py OUT BYTES  makes access/common_passwords.h's `common_passwords`; the bytes go to a file
                               of their own

The words are those of python3-zxcvbn, which is there for the Python of Debian alone: the 30,000 most common passwords of leaks (Burnett's ten million), whatever
their length, since a short one with a year behind it is no better; and of the words of Wikipedia, films and series
those of ten letters and more. Each is kept as the first bytes of its hash, sorted, so that it is found by halving
and nobody who looks into the program reads it."""

import hashlib
import pathlib
import sys
import unicodedata

from zxcvbn.frequency_lists import FREQUENCY_LISTS

SHORTEST, BYTES = 10, 5


def words():
    """All of them, as they are compared."""
    found = set(FREQUENCY_LISTS["passwords"])
    for name in ("english_wikipedia", "us_tv_and_film"):
        found.update(word for word in FREQUENCY_LISTS[name] if len(word) >= SHORTEST)
    return {unicodedata.normalize("NFC", word.casefold()) for word in found}


def main(out, path):
    hashes = sorted({hashlib.blake2b(word.encode(), digest_size=32).digest()[:BYTES] for word in words()})
    pathlib.Path(path).write_bytes(b"".join(hashes))
    pathlib.Path(out).write_text(
        '#include "access/common_passwords.h"\n\nextern const unsigned char common_password_bytes[];\n'
        f'__asm__(".section .rodata\\ncommon_password_bytes: .incbin \\"{path}\\"\\n.previous");\n\n'
        f"const struct common_passwords common_passwords = {{common_password_bytes, {len(hashes)}}};\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
