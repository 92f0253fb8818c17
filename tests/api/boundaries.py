"""Malformed and odd requests: where each ends, and what it is answered.

A row is one request or several. Markers in them have the width of what they stand for, so lengths that are
declared stay right: `marked` puts a number of its own into each, which comes back in its answer. Bodies that
another reader could take for a request hold TRAP: it has a token of its own, whose use can be counted."""

import dataclasses
import functools

TOKEN, GHOST = b"T" * 79, b"G" * 79
MARKS = b"MARK001", b"MARK002", b"MARK003", b"MARK004"  # the last is that of FOLLOWING
AUTHORIZATION = b"Authorization: Bearer " + TOKEN
CONSTANT = AUTHORIZATION + b"\r\nX-Forwarded-Proto: https\r\n"  # sent whole when rows are cut
HOST = b"Host: localhost"
LIST, CREATE = b"/v1/Admin/Users?page=", b"/v1/Core/Contacts"
TRAP_PAGE = 7777777
TRAP = (b"GET " + LIST + b"%d HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " % TRAP_PAGE + GHOST
        + b"\r\nX-Forwarded-Proto: https\r\n\r\n")
CHUNKED = b"Transfer-Encoding: chunked"


@dataclasses.dataclass(frozen=True)
class Row:
    """What is sent; the statuses of its answers in order; whether the connection goes on."""
    name: str
    data: bytes
    statuses: tuple
    goes_on: bool
    is_head: bool = False


def marked(data, first, token, ghost):
    """The bytes with tokens, and numbers of seven digits from `first` on as markers."""
    for number, mark in enumerate(MARKS, first):
        data = data.replace(mark, b"%d" % number)
    return data.replace(TOKEN, token).replace(GHOST, ghost)


def head(start, *lines, host=HOST):
    return b"\r\n".join([start, *([host] if host else []), *lines]) + b"\r\n" + CONSTANT + b"\r\n"


def get(*lines, target=LIST + MARKS[0], version=b"HTTP/1.1", method=b"GET", host=HOST):
    return head(method + b" " + target + b" " + version, *lines, host=host)


def contact(mark):
    return b'{"name":"' + mark + b'","contactType":"person","responsibleId":1}'


def post(*lines, body=b"", **more):
    return get(*lines, target=CREATE, method=b"POST", **more) + body


def sized(*lines, mark=MARKS[0], **more):
    body = contact(mark)
    return post(b"Content-Length: %d" % len(body), *lines, body=body, **more)


def chunk(data, extension=b""):
    return b"%x%s\r\n%s\r\n" % (len(data), extension, data)


def in_chunks(body, *lines, **more):
    return post(CHUNKED, *lines, body=body, **more)


GOOD = contact(MARKS[0])
NEXT = head(b"GET " + LIST + MARKS[1] + b" HTTP/1.1")
TRAPPED = b"Content-Length: %d" % len(TRAP)
FOLLOWING = get(target=LIST + MARKS[3])
BARE = get().removesuffix(b"\r\n")  # to be ended in some way


