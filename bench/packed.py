#!/usr/bin/env python3
"""What gzip costs and saves: instructions and bytes of answers to clients that ask for it and that do not.

First whole answers, under callgrind as in instructions.py: those in the cache already, and those for the
first time, whose rows are cached. Then the compressor alone, on the beginnings of a list, from which
PACKED_FROM of src/http/pack.h follows: it pays when the compressor takes less time than the bytes that
it saves take on a network of 100 Mbit/s, with all that is around it.
"""

import argparse
import ctypes
import itertools
import os
import pathlib
import sys
import tempfile
import time

from callgrind import Clock, Wire, callgrind_server
from creates import CONTACTS, REPORTS
from fixed_requests import Company, make_company
from servers import Failed, glimt_server

GZIP = "Accept-Encoding: gzip\r\n"
LEVEL, ROOM = 1, 1 << 20
MEGABITS = 100
SIZES = [256, 512, 768, 1024, 1536, 2048, 4096, 16384, 65536]
ANSWERS = [
    ("a time report", f"{REPORTS}/1234", ""),
    ("a contact", f"{CONTACTS}/17", ""),
    ("25 time reports", REPORTS, "page=3&pageSize=25"),
    ("100 time reports", REPORTS, "page=3&pageSize=100"),
    ("25 contacts", CONTACTS, "page=3&pageSize=25"),
    ("100 contacts", CONTACTS, "page=3&pageSize=100"),
]


class Asking:
    """Sends the same question, or each time another one with the same answer."""

    def __init__(self, wire, path, query):
        self.wire, self.path, self.query = wire, path, query
        self.turns = itertools.count()

    def again(self, more):
        return self.wire.send("GET", f"{self.path}?{self.query}", more=more)

    def anew(self, more):
        return self.wire.send("GET", f"{self.path}?{self.query}&turn={next(self.turns)}", more=more)


def count_answer(counter, asking):
    """Bytes of the body, and instructions in the cache and for the first time; plain, then in gzip."""
    row = []
    for way in (asking.again, asking.anew):
        for more in ("", GZIP):
            for _ in range(5):
                body = way(more)
            row.append(counter.count(lambda way=way, more=more: way(more), 50, is_noted=True))
            if way == asking.again:
                row.append(len(body))
    plain, plain_bytes, packed, packed_bytes, *first = row
    return [plain_bytes, packed_bytes, plain, packed, *first]


def count_answers(binary, scratch):
    """Prints them; gives a long body."""
    data, clock = scratch / "data", Clock(binary, scratch / "clock")
    make_company(binary, data)
    with glimt_server(binary, data, clock.environment) as (url, _):
        company = Company(binary, data, url)
    clock.advance(600)
    layout = "{:<18} {:>7} {:>7} {:>9} {:>9} {:>9} {:>9}"
    print(layout.format("answer", "bytes", "gzip", "cached", "gzip", "first", "gzip"))
    with callgrind_server(binary, data, scratch, clock) as (url, counter):
        wire = Wire(url, company.tls, company.callers["application"])
        counter.begin(lambda: wire.send("GET", f"{CONTACTS}/1"))
        for name, path, query in ANSWERS:
            print(layout.format(name, *count_answer(counter, Asking(wire, path, query))), flush=True)
        return wire.send("GET", f"{REPORTS}?page=1&pageSize=100")


def time_compressor(body):
    library = ctypes.CDLL("libdeflate.so.0")
    library.libdeflate_alloc_compressor.restype = ctypes.c_void_p
    compress = library.libdeflate_gzip_compress
    compress.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
    compress.restype = ctypes.c_size_t
    compressor, room = library.libdeflate_alloc_compressor(LEVEL), ctypes.create_string_buffer(ROOM)
    layout = "{:>8} {:>8} {:>8} {:>8}"
    print(f"\nthe compressor alone, and what it saves at {MEGABITS} Mbit/s")
    print(layout.format("bytes", "gzip", "us", "us saved"))
    for size in SIZES:
        least = float("inf")
        for _ in range(300):
            start = time.thread_time()
            for _ in range(10):
                packed = compress(compressor, body, size, room, ROOM)
            least = min(least, (time.thread_time() - start) / 10)
        print(layout.format(size, packed, f"{least * 1e6:.1f}", f"{(size - packed) * 8 / MEGABITS:.1f}"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="glimt-bench-") as scratch:
        body = count_answers(os.path.abspath(options.binary), pathlib.Path(scratch))
    time_compressor(body)


if __name__ == "__main__":
    try:
        main()
    except Failed as problem:
        sys.exit(f"bench: {problem}")
