"""A read of the database's files that fails once is no loss of them."""

import pytest

from client import running
from preloads import preload

pytestmark = pytest.mark.embedded("it lets reads of the database's own files fail")

# While there is a file, the next read of the header of the log, or of the database, fails; it takes the file away.
FAILING = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fails(int file, size_t count, off_t at) {
    char link[64], path[4096];
    ssize_t len;

    if (at != 0 || count != (size_t)atoi(getenv("FAILING_BYTES")))
        return 0;
    snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
    if ((len = readlink(link, path, sizeof(path) - 1)) < 0)
        return 0;
    path[len] = 0;
    if (!strstr(path, getenv("FAILING_NAME")) || unlink(getenv("FAILING_ONCE")) != 0)
        return 0;
    errno = EIO;
    return 1;
}

ssize_t pread64(int file, void *to, size_t count, off64_t at) {
    static ssize_t (*original)(int, void *, size_t, off64_t);

    if (!original)
        original = (ssize_t (*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64");
    return fails(file, count, at) ? -1 : original(file, to, count, at);
}

ssize_t pread(int file, void *to, size_t count, off_t at) {
    return pread64(file, to, count, at);
}
"""


@pytest.mark.parametrize("name, count", [("glimt.db-wal", 32), ("glimt.db", 100)])
def test_a_read_that_fails_once(tmp_path, name, count):
    once = tmp_path / "once"
    options = preload(tmp_path, FAILING, FAILING_ONCE=once, FAILING_NAME=name, FAILING_BYTES=count)
    with running("--threads", "1", **options) as server:
        client = server.client()
        first = client.create()["id"]
        once.touch()
        statuses = [client.ask("POST", "/v1/Core/Contacts", {
            "name": f"{number}", "contactType": "person", "responsibleId": 1}).status_code for number in range(20)]
        assert not once.exists(), "no such read was made"
        assert set(statuses) <= {201, 500} and statuses[-1] == 201, statuses
        assert client.get(f"/v1/Core/Contacts/{first}").status_code == 200
        code, said = server.stop()
        assert code == 0 and "was overwritten" not in said and "was cut" not in said
        assert "The database's files cannot be read, so nothing is written: disk I/O error" in said