def lengths():
    """Content-Length, alone and with others."""
    size = len(TRAP)
    for name, line in {
            "blank before the colon": b"Content-Length : %d" % size, "tab before it": b"Content-Length\t: %d" % size,
            "blanks before it": b"Content-Length   : %d" % size, "blank in the name": b"Content Length: %d" % size,
            "blank before the name": b" Content-Length: %d" % size,
            "NUL in the name": b"Content-Length\0: %d" % size, "no colon": b"Content-Length %d" % size,
            "plus": b"Content-Length: +%d" % size, "minus": b"Content-Length: -1",
            "minus nothing": b"Content-Length: -0", "twice in one": b"Content-Length: %d,%d" % (size, size),
            "twice with a blank": b"Content-Length: %d, %d" % (size, size),
            "two in one": b"Content-Length: 0, %d" % size, "hexadecimal": b"Content-Length: 0x%x" % size,
            "nothing": b"Content-Length:", "blanks alone": b"Content-Length:   ", "word": b"Content-Length: many",
            "point": b"Content-Length: %d.0" % size, "exponent": b"Content-Length: 1e2",
            "blank between digits": b"Content-Length: 1 0", "comma behind": b"Content-Length: %d," % size,
            "comma in front": b"Content-Length: ,%d" % size, "semicolon": b"Content-Length: %d;" % size,
            "quotes": b'Content-Length: "%d"' % size, "underscore": b"Content-Length: 1_0",
            "form feed": b"Content-Length: \x0c%d" % size, "vertical tab": b"Content-Length: %d\x0b" % size,
            "no-break space": b"Content-Length: \xc2\xa0%d" % size, "other digits": b"Content-Length: \xd9\xa1",
            "folded": b"Content-Length:\r\n %d" % size, "folded with a tab": b"Content-Length:\r\n\t%d" % size,
            "folded digits": b"Content-Length: 1\r\n 0"}.items():
        yield Row(f"length, {name}", post(line, body=TRAP), (400,), False)
    for name, (first, second) in {
            "the same": (size, size), "none and some": (0, size), "some and none": (size, 0),
            "some and more": (size, size + 10), "spelt differently": (size, b"0%d" % size)}.items():
        both = b"Content-Length: %b", b"content-length: %b"
        both = [line % (b"%d" % value if isinstance(value, int) else value)
                for line, value in zip(both, (first, second))]
        yield Row(f"two lengths, {name}", post(*both, body=TRAP), (400,), False)
        yield Row(f"two lengths apart, {name}", post(both[0], b"A: b", both[1], body=TRAP), (400,), False)
    yield Row("three lengths", post(*[TRAPPED] * 3, body=TRAP), (400,), False)
    for digits in (b"9" * 19, b"9" * 20, b"18446744073709551616", b"18446744073709551620", b"1" + b"0" * 40,
                   b"99999999"):
        yield Row(f"length {digits.decode()}",
                  post(b"Content-Length: " + digits, body=TRAP), (413,), False)
    yield Row("length", sized() + NEXT, (201, 200), True)
    for name, line in {"zeros in front": b"Content-Length: 0000000%d", "many zeros": b"Content-Length: " + b"0" * 40 + b"%d",
                       "no blank": b"Content-Length:%d", "tab": b"Content-Length:\t%d", "blanks": b"Content-Length:   %d  \t",
                       "capitals": b"CONTENT-LENGTH: %d", "small": b"content-length: %d"}.items():
        yield Row(f"length, {name}", post(line % len(GOOD), body=GOOD) + NEXT, (201, 200), True)
    yield Row("length 0", post(b"Content-Length: 0"), (400,), True)
    yield Row("length too long by one name", post(b"Content-Length-: 9"), (400,), True)
    yield Row("get with a body", get(TRAPPED) + TRAP, (200,), True)
    yield Row("delete with a body", get(TRAPPED, method=b"DELETE", target=b"/v1/no") + TRAP, (404,), True)
    yield Row("head with a body", get(TRAPPED, method=b"HEAD") + TRAP, (200,), True, True)
    yield Row("unknown method with a body", get(TRAPPED, method=b"FOO") + TRAP, (405,), True)
    yield Row("get with chunks", get(CHUNKED) + chunk(TRAP) + b"0\r\n\r\n", (200,), True)


