"""Uploads: what is taken, under which name, and that whatever is refused leaves nothing."""

import json
import random
import threading

import pytest

from client import Client, glimt, running
from uploads import (BOUNDARY, TASKS, TYPE, Wire, chunked, download, field, file, form, incoming,
                     is_tidy, named, new_task, part, refused, send, stored, upload,
                     wait_for_bytes, wait_until_tidy)

LIMIT = 300_000
NOWHERE = 999_999
MUCH = 50_000_000


@pytest.fixture(scope="module", name="server")
def start_server():
    with running("--upload-limit", str(LIMIT), "--body-limit", "100000") as started:
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return server.client()


@pytest.fixture(name="path")
def make_path(client):
    return new_task(client)


@pytest.fixture(name="nothing")
def leave_nothing(server, client):
    """Rows and files are afterwards what they were before."""
    wait_until_tidy(server, client)
    before = named(server)
    yield
    wait_until_tidy(server, client)
    assert named(server) == before


def random_bytes(seed, count):
    return random.Random(seed).randbytes(count)


def test_the_documented_request(client, path):
    """Line for line as printed, with the ends of lines that HTTP has."""
    image = bytes(range(256)) + b"\r\n--" + BOUNDARY.encode()[:-1] + b"\r\n-- \r\r\n\n"
    body = b"\r\n".join([
        b"-----------------------------41184676334",
        b'Content-Disposition: form-data; name="name"', b"", b"My image",
        b"-----------------------------41184676334",
        b'Content-Disposition: form-data; name="file"; filename="myimage.png"',
        b"Content-Type: image/jpeg", b"", image,
        b"-----------------------------41184676334--"])
    made = client.ask("POST", path, body, headers={
        "Content-Type": "multipart/form-data; boundary=---------------------------41184676334"})
    assert made.status_code == 200, made.text
    shown = made.json()
    assert list(shown)[0] == "objectName" and shown["objectName"] == "task.attachment.detail"
    assert (shown["name"], shown["type"], shown["contentType"], shown["sizeInBytes"]) == (
        "My image", "file", "image/jpeg", len(image))
    assert shown["externalLinkUrl"] is shown["updatedDate"] is None
    assert shown["createdByUser"]["name"] == "Administrator" and shown["createdDate"]
    assert client.walk(path) == [{**shown, "objectName": "task.attachment.list"}]
    got = download(client, path, shown["id"])
    assert got.content == image
    assert got.headers["Content-Disposition"].startswith('attachment; filename="My image.png"')


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, LIMIT])
def test_sizes(server, client, path, size):
    content = random_bytes(size, size)
    made = upload(client, path, file(content))
    assert made["sizeInBytes"] == size
    assert download(client, path, made["id"]).content == content
    wait_until_tidy(server, client)


@pytest.mark.parametrize("parameters, name", [
    ('filename="åäö \\"x\\".png"', 'åäö "x".png'), ("filename=\"åäö %22x%22.png\"", 'åäö "x".png'),
    (f'filename="{"x" * 251}.png"', "x" * 251 + ".png"), (f'filename="{"ö" * 255}"', "ö" * 255),
    ('filename="/etc/passwd"', "passwd"), ('filename="C:\\Mina filer\\å.pdf"', "å.pdf"),
    ('filename="..\\../a/..b"', "..b"), ('filename=".."', ".."), ('filename="a/"', "file"),
    ('filename="a\x01\x1b[31mb.png"', "a\x01\x1b[31mb.png"), ('filename="%0D%0Ax"', "\r\nx"),
    ("filename=bare.txt", "bare.txt"), ('filename=""', "file"),
    ('filename="x"; filename*=UTF-8\'\'%C3%A5%20%22.pdf', 'å ".pdf'),
    ("filename*=iso-8859-1'sv'%E5.pdf", "å.pdf"),
    ("filename=\"plain.pdf\"; filename*=utf-9''%C3", "plain.pdf"),
    ("filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd"), ('filename="  "', "file")])
def test_names_of_files(client, path, parameters, name):
    made = upload(client, path, part(b"x", f'name="file"; {parameters}'))
    assert made["name"] == name and made["type"] == "file"
    assert client.walk(path)[0]["name"] == name
    assert download(client, path, made["id"]).content == b"x"


