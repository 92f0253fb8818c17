"""What lists should hold, computed the slow and obvious way."""

import re
import unicodedata

ALPHABET = " 0123456789abcdefghijklmnopqrstuvwxyzåäö"


def swedish(text):
    """Orders texts over ALPHABET as Swedes do, whatever their case."""
    return [ALPHABET.index(letter) for letter in text.lower()]


def natural(text):
    """Orders numbers kept as texts: runs of digits by their value, before letters."""
    parts = re.findall(r"[0-9]+|[^0-9]", text.lower())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def fold(text):
    return unicodedata.normalize("NFC", text.casefold())


def contains(query, *texts):
    """Blanks around the query don't count; other characters without a picture do."""
    return any(text is not None and fold(query.strip(" \t")) in fold(text) for text in texts)


def ordered(rows, key, descending):
    """Sorted by `key` (None lowest), ties by id, all in one direction."""
    def whole(row):
        value = key(row)
        return (value is not None, value if value is not None else 0, row["id"])
    return sorted(rows, key=whole, reverse=descending)