def codings():
    """Transfer-Encoding, alone and with others."""
    trap = chunk(TRAP) + b"0\r\n\r\n"
    for name, (line, status) in {
            "gzip, chunked": (b"Transfer-Encoding: gzip, chunked", 501), "gzip": (b"Transfer-Encoding: gzip", 501),
            "chunked, gzip": (b"Transfer-Encoding: chunked, gzip", 501),
            "twice in one": (b"Transfer-Encoding: chunked, chunked", 501),
            "twice without a blank": (b"Transfer-Encoding: chunked,chunked", 501),
            "identity": (b"Transfer-Encoding: identity", 501),
            "identity, chunked": (b"Transfer-Encoding: identity, chunked", 501),
            "chunked, identity": (b"Transfer-Encoding: chunked, identity", 501),
            "comma behind": (b"Transfer-Encoding: chunked,", 501), "comma before": (b"Transfer-Encoding: ,chunked", 501),
            "parameter": (b"Transfer-Encoding: chunked;q=1", 501), "quotes": (b'Transfer-Encoding: "chunked"', 501),
            "x": (b"Transfer-Encoding: xchunked", 501), "s": (b"Transfer-Encoding: chunkeds", 501),
            "two words": (b"Transfer-Encoding: chunked x", 501), "unlike": (b"Transfer-Encoding: chunKed\xc2\xa0", 501),
            "long s": (b"Transfer-Encoding: chun\xe2\x84\xaaed", 501), "deflate": (b"Transfer-Encoding: deflate", 501),
            "vertical tab": (b"Transfer-Encoding: \x0bchunked", 400), "NUL": (b"Transfer-Encoding: chunked\0", 400),
            "nothing": (b"Transfer-Encoding:", 400), "blank": (b"Transfer-Encoding:  ", 400),
            "blank before the colon": (b"Transfer-Encoding : chunked", 400),
            "tab before the colon": (b"Transfer-Encoding\t: chunked", 400),
            "blank before the name": (b" Transfer-Encoding: chunked", 400),
            "folded": (b"Transfer-Encoding:\r\n chunked", 400), "folded tab": (b"Transfer-Encoding:\r\n\tchunked", 400),
            "folded behind another": (b"A: b\r\n Transfer-Encoding: chunked", 400),
            "CR in front": (b"A: b\rTransfer-Encoding: chunked", 400),
            "LF in front": (b"A: b\nTransfer-Encoding: chunked", 400),
            "underscore": (b"Transfer_Encoding: chunked\r\nTransfer-Encoding : chunked", 400)}.items():
        yield Row(f"coding, {name}", post(line, body=trap), (status,), False)
        yield Row(f"coding beside a length, {name}", post(line, b"Content-Length: %d" % len(trap), body=trap),
                  (status,), False)
    for name, pair in {"chunked": (CHUNKED, CHUNKED), "identity first": (b"Transfer-Encoding: identity", CHUNKED),
                       "identity last": (CHUNKED, b"Transfer-Encoding: identity"),
                       "gzip last": (CHUNKED, b"Transfer-Encoding: gzip")}.items():
        yield Row(f"two codings, {name}", post(*pair, body=trap), (400 if name == "chunked" else 501,), False)
    for name, lines in {"length first": (TRAPPED, CHUNKED), "length last": (CHUNKED, TRAPPED),
                        "length 0": (b"Content-Length: 0", CHUNKED), "length 5 behind": (CHUNKED, b"Content-Length: 5"),
                        "two lengths": (TRAPPED, CHUNKED, TRAPPED)}.items():
        yield Row(f"coding and {name}", post(*lines, body=trap), (400,), False)
        yield Row(f"coding and {name}, get", get(*lines) + trap, (400,), False)
    yield Row("coding in 1.0", in_chunks(trap, version=b"HTTP/1.0"), (400,), False)
    yield Row("coding in 1.0, kept", in_chunks(trap, b"Connection: keep-alive", version=b"HTTP/1.0"), (400,), False)
    for name, line in {"capitals": b"TRANSFER-ENCODING: CHUNKED", "no blank": b"Transfer-Encoding:chunked",
                       "tab": b"Transfer-Encoding:\tchunked\t"}.items():
        yield Row(f"coding, {name}", post(line, body=chunk(GOOD) + b"0\r\n\r\n") + NEXT, (201, 200), True)


