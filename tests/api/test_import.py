"""glimt import: a company comes over from another server, whatever the way between them is like."""

import datetime
import itertools
import pathlib
import signal
import stat

import pytest

import database
import record
from client import add_application, glimt, running
from sources import Mover, all_answers, all_days, standing_before

DAYS = ("2025-12-01", "2025-12-31")


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """A company with a little of everything."""
    directory = tmp_path_factory.mktemp("origin") / "data"
    glimt("demo", "--data", directory, "--contacts", 30, "--projects", 12, "--tasks", 30, "--time-reports", 150)
    with running(directory=directory) as started:
        yield started


@pytest.fixture(scope="module")
def expected(origin):
    asker = origin.client()
    return all_answers(asker), all_days(asker, *DAYS)


@pytest.fixture
def mover(origin, tmp_path):
    return Mover(tmp_path / "data", origin)


def check_same(directory, expected):
    """What came answers as what it came from, and is sound."""
    with running(directory=directory) as server:
        asker = server.client()
        found = all_answers(asker)
        assert found.keys() == expected[0].keys()
        for path, answer in expected[0].items():
            assert found[path] == answer, path
        assert all_days(asker, *DAYS) == expected[1]
    glimt("check", "--data", directory)


def dump(directory):
    """All rows, but for when the source was asked."""
    return database.dump(directory, ["imports"])


def select(directory, sql):
    return database.rows(directory, sql)


# ---- all of it ----

def test_every_documented_get_answers_the_same_bytes(origin, mover, expected):
    said = mover.move(origin.url)
    assert "requests are needed" in said.stderr
    rows = {line[:28].strip(): line[28:].split() for line in said.stdout.partition('"Only named"')[0].splitlines() if line[28:38].strip().isdigit()}
    assert rows["contacts"] == ["30", "30", "0", "0"]
    assert rows["time reports"] == ["150", "150", "0", "0"]
    assert all(there == here and aside == "0" for there, here, _, aside in rows.values())
    check_same(mover.directory, expected)


def test_it_comes_beside_a_running_server(origin, mover, expected):
    with running(directory=mover.directory) as server:
        mover.move(origin.url)
        asker = server.client()
        assert all_answers(asker) == expected[0]


def test_new_rows_get_ids_behind_those_that_came(origin, mover):
    mover.move(origin.url)
    with running(directory=mover.directory) as server:
        asker = server.client()
        highest = max(item["id"] for item in asker.walk("/v1/Core/Contacts"))
        assert asker.create()["id"] == highest + 1


def test_another_account_is_left_alone(origin, mover, tmp_path):
    glimt("demo", "--data", mover.directory, "--contacts", 3, "--projects", 0, "--tasks", 0, "--time-reports", 0)
    glimt("account", "add", "Andra", "--data", mover.directory)
    mover.move(origin.url, "--rate", "off", "--account", 2)
    assert select(mover.directory, "SELECT account_id, count(*) FROM contacts GROUP BY 1") == [(1, 3), (2, 30)]


# ---- the way between ----

@pytest.mark.long
def test_whatever_may_pass_is_asked_again(origin, mover, expected):
    """Every other request goes wrong, each time in another way."""
    kinds = itertools.cycle(["cut", "429", "500", "502", "html", "half"])

    def fault(number, path):
        bytes_only = path.endswith("/Download")
        kind = next(kinds) if number % 2 else None
        # Of bytes nobody can tell that they are a page, or half of a file that HTTP says is whole.
        return "cut" if kind in ("html", "half") and bytes_only else kind

    with standing_before(origin, fault=fault) as source:
        mover.move(source.url)
    check_same(mover.directory, expected)


@pytest.mark.long
def test_a_token_that_ends_early_is_replaced(origin, mover, expected):
    with standing_before(origin, fault=lambda number, path: "401" if number % 7 == 0 and "Auth" not in path else None) as source:
        mover.move(source.url, "--rate", "1000") # one after the other
        assert source.paths.count("/v1/Auth/Token") == 1 + sum(number % 7 == 0 and "Auth" not in path for number, path in enumerate(source.paths, 1))
    check_same(mover.directory, expected)


def test_a_token_is_replaced_before_it_ends(origin, mover):
    """Those of this source say that they live for two seconds; it never refuses one."""
    def edit(path, answer):
        if path == "/v1/Auth/Token":
            end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
            answer["expires"] = end.strftime("%Y-%m-%d %H:%M:%S +00:00")
        return answer

    with standing_before(origin, edit=edit) as source:
        mover.move(source.url, "--rate", "100")
        assert source.paths.count("/v1/Auth/Token") > 1