@pytest.mark.usefixtures("nothing")
def test_names_that_are_too_long(client, path):
    for name in ("x" * 256, "ö" * 256, "x" * 4000):
        assert list(refused(client, path, file(b"x", name))) == ["name"]
        assert list(refused(client, path, field("name", name), file(b"x"))) == ["name"]
    assert list(refused(client, path, file(b"x", "x" * 9000))) == ["body"]


def test_a_given_name_goes_before_the_files(client, path):
    long = upload(client, path, file(b"x", "y" * 300 + ".png"), field("NAME", "Kort"))
    assert long["name"] == "Kort"
    for blank in ("", "  ", "\t\r\n"):
        assert upload(client, path, field("name", blank), file(b"x"))["name"] == "plan.pdf"
    assert upload(client, path, field("name", " Å/b "), file(b"x"))["name"] == " Å/b "
    twice = upload(client, path, field("name", "första"), field("name", "sista"), file(b"x"))
    assert twice["name"] == "sista"


@pytest.mark.parametrize("kind, name, shown", [
    ("image/png", "a", "image/png"), ("Text/HTML; charset=utf-8", "a", "Text/HTML; charset=utf-8"),
    ("", "ritning.PDF", "application/pdf"), ("nonsense", "a.jpg", "image/jpeg"),
    ("a/b/c", "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("text/plain;\tcharset=x", "a.txt", "text/plain"), ('text/plain; x="å"', "a.txt", "text/plain"),
    ("text/plain; x=\x01", "a", "application/octet-stream"), ("/", "a", "application/octet-stream"),
    (f"text/{'x' * 300}", "a.b", "application/octet-stream"), ("", "", "application/octet-stream")])
def test_types(client, path, kind, name, shown):
    made = upload(client, path, part(b"<b>", f'name="file"; filename="{name}"',
                                     f"Content-Type: {kind}"))
    assert made["contentType"] == shown
    got = download(client, path, made["id"])
    assert got.headers["Content-Type"] == shown


def test_a_part_without_a_type(client, path):
    assert upload(client, path, part(b"x", 'name="file"; filename="a.PNG"'))[
        "contentType"] == "image/png"


def test_order_and_unknown_parts(client, path):
    made = upload(client, path, field("okänt", "x"), file("innehåll"), field("name", "efter"),
                  part(b"y" * 1000, 'name="other"; filename="other.bin"'), field("", "tomt"))
    assert (made["name"], made["sizeInBytes"]) == ("efter", 9)
    assert download(client, path, made["id"]).content == "innehåll".encode()


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("parts, names", [
    ((), ["file"]), ((field("name", "x"),), ["file"]), ((field("file", "no file name"),), ["file"]),
    ((file(b"", "", ""),), ["file"]), ((part(b"x", 'name="other"; filename="x"'),), ["file"]),
    ((file(b"a"), file(b"b")), ["file"]),
    ((file(b"a"), field("externalUrl", "https://example.com")), ["externalUrl"]),
    ((field("externalUrl", "https://example.com"), file(b"a")), ["externalUrl"]),
    ((file(b"a"), field("externalUrlType", "onedrive!")), ["externalUrlType"]),
    ((field("name", "x" * 70_000), file(b"a")), ["name"]),
    ((field("name", b"\xff"), file(b"a")), ["name"]),
    ((field("name", "a\0b"), file(b"a")), ["name"]),
    ((part(b"a", b'name="file"; filename="a\0b"'),), ["body"]),
    ((b"Content-Type: x/y\r\n\r\n",), ["body"]),
    ((b"Content-Disposition form-data\r\n\r\n",), ["body"]),
    (tuple(field(f"f{i}", "x") for i in range(101)), ["body"]),
], ids=range(16))
def test_forms_that_are_refused(client, path, parts, names):
    assert list(refused(client, path, *parts)) == names


def test_a_hundred_parts(client, path):
    parts = [field(f"f{i}", "x" * 1000) for i in range(98)]
    assert upload(client, path, *parts, file(b"x"), field("name", "sist"))["name"] == "sist"


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("kind", [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=other",
    "multipart/mixed; boundary=" + BOUNDARY, "multipart/form-data; boundary=\"" + "x" * 71 + '"',
    "multipart/form-data; boundary=\"a", "multipart/", TYPE + "x"])
def test_boundaries_that_do_not_fit(client, path, kind):
    assert list(refused(client, path, file(b"x"), kind=kind)) == ["body"]


def test_boundaries_that_fit(client, path):
    for kind in (TYPE.upper().replace(BOUNDARY.upper(), BOUNDARY), TYPE.replace("=", '="') + '"',
                 f"multipart/form-data; charset=utf-8;boundary={BOUNDARY} "):
        assert send(client, path, file(b"x"), kind=kind).status_code == 200


@pytest.mark.usefixtures("nothing")
def test_bodies_that_stop_early(client, path):
    """Whole as HTTP, not whole as a form: cut in headers, content, boundary and at its hyphens."""
    body = form(field("name", "x"), file("innehåll"))
    for end in [*range(1, len(body) - 1, 13), len(body) - 4, len(body) - 3]:
        answer = client.ask("POST", path, body[:end], headers={"Content-Type": TYPE})
        assert answer.status_code == 400 and list(answer.json()["modelState"]) == ["body"], end
    assert client.walk(path) == []


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("header", [f"Content-Length: {LIMIT}", "Transfer-Encoding: chunked"])
def test_connections_that_break(server, client, path, header):
    body = form(file(random_bytes(3, 200_000)))
    for end in (0, 50, 170, 100_000, len(body) - 1):
        wire = Wire(server, client, path, header)
        if header.startswith("Transfer") and end:
            wire.send_chunk(body[:end])
        else:
            wire.send(body[:end])
        if end == 100_000:
            wait_for_bytes(server, client, 50_000)
        wire.close()
    assert client.walk(path) == []


def test_chunks_of_any_size(client, path):
    content = random_bytes(4, 10_000)
    body = form(file(content), field("name", "i bitar"))
    for size in (1, 7, 4096, len(body)):
        made = chunked(client, path, body[-2000:] if size == 1 else body, size)
        assert made.status_code == (400 if size == 1 else 200)
    assert download(client, path, made.json()["id"]).content == content


@pytest.mark.usefixtures("nothing")
def test_one_byte_more_than_the_limit(client, path):
    body = form(file(bytes(LIMIT + 1)))
    answer = client.ask("POST", path, body, headers={"Content-Type": TYPE})
    assert answer.status_code == 413 and answer.json()["message"]
    answer = chunked(client, path, body, 9999)
    assert answer.status_code == 413 and answer.json()["message"]
    for parts in ([file(b"x"), part(bytes(LIMIT + 100_001), 'name="o"; filename="o"')],
                  [file(bytes(LIMIT + 1)), field("externalUrl", "no url")]):
        assert send(client, path, *parts).status_code == 413


@pytest.mark.usefixtures("nothing")
def test_far_more_than_the_limit(server, client, path):
    """An announced one is refused before it is sent; an unannounced one is cut at some time."""
    for headers in ([f"Content-Length: {10 ** 12}"],
                    [f"Content-Length: {LIMIT * 2}", "Expect: 100-continue"]):
        status, body = Wire(server, client, path, *headers).answer()
        assert status == 413 and json.loads(body)["message"]
    wire = Wire(server, client, path, "Transfer-Encoding: chunked")
    with pytest.raises(OSError):
        wire.send_chunk(form(file(b"x"))[:-BOUNDARY.count("-")])
        while True:
            wire.send_chunk(bytes(65536))


def test_a_client_that_asks_first(server, client, path):
    body = form(file("innehåll"))
    wire = Wire(server, client, path, f"Content-Length: {len(body)}", "Expect: 100-continue")
    assert wire.line() == "HTTP/1.1 100 Continue"
    wire.send(body)
    status, shown = wire.answer()
    assert status == 200 and json.loads(shown)["sizeInBytes"] == 9


def refusals(server):
    """What may not upload: a client, its token where it is no good, and the status."""
    reader = server.client("--permission", "Task_Read", "--rate", "off")
    return [(reader, None, 403), (reader, "pk_x.pa_y", 401), (reader, " ", 401)]


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("turn", range(3))
def test_who_may_not_upload_stores_nothing(server, path, turn):
    """Not for a moment: the probe that finds the bytes of a good upload finds none here."""
    client, token, status = refusals(server)[turn]
    body = form(file(bytes(250_000)))
    wire = Wire(server, client, path, f"Content-Length: {len(body)}", token=token)
    wire.send(body[:200_000])
    for _ in range(20):
        client.good("GET", TASKS + "?page=1&pageSize=1")
        assert incoming(server) == []
    wire.send(body[200_000:])
    assert wire.answer()[0] == status


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("turn", range(3))
def test_who_may_not_upload_and_asks_first_is_told_at_once(server, path, turn):
    client, token, status = refusals(server)[turn]
    wire = Wire(server, client, path, "Content-Length: 250000", "Expect: 100-continue", token=token)
    assert wire.line().startswith(f"HTTP/1.1 {status} ")


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("framing", [f"Content-Length: {MUCH}", "Transfer-Encoding: chunked"])
def test_who_may_not_upload_is_told_before_the_body(server, path, turn, framing):
    client, token, status = refusals(server)[turn]
    wire = Wire(server, client, path, framing, token=token)
    if framing.endswith("chunked"):
        wire.send(b"%x\r\n" % MUCH)
    wire.send(form(file(bytes(1000)))[:900])
    assert wire.answer()[0] == status
    assert wire.socket.recv(1) == b""
    wire.close()


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("pieces", [1, 800])
def test_who_may_not_upload_and_sends_it_all_is_told_too(server, path, pieces):
    """Nothing that is still on its way makes the answer disappear."""
    stranger = Client(server)
    body = form(file(bytes(MUCH)))
    parts = iter([body[at::pieces] for at in range(pieces)])
    answer = stranger.session.post(server.url + path, data=body if pieces == 1 else parts,
                                   headers={"Content-Type": TYPE})
    assert answer.status_code == 401 and answer.json() == {"message": "Invalid token"}
    assert answer.headers["Connection"] == "close"


@pytest.mark.usefixtures("nothing")
def test_tasks_that_are_not_there(server, client):
    made = json.loads(glimt("account", "add", "Annan", "--data", server.directory, "--json").stdout)
    other = server.client(account=made["id"])
    there = new_task(client)
    for one, path in ((client, f"{TASKS}/{NOWHERE}/Attachments"), (other, there)):
        assert list(refused(one, path, file(b"x"))) == ["taskId"]
        state = refused(one, path, field("name", "x"))
        assert set(state) == {"taskId", "file"}
    answer = send(client, f"{TASKS}/x/Attachments", file(b"x"))
    assert answer.status_code == 404 and answer.content == b""


def test_forms_go_nowhere_else(client, path):
    """A form where JSON belongs is no JSON."""
    made = upload(client, path, file(b"x"))
    for method, where in (("POST", TASKS), ("PUT", f"{path}/{made['id']}"),
                          ("POST", path.replace("Attachments", "Comments"))):
        answer = client.ask(method, where, form(field("name", "x"), field("text", "x")),
                            headers={"Content-Type": TYPE})
        assert answer.status_code == 400 and list(answer.json()["modelState"]) == ["body"]


def test_the_same_bytes_twice_and_in_two_accounts(server, client, path):
    content = random_bytes(5, 5000)
    before = stored(server)
    first, second = (upload(client, path, file(content, name)) for name in ("a", "b"))
    assert first["id"] != second["id"]
    made = json.loads(glimt("account", "add", "Annan", "--data", server.directory, "--json").stdout)
    other = server.client(account=made["id"])
    theirs = new_task(other)
    third = upload(other, theirs, file(content, "c"))
    wait_until_tidy(server, client)
    new = stored(server).keys() - before.keys()
    assert {account for account, _ in new} == {1, made["id"]} and len(new) == 2
    for number in (first["id"], second["id"]):
        assert client.ask("DELETE", f"{path}/{number}").content == b""
    wait_until_tidy(server, client)
    assert download(other, theirs, third["id"]).content == content


@pytest.mark.concurrent
def test_many_uploads_at_once(server, client, path):
    """Some with bytes in common, some refused; deletes of the same bytes go on between them."""
    contents = [random_bytes(seed, 20_000 + seed) for seed in range(3)]
    failures, kept = [], []

    def work(turn):
        try:
            own = Client(server, *server.application())
            for number in range(8):
                content = contents[(turn + number) % 3]
                made = upload(own, path, file(content, f"{turn}-{number}"))
                assert download(own, path, made["id"]).content == content
                assert list(refused(own, path, file(content), file(content))) == ["file"]
                if number % 2:
                    own.good("DELETE", f"{path}/{made['id']}")
                else:
                    kept.append((made["id"], content))
        except Exception as failure:  # pylint: disable=broad-except
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert {item["id"] for item in client.walk(path)} == {number for number, _ in kept}
    for number, content in kept:
        assert download(client, path, number).content == content
    wait_until_tidy(server, client)
    assert is_tidy(server)