def chunks():
    """The lines of chunked bodies."""
    end = b"0\r\n\r\n"
    for name, body in {
            "LF after the size": b"%x\n" % len(GOOD) + GOOD + b"\r\n" + end,
            "LF after the data": b"%x\r\n" % len(GOOD) + GOOD + b"\n" + end,
            "nothing after the data": b"%x\r\n" % len(GOOD) + GOOD + end,
            "blank after the data": b"%x\r\n" % len(GOOD) + GOOD + b" \r\n" + end,
            "more data than said": b"5\r\n" + GOOD + b"\r\n" + end,
            "CR alone after the size": b"%x\r" % len(GOOD) + GOOD + b"\r\n" + end,
            "CR alone after the data": b"%x\r\n" % len(GOOD) + GOOD + b"\r" + end,
            "two CR": b"%x\r\r\n" % len(GOOD) + GOOD + b"\r\n" + end,
            "LF at the end": chunk(GOOD) + b"0\n\n", "LF after 0": chunk(GOOD) + b"0\n\r\n",
            "LF after the last line": chunk(GOOD) + b"0\r\n\n", "CR at the end": chunk(GOOD) + b"0\r\n\r" + TRAP,
            "no size": b"\r\n" + GOOD + b"\r\n" + end, "extension alone": b";a=b\r\n" + chunk(GOOD) + end,
            "blank before the size": b" 5\r\nabcde\r\n" + end, "blank behind the size": b"5 \r\nabcde\r\n" + end,
            "tab behind the size": b"5\t\r\nabcde\r\n" + end, "0x": b"0x5\r\nabcde\r\n" + end,
            "plus": b"+5\r\nabcde\r\n" + end, "minus": b"-5\r\nabcde\r\n" + end, "letter": b"5g\r\nabcde\r\n" + end,
            "h": b"5h\r\nabcde\r\n" + end, "underscore": b"1_0\r\n" + b"a" * 16 + b"\r\n" + end,
            "quotes": b'"5"\r\nabcde\r\n' + end, "16 digits": b"%016x\r\n" % len(GOOD) + GOOD + b"\r\n" + end,
            "17 digits": b"1" + b"0" * 16 + b"\r\n" + TRAP, "40 digits": b"f" * 40 + b"\r\n" + TRAP,
            "NUL in the size": b"5\0\r\nabcde\r\n" + end, "NUL in an extension": b"5;\0\r\nabcde\r\n" + end,
            "LF in an extension": b"5;a\nabcde\r\n" + end, "CR in an extension": b"5;a\rb\r\nabcde\r\n" + end,
            "long extension": b"5;" + b"a" * 2000 + b"\r\nabcde\r\n" + end,
            "trap behind an LF": b"2;\n" + b"xx\r\n0\r\n\r\n" + TRAP,
            "text for a size": b"GET / HTTP/1.1\r\n\r\n" + end}.items():
        yield Row(f"chunk, {name}", in_chunks(body), (400,), False)
    for size in (b"fffffffffffffff", b"7fffffffffffff", b"100001"):
        yield Row(f"chunk of {size.decode()}", in_chunks(size + b"\r\n" + b"x" * 1_100_000), (413,), False)
    for name, line in {
            "no colon": b"trailer", "blank before the colon": b"A : b", "no name": b": v", "folded": b"A: b\r\n c",
            "LF": b"A: b\nC: d", "CR": b"A: b\rC: d", "NUL": b"A: \0", "blank first": b" A: b",
            "too long": b"A: " + b"x" * 9000, "too many": b"\r\n".join([b"A: b"] * 2000)}.items():
        yield Row(f"trailer, {name}", in_chunks(chunk(GOOD) + b"0\r\n" + line + b"\r\n\r\n"), (400,), False)
    for name, line in {"one": b"A: b", "two": b"A: b\r\nC: d", "empty": b"A:", "a length": b"Content-Length: 5",
                       "a coding": b"Transfer-Encoding: chunked", "a Host": b"Host: elsewhere"}.items():
        yield Row(f"good trailer, {name}", in_chunks(chunk(GOOD) + b"0\r\n" + line + b"\r\n\r\n") + NEXT,
                  (201, 200), True)
    before, after = GOOD.split(MARKS[0])
    bytewise = b"".join(map(chunk, [*(b"%c" % byte for byte in before), MARKS[0], *(b"%c" % byte for byte in after)]))
    for name, body in {
            "one": chunk(GOOD), "two": chunk(GOOD[:9]) + chunk(GOOD[9:]), "each byte": bytewise,
            "capitals": b"%X\r\n" % len(GOOD) + GOOD + b"\r\n", "zeros": b"000%x\r\n" % len(GOOD) + GOOD + b"\r\n",
            "extension": chunk(GOOD, b";a=b"), "quoted extension": chunk(GOOD, b';a="b c"'),
            "extensions": chunk(GOOD, b";a;b=c;d"), "empty extension": chunk(GOOD, b";")}.items():
        yield Row(f"good chunks, {name}", in_chunks(body + end) + NEXT, (201, 200), True)
    yield Row("good chunks, many zeros at the end", in_chunks(chunk(GOOD) + b"00000\r\n\r\n") + NEXT, (201, 200), True)
    yield Row("no chunks", in_chunks(end), (400,), True)