def test_it_waits_as_long_as_it_is_told(origin, mover):
    with standing_before(origin, fault=lambda number, path: "429 later" if number == 5 else None) as source:
        mover.move(source.url)
        assert source.paths[5] == source.paths[4]
        assert source.moments[5] - source.moments[4] >= 1


def test_it_keeps_its_pace(origin, mover):
    with standing_before(origin) as source:
        mover.move(source.url, "--rate", "50")
        # What is measured here begins a little later than what it measures.
        assert source.moments[-1] - source.moments[0] >= (len(source.moments) - 1) * 0.02 - 0.1


def test_a_limited_source_is_waited_for(origin, tmp_path, expected):
    mover = Mover(tmp_path / "data", origin)
    made = add_application(origin.directory, "--all-permissions", "--rate", "100")
    mover.id = made["id"]
    mover.secret_file.write_text(made["secret"])
    mover.move(origin.url)
    check_same(mover.directory, expected)


# ---- stopping ----

@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["asked", "killed"])
def test_it_goes_on_where_it_was_stopped(origin, mover, expected, how):
    """Stopped five times, each time later, at requests of all kinds."""
    limits, running_now = [30, 75, 120, 190, 260], []

    def fault(number, path):
        if limits and number == limits[0]:
            limits.pop(0)
            running_now[0].send_signal(how)
            running_now[0].wait()
        return None

    with standing_before(origin, fault=fault) as source:
        while True:
            # Asked: one after the other, so that there is one under way; killed: several at once.
            process = mover.begin(source.url, "--rate", "1000" if how == signal.SIGTERM else "off")
            running_now[:] = [process]
            _, said = process.communicate()
            record.keep_said(said)
            if process.returncode == 0:
                break
            assert process.returncode == (1 if how == signal.SIGTERM else -how), said
        assert not limits
        asked = source.rows_asked("/v1/Core/TimeReports")
        assert len(set(asked)) == 150
        if how == signal.SIGTERM: # what is under way is asked for once more
            assert len(asked) <= 150 + 5
    check_same(mover.directory, expected)


def test_a_second_run_asks_for_nothing_and_changes_nothing(origin, mover):
    with standing_before(origin) as source:
        mover.move(source.url)
        before, count = dump(mover.directory), len(source.paths)
        mover.move(source.url)
        assert len(source.paths) == count
        assert dump(mover.directory) == before


def test_what_the_application_may_not_see_is_told_and_comes_later(origin, tmp_path, expected):
    few = Mover(tmp_path / "data", origin, "--permission", "Contact_Read", "--permission", "Project_Read", "--permission", "Task_Read")
    said = few.move(origin.url)
    assert "The application may not see time reports at the source." in said.stdout
    assert select(few.directory, "SELECT whole_at FROM imports") == [(None,)]
    assert select(few.directory, "SELECT count(*) FROM time_reports") == [(0,)]
    assert "with glimt import --finish" in said.stdout
    Mover(tmp_path / "data", origin).move(origin.url)
    check_same(few.directory, expected)


def test_a_company_that_can_not_be_seen_whole_is_taken_as_it_is(origin, tmp_path):
    few = Mover(tmp_path / "data", origin, "--permission", "Contact_Read")
    few.move(origin.url)
    with running(directory=few.directory) as server:
        one = server.client()
        assert one.ask("POST", "/v1/Core/Contacts", {}).status_code == 503
        glimt("import", "--finish", "--data", few.directory)
        one.create()


# ---- a source that changes ----

def test_no_row_is_missed_when_others_go_meanwhile(tmp_path):
    """What stood first on the second page stands last on the first one then, which has come."""
    glimt("demo", "--data", tmp_path / "origin", "--contacts", 2, "--projects", 2, "--tasks", 0, "--time-reports", 150)
    with running(directory=tmp_path / "origin") as origin:
        asker, mover, gone = origin.client(), Mover(tmp_path / "data", origin), []

        def fault(number, path):
            if not gone and path.startswith("/v1/Core/TimeReports?page=2&"):
                free = [item["id"] for item in asker.walk("/v1/Core/TimeReports?sortBy=createdDate")[:100]
                        if asker.ask("DELETE", f"/v1/Core/TimeReports/{item['id']}").status_code == 200]
                assert free
                gone.extend(free)
            return None

        with standing_before(origin, fault=fault) as source:
            mover.move(source.url)
        left = {item["id"] for item in asker.walk("/v1/Core/TimeReports")}
        assert gone and len(left) == 150 - len(gone)
    assert left <= {row[0] for row in select(mover.directory, "SELECT id FROM time_reports")}