def lines_of_heads():
    """Ends of lines, and what may stand in them."""
    for name, data in {
            "LF everywhere": get().replace(b"\r\n", b"\n"), "LF after the first line": get().replace(b"\r\n", b"\n", 1),
            "LF after a field": get(b"A: b\nC: d"), "LF at the end": BARE + b"\n", "LF LF at the end": BARE[:-2] + b"\n\n",
            "LF CRLF at the end": BARE[:-2] + b"\n\r\n", "CR alone at the end": BARE + b"\rX",
            "CR everywhere": get().replace(b"\r\n", b"\r"), "CR CR LF": get(b"A: b\r"), "CR in a value": get(b"A: b\rc"),
            "CR in a name": get(b"A\rB: c"), "CR first in a value": get(b"A: \rb"), "LF CR": get(b"A: b\n\rC: d"),
            "LF before the request": b"\n" + get(), "CR before the request": b"\r" + get(),
            "two empty lines before it": b"\r\n\r\n" + get(), "many empty lines": b"\r\n" * 50 + get(),
            "blank before the request": b" " + get(), "blank line before it": b" \r\n" + get(),
            "folded": get(b"A: b\r\n c"), "folded tab": get(b"A: b\r\n\tc"), "folded first": get(host=b" x: y\r\n" + HOST),
            "folded blank": get(b"A: b\r\n "), "no name": get(b": v"), "no name or value": get(b":"),
            "blank for a name": get(b" : v"), "no colon": get(b"A"), "blank in a name": get(b"A B: c"),
            "blank before the colon": get(b"A : b"), "tab before the colon": get(b"A\t: b"),
            "slash in a name": get(b"A/B: c"), "bracket in a name": get(b"A[]: c"), "quote in a name": get(b'"A": c'),
            "letter beyond ASCII in a name": get("Å: b".encode()), "at in a name": get(b"a@b: c")}.items():
        yield Row(f"head, {name}", data, (400,), False)
    for byte in [*range(0, 9), 11, 12, *range(14, 32), 127]:
        yield Row(f"byte {byte} in a value", get(b"A: b%cc" % byte), (400,), False)
    for byte in (0, 1, 9, 27, 127):
        yield Row(f"byte {byte} in a name", get(b"A%cb: c" % byte), (400,), False)
        yield Row(f"byte {byte} in the target", get(target=LIST + MARKS[0] + b"&a=%c" % byte), (400,), False)
        yield Row(f"byte {byte} in the method", get(method=b"GE%cT" % byte), (400,), False)
    yield Row("NUL first in a value", get(b"A: \0"), (400,), False)
    yield Row("a TLS hello", bytes.fromhex("16030100c4010000c00303") + bytes(range(64)) * 3, (400,), False)
    yield Row("an SSH hello", b"SSH-2.0-OpenSSH_9.2\r\n\r\n", (400,), False)
    for name, data in {
            "an empty line before": b"\r\n" + get(), "no blank": get(b"A:b"), "empty value": get(b"A:"),
            "blanks around": get(b"A: \t b \t "), "tab in a value": get(b"A: b\tc"), "colons in a value": get(b"A: b:c: d"),
            "bytes beyond ASCII": get(b"A: \xc3\xa5\xff\x80"), "the same twice": get(b"A: b", b"A: c"),
            "odd names": get(b"!#$%&'*+-.^_`|~09: x"), "capitals": get().replace(b"Host", b"HOST")}.items():
        yield Row(f"good head, {name}", data + NEXT, (200, 200), True)


def request_lines():
    """Methods, targets, versions and Hosts."""
    page = LIST + MARKS[0]
    for name, start in {
            "two blanks first": b"GET  " + page + b" HTTP/1.1", "two blanks last": b"GET " + page + b"  HTTP/1.1",
            "blank at the end": b"GET " + page + b" HTTP/1.1 ", "tabs": b"GET\t" + page + b"\tHTTP/1.1",
            "tab at the end": b"GET " + page + b" HTTP/1.1\t", "blank in the target": b"GET " + page + b" x HTTP/1.1",
            "no version": b"GET " + page, "no version but a blank": b"GET " + page + b" ", "method alone": b"GET",
            "no target": b"GET HTTP/1.1", "blanks for a target": b"GET   HTTP/1.1", "no method": page + b" HTTP/1.1",
            "blank for a method": b" " + page + b" HTTP/1.1", "a field": b"Host: x", "colon in the method": b"G:T / HTTP/1.1",
            "brackets in the method": b"G(E)T " + page + b" HTTP/1.1", "http/1.1": b"GET " + page + b" http/1.1",
            "Http/1.1": b"GET " + page + b" Http/1.1", "HTTP/1": b"GET " + page + b" HTTP/1", "HTTP/1.": b"GET " + page + b" HTTP/1.",
            "HTTP/1.10": b"GET " + page + b" HTTP/1.10", "HTTP/01.1": b"GET " + page + b" HTTP/01.1",
            "HTTP/1,1": b"GET " + page + b" HTTP/1,1", "HTTP 1.1": b"GET " + page + b" HTTP 1.1",
            "HTTP/ 1.1": b"GET " + page + b" HTTP/ 1.1", "HTTP/-1.1": b"GET " + page + b" HTTP/-1.1",
            "HTTPS/1.1": b"GET " + page + b" HTTPS/1.1", "ICE/1.0": b"GET " + page + b" ICE/1.0",
            "HTTP/1.x": b"GET " + page + b" HTTP/1.x", "RTSP": b"OPTIONS * RTSP/1.0",
            "no slash": b"GET v1/Admin/Users HTTP/1.1", "a question mark": b"GET ?page=1 HTTP/1.1", "star": b"GET * HTTP/1.1",
            "two stars": b"OPTIONS ** HTTP/1.1", "authority": b"CONNECT localhost:443 HTTP/1.1",
            "authority of a get": b"GET localhost:443 HTTP/1.1", "no authority": b"GET http:///v1 HTTP/1.1",
            "a user": b"GET http://u:p@localhost/v1 HTTP/1.1", "one slash": b"GET http:/localhost/v1 HTTP/1.1",
            "ftp": b"GET ftp://localhost/v1 HTTP/1.1", "file": b"GET file:///etc/passwd HTTP/1.1",
            "javascript": b"GET javascript:alert(1) HTTP/1.1", "backslash": b"GET \\v1 HTTP/1.1"}.items():
        yield Row(f"request line, {name}", head(start), (400,), False)
    for version in (b"0.9", b"0.0", b"2.0", b"3.0", b"9.9"):
        yield Row(f"version {version.decode()}", get(version=b"HTTP/" + version), (505,), False)
    yield Row("HTTP/2 without asking", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (505,), False)
    yield Row("HTTP/2 asked for", get(b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABk"),
              (200,), True)
    yield Row("a web socket", get(b"Connection: Upgrade", b"Upgrade: websocket", b"Sec-WebSocket-Version: 13",
                                  b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="), (200,), True)
    yield Row("version 1.2", get(version=b"HTTP/1.2"), (200,), True)
    yield Row("version 1.0", get(version=b"HTTP/1.0"), (200,), False)
    yield Row("version 1.0, kept", get(b"Connection: keep-alive", version=b"HTTP/1.0"), (200,), True)
    yield Row("version 1.0, Keep-Alive", get(b"Connection: Keep-Alive", version=b"HTTP/1.0"), (200,), True)
    yield Row("version 1.0, kept and closed", get(b"Connection: keep-alive, close", version=b"HTTP/1.0"), (200,), False)
    yield Row("version 1.0 without a Host", get(version=b"HTTP/1.0", host=None), (200,), False)
    yield Row("version 1.0 with a body", sized(version=b"HTTP/1.0"), (201,), False)
    yield Row("version 1.0 with a body, kept", sized(b"Connection: keep-alive", version=b"HTTP/1.0"), (201,), True)
    yield Row("version 1.0, two Hosts", get(HOST, version=b"HTTP/1.0"), (400,), False)
    for name, line in {"close": b"Connection: close", "CLOSE": b"connection: CLOSE", "in a list": b"Connection: x, close , y",
                       "two fields": b"Connection: keep-alive\r\nConnection: close"}.items():
        yield Row(f"connection, {name}", get(line), (200,), False)
    yield Row("connection, closed with a body", sized(b"Connection: close"), (201,), False)
    for name, line in {"keep-alive": b"Connection: keep-alive", "nothing": b"Connection:", "commas": b"Connection: ,,",
                       "closed": b"Connection: closed"}.items():
        yield Row(f"connection, {name}", get(line), (200,), True)
    for method in (b"FOO", b"get", b"Get", b"PATCH", b"DELETE", b"TRACE", b"G", b"M" * 500, b"!#$%&'*+-.^_`|~"):
        yield Row(f"method {method[:9].decode()}", get(method=method), (405,), True)
    yield Row("method HEAD", get(method=b"HEAD") + NEXT, (200, 200), True, True)
    yield Row("OPTIONS *", get(method=b"OPTIONS", target=b"*"), (404,), True)
    for name, host in {"no": b"X: y", "two": HOST + b"\r\n" + HOST, "two apart": HOST + b"\r\nA: b\r\nhost: elsewhere",
                       "empty": b"Host:", "blank": b"Host:  ", "list of": b"Host: a, b", "path in": b"Host: a/b",
                       "user in": b"Host: u@a", "blank in": b"Host: a b", "tab in": b"Host: a\tb", "quoted": b'Host: "a"',
                       "question in": b"Host: a?b", "hash in": b"Host: a#b", "backslash in": b"Host: a\\b",
                       "blank before": b"Host : a", "folded": b"Host:\r\n a", "beyond ASCII in": b"Host: \xc3\xa5",
                       "NUL in": b"Host: a\0b", "angles in": b"Host: <a>", "two, one empty,": b"Host:\r\nHost: a"}.items():
        yield Row(f"{name} Host", get(host=host), (400,), False)
    for name, host in {"port in": b"Host: localhost:8443", "IPv4": b"Host: 127.0.0.1", "IPv6": b"Host: [::1]:8443",
                       "other": b"Host: example.se", "dotted": b"Host: localhost.", "long": b"Host: " + b"a" * 250,
                       "capital": b"HOST: LOCALHOST"}.items():
        yield Row(f"{name} Host", get(host=host) + NEXT, (200, 200), True)


def targets():
    """Absolute targets, long ones, many parameters, large heads."""
    page = LIST + MARKS[0]
    for name, start in {"http": b"http://localhost", "https": b"https://localhost", "port": b"http://localhost:8443",
                        "capitals": b"HTTP://LOCALHOST", "other": b"http://elsewhere", "IPv6": b"http://[::1]:80"}.items():
        yield Row(f"absolute, {name}", get(target=start + page) + NEXT, (200, 200), True)
    for name, target in {"no path": b"http://localhost", "slash": b"http://localhost/", "query": b"https://localhost?page=1"}.items():
        yield Row(f"absolute, {name}", get(target=target, method=b"PUT") + NEXT, (404, 200), True)
    yield Row("absolute without a Host", get(target=b"http://localhost" + page, host=None), (400,), False)
    yield Row("absolute with a body", sized(mark=MARKS[0]).replace(CREATE, b"http://localhost" + CREATE) + NEXT, (201, 200), True)
    for name, target in {"dots": b"/v1/../v1/Admin/Users", "NUL encoded": b"/v1/%00",
                         "percent": b"/v1/%", "hash": b"/v1/no#x", "beyond ASCII": "/v1/å".encode()}.items():
        yield Row(f"target, {name}", get(target=target), (404,), True)
    yield Row("target with slashes", get(target=b"//v1//Admin/Users/?page=" + MARKS[0]), (200,), True)
    for size in (8000, 16000, 16 * 1024):
        yield Row(f"target of {size} bytes", get(target=(page + b"&x=").ljust(size, b"y")) + NEXT, (200, 200), True)
        yield Row(f"path of {size} bytes", get(target=b"/v1/".ljust(size, b"y")), (404,), True)
    for size in (16 * 1024 + 1, 17_000, 31_000, 40_000, 100_000):
        yield Row(f"target of {size} bytes", get(target=(page + b"&x=").ljust(size, b"y")), (414,), False)
    for count in (388, 500, 999, 1000, 1001, 2000, 4000):
        yield Row(f"{count} parameters", get(target=page + b"&a=1" * (count - 1)) + NEXT, (200, 200), True)
    yield Row("16,000 empty parameters", get(target=page + b"&" * 16_000) + NEXT, (200, 200), True)
    yield Row("8,000 parameters", get(target=page + b"&a" * 7_999) + NEXT, (200, 200), True)
    for size in (4000, 8000, 16_000, 30_000):
        yield Row(f"Cookie of {size} bytes", get(b"Cookie: a=" + b"b" * size) + NEXT, (200, 200), True)
    for size in (33_000, 70_000, 300_000):
        yield Row(f"Cookie of {size} bytes", get(b"Cookie: a=" + b"b" * size), (431,), False)
        yield Row(f"name of {size} bytes", get(b"b" * size + b": a"), (431,), False)
    yield Row("many long fields", get(*[b"A: " + b"b" * 1000] * 40), (431,), False)
    yield Row("100 fields", get(*[b"A: b"] * 97) + NEXT, (200, 200), True)
    yield Row("200 fields", get(*[b"A: b"] * 197), (431,), False)
    yield Row("5,000 fields", get(*[b"A: b"] * 5000), (431,), False)
    yield Row("20,000 fields", get(*[b"A: b"] * 20_000), (431,), False)


def expectations():
    """Expect, requests one behind the other, and those that are refused for another reason."""
    yield Row("expects 100", sized(b"Expect: 100-continue") + NEXT, (201, 200), True)
    yield Row("expects 100, capitals", sized(b"EXPECT: 100-Continue") + NEXT, (201, 200), True)
    yield Row("expects 100 in chunks", in_chunks(chunk(GOOD) + b"0\r\n\r\n", b"Expect: 100-continue") + NEXT, (201, 200), True)
    yield Row("expects 100 without a body", get(b"Expect: 100-continue") + NEXT, (200, 200), True)
    yield Row("expects 100 in 1.0", sized(b"Expect: 100-continue", version=b"HTTP/1.0"), (201,), False)
    yield Row("expects 100 for too much", post(b"Expect: 100-continue", b"Content-Length: 99999999", body=TRAP), (413,), False)
    for name, line in {"other": b"Expect: 200-ok", "empty": b"Expect:", "both": b"Expect: 100-continue, x",
                       "parameter": b"Expect: 100-continue;a=b", "number": b"Expect: 100"}.items():
        yield Row(f"expects {name}", post(line, TRAPPED, body=TRAP), (417,), False)
    yield Row("three at once", get() + NEXT + NEXT.replace(MARKS[1], MARKS[2]), (200, 200, 200), True)
    yield Row("three with bodies", sized() + sized(mark=MARKS[1]) + sized(mark=MARKS[2]), (201, 201, 201), True)
    yield Row("chunks between", get() + in_chunks(chunk(contact(MARKS[1])) + b"0\r\n\r\n")
              + NEXT.replace(MARKS[1], MARKS[2]), (200, 201, 200), True)
    yield Row("empty lines between", get() + b"\r\n" + NEXT + b"\r\n" + NEXT.replace(MARKS[1], MARKS[2]),
              (200, 200, 200), True)
    yield Row("a good one, then a bad one", get() + post(b"Content-Length : %d" % len(TRAP), body=TRAP), (200, 400), False)
    yield Row("a body, then a bad one", sized() + b"x\r\n\r\n", (201, 400), False)
    yield Row("a closed one, then another", get(b"Connection: close") + TRAP, (200,), False)
    yield Row("a body too short", post(b"Content-Length: %d" % (len(GOOD) - 1), body=GOOD), (400, 400), False)
    yield Row("a body that is larger", post(b"Content-Length: 2000000", body=b"x" * 2_000_000), (413,), False)
    yield Row("credentials twice", get(b"Authorization: Bearer x"), (400,), False)


@functools.cache
def rows():
    """All of them, each with a name of its own."""
    found = [row for kind in (lengths, codings, chunks, lines_of_heads, request_lines, targets, expectations)
             for row in kind()]
    assert len({row.name for row in found}) == len(found) >= 220
    return found