def test_rows_that_are_new_meanwhile_come_too(tmp_path):
    """They stand behind those that were there, on a page that was none when the list was begun."""
    glimt("demo", "--data", tmp_path / "origin", "--contacts", 2, "--projects", 2, "--tasks", 0, "--time-reports", 150)
    with running(directory=tmp_path / "origin") as origin:
        asker, mover, made = origin.client(), Mover(tmp_path / "data", origin), []
        first = asker.good("GET", f"/v1/Core/TimeReports/{asker.walk('/v1/Core/TimeReports')[0]['id']}")
        internal = next(row["id"] for row in asker.walk("/v1/Admin/InternalProjects") if row["isActive"])
        body = {"date": "2026-11-02", "hours": 1, "invoiceableHours": 0, "comment": "Senare", "userId": 1,
                "internalProjectId": internal, **{name + "Id": first[name]["id"] for name in ("activity", "timeCode", "timeArticle")}}

        def fault(number, path):
            if not made and path.startswith("/v1/Core/TimeReports?page=2&"):
                made.extend(asker.good("POST", "/v1/Core/TimeReports", body)["id"] for _ in range(60))
            return None

        with standing_before(origin, fault=fault) as source:
            mover.move(source.url)
            assert any("TimeReports?page=3&" in path for path in source.paths)
        there = {item["id"] for item in asker.walk("/v1/Core/TimeReports")}
    assert len(there) == 210 and set(made) <= there
    assert there == {row[0] for row in select(mover.directory, "SELECT id FROM time_reports")}


# ---- recordings ----

@pytest.mark.long
def test_what_was_recorded_comes_without_the_source(origin, mover, expected, tmp_path):
    """Recorded in two runs, of which the first one is killed, over a way on which things go wrong."""
    record, replayed, processes = tmp_path / "record", tmp_path / "replayed", []

    def fault(number, path):
        if number == 200 and len(processes) == 1:
            processes[0].kill()
            processes[0].wait()
        return "502" if number % 10 == 3 else None

    with standing_before(origin, fault=fault) as source:
        processes.append(mover.begin(source.url, "--rate", "off", "--record", record))
        processes[0].communicate()
        assert processes[0].returncode == -signal.SIGKILL
        mover.move(source.url, "--rate", "off", "--record", record)
    kept = record.read_bytes()
    assert stat.S_IMODE(record.stat().st_mode) == 0o600
    assert mover.secret.encode() not in kept and b"pa_" not in kept
    replayed.mkdir(mode=0o700)
    glimt("import", "--data", replayed, "--from", record)
    check_same(replayed, expected)
    assert select(replayed, "SELECT source FROM imports") == [(source.url.rstrip("/"),)]


def test_recordings_that_do_not_fit_are_refused(origin, mover, tmp_path):
    record = tmp_path / "record"
    replay = Mover(tmp_path / "replayed", origin)
    record.write_text("no recording\n{}\n")
    assert "is no recording of glimt import." in refused(replay, str(record))
    record.chmod(0o644)
    assert "is open to others than its owner" in refused(mover, origin.url, "--rate", "off", "--record", str(record))
    record.write_text('{"source":"https://elsewhere.example"}\n')
    record.chmod(0o600)
    assert "it is of another source" in refused(mover, origin.url, "--rate", "off", "--record", str(record))
    assert "it is not whole" in refused(replay, str(record))
    assert select(mover.directory, "SELECT count(*) FROM contacts") == [(0,)]


# ---- what has no place ----

def test_unknown_properties_are_kept_aside(origin, mover, expected):
    def edit(path, answer):
        if "/Activities" in path:
            for item in answer["items"]:
                item["newThing"] = {"deep": [1.5, "å", None]}
        return answer

    with standing_before(origin, edit=edit) as source:
        said = mover.move(source.url)
    assert select(mover.directory, "SELECT DISTINCT resource, property, value FROM import_asides") == [
        ("activities", "newThing", '{"deep":[1.5,"å",null]}')]
    assert [line.split()[-1] for line in said.stdout.splitlines() if line.startswith("activities")] == ["11"]
    check_same(mover.directory, expected)


def test_a_row_that_cannot_be_stored_does_not_stop_the_rest(origin, mover):
    def edit(path, answer):
        if path.startswith("/v1/Core/Contacts/7"):
            answer["name"] = "x" * 300
        return answer

    with standing_before(origin, edit=edit) as source:
        mover.move(source.url)
    assert select(mover.directory, "SELECT resource, row_id, property, reason FROM import_asides") == [
        ("contacts", 7, "", "The field Name must be at most 255 characters long.")]
    assert select(mover.directory, "SELECT count(*) FROM contacts WHERE id <> 7") == [(29,)]


# ---- refusals ----

def refused(mover, url, *flags):
    done = mover.move(url, *flags, check=False)
    assert done.returncode == 1 and done.stdout == ""
    assert mover.secret not in done.stderr
    return done.stderr.splitlines()[-1]


def test_an_account_with_rows_of_its_own_is_refused(origin, mover):
    glimt("demo", "--data", mover.directory, "--contacts", 3, "--projects", 0, "--tasks", 0, "--time-reports", 0)
    before = dump(mover.directory)
    assert "has rows of its own already" in refused(mover, origin.url)
    assert dump(mover.directory) == before


def test_rows_of_another_source_are_refused(origin, mover):
    mover.move(origin.url)
    with standing_before(origin) as source:
        assert f"comes from {origin.url}, and not from" in refused(mover, source.url)
        assert source.paths == []


def test_redirects_are_not_followed(origin, mover):
    with standing_before(origin, fault=lambda number, path: "redirect" if number > 1 else None) as source:
        assert "302, which is not followed." in refused(mover, source.url)
        assert len(source.paths) == 2


def test_nor_are_those_of_rows_that_are_asked_for_at_once(origin, mover):
    with standing_before(origin, fault=lambda number, path: "redirect" if "/Users/" in path else None) as source:
        assert "302, which is not followed." in refused(mover, source.url)


def test_certificates_are_checked(origin, mover, tmp_path):
    with running() as other:
        mover.certificate = other.certificate
        assert "The source can't be asked" in refused(mover, origin.url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "https://", "https://name:password@127.0.0.1/", "ftp://x/", "file:///etc/passwd"])
def test_only_https_is_spoken(mover, url):
    assert "--from has to be an address" in refused(mover, url)


def test_a_wrong_secret_is_told_at_once(origin, mover):
    mover.secret_file.write_text("wrong\n")
    with standing_before(origin) as source:
        assert f"refuses the application {mover.id}" in refused(mover, source.url)
        assert source.paths == ["/v1/Auth/Token"]


def test_the_file_of_the_secret_is_for_its_owner_alone(origin, mover):
    mover.secret_file.chmod(0o640)
    assert f"The secret file {mover.secret_file} is open to others than its owner" in refused(mover, origin.url)
    mover.secret_file.chmod(0o600)
    mover.secret_file.write_text("\n")
    assert "There is no secret in" in refused(mover, origin.url)


@pytest.mark.parametrize("rate", ["0", "-1", "x", "1001", "4x"])
def test_a_rate_is_a_number_or_off(origin, mover, rate):
    assert refused(mover, origin.url, f"--rate={rate}").endswith("--rate is a number from 1 to 1000, or off.")


def test_nothing_of_the_secret_is_seen_from_outside(origin, mover):
    """Not in the list of processes, its environment, what it says, or any of its files."""
    seen = []

    def fault(number, path):
        if number == 40:
            process = pathlib.Path(f"/proc/{begun[0].pid}")
            seen.append((process / "cmdline").read_bytes() + (process / "environ").read_bytes())
        return None

    with standing_before(origin, fault=fault) as source:
        begun = []
        process = mover.begin(source.url)
        begun.append(process)
        said = "".join(process.communicate())
        assert process.returncode == 0
    assert len(seen) == 1 and mover.secret.encode() not in seen[0] and b"pa_" not in seen[0]
    assert mover.secret not in said and "pa_" not in said
    for path in mover.directory.rglob("*"):
        assert not path.is_file() or mover.secret.encode() not in path.read_bytes()
        assert path.is_dir() or stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or path.parent.name == "tls"


def test_the_secret_can_come_on_standard_input(origin, mover):
    words = mover.words(origin.url)
    at = words.index("--secret-file")
    glimt(*words[:at], *words[at + 2:], input=mover.secret + "\n")
    assert select(mover.directory, "SELECT count(*) FROM contacts") == [(30,)]
