"""glimt import --follow: a mirror stays as its source is and nobody else changes it, until --finish."""

import contextlib
import datetime
import functools
import json
import signal
import threading

import pytest

from clocks import WallClock
from client import PUBLIC, add_application, glimt, running
from database import connect
from people import PASSWORD, Person, add_person
from sources import Mover, all_answers, all_days, standing_before
from uploads import file, send, upload

SIZES = ("--contacts", 12, "--projects", 4, "--tasks", 8, "--time-reports", 40)
MIRROR = "The company is a mirror of another server: nothing can be changed here until its move is finished."
TODAY = datetime.date.today()


class World:
    """A source that people change, and a server whose company follows it."""

    def __init__(self, origin, mover, mirror):
        self.origin, self.mover, self.mirror = origin, mover, mirror
        self.asker, self.reader = origin.client(), mirror.client()

    @functools.cached_property
    def boss(self):
        """Somebody who manages the source."""
        return add_person(self.origin, administrator=True)

    def go_round(self, url=None):
        """Brings the mirror up to date, once; the line about it."""
        return self.mover.move(url or self.origin.url).stdout

    def check_same(self):
        there, here = documented_answers(self.asker), documented_answers(self.reader)
        assert here.keys() == there.keys()
        for path, answer in there.items():
            assert here[path] == answer, path
        half = datetime.timedelta(days=15)
        for span in ((TODAY - half, TODAY + half), ("2025-12-01", "2025-12-31")):
            assert all_days(self.reader, *span) == all_days(self.asker, *span)

    def follow(self, url=None, *flags):
        return Following(self.mover.begin(url or self.origin.url, "--rate", "off", "--follow", "--every", "1", *flags))


def documented_answers(asker):
    """What the import asks for: not the extensions."""
    return {path: answer for path, answer in all_answers(asker).items()
            if not PUBLIC.find_operation("GET", path).get("x-extension")}


class Following:
    """A glimt import --follow that runs, and what it says."""

    def __init__(self, process):
        self.process = process

    def next_round(self):
        """Its line about a round that began after now."""
        for _ in range(2):
            line = self.process.stdout.readline()
            while line and "age in seconds" not in line:
                line = self.process.stdout.readline()
            assert line, self.process.stderr.read()
        return line

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.communicate()
        return self.process.returncode


def begin_following(origin, mover):
    """Brings all of it, and stops after the first round."""
    following = Following(mover.begin(origin.url, "--rate", "off", "--follow"))
    line = following.process.stdout.readline()
    while line and "age in seconds" not in line:
        line = following.process.stdout.readline()
    assert line, following.process.stderr.read()
    assert following.stop() == 0


@contextlib.contextmanager
def a_world(folder):
    glimt("demo", "--data", folder / "origin", *SIZES)
    with running(directory=folder / "origin") as origin:
        mover = Mover(folder / "data", origin)
        begin_following(origin, mover)
        with running(directory=mover.directory) as mirror:
            yield World(origin, mover, mirror)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with a_world(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture
def own_world(tmp_path):
    with a_world(tmp_path) as made:
        yield made


def select(directory, sql):
    with contextlib.closing(connect(directory, read_only=True)) as database:
        return database.execute(sql).fetchall()


def new_report(asker, **fields):
    seen = asker.walk("/v1/Core/TimeReports")
    at = next(item for item in seen if item["project"] and item["timeArticle"])
    return asker.good("POST", "/v1/Core/TimeReports", {
        "userId": at["user"]["id"], "date": str(TODAY), "hours": 2, "projectId": at["project"]["id"],
        "activityId": at["activity"]["id"], "timeCodeId": at["timeCode"] and at["timeCode"]["id"],
        "timeArticleId": at["timeArticle"]["id"], "invoiceableHours": 2, "comment": "ny", **fields})


def put_back(asker, path, **fields):
    """Changes some of a row."""
    return asker.good("PUT", path, {**asker.good("GET", path), **fields})


# ---- what comes ----

def test_contacts_arrive_and_go(world):
    company = world.asker.create(name="Ny AB")
    person = world.asker.create(name="Ny Person", contactType="Person", companyId=company["id"])
    gone = world.asker.create(name="Snart borta")
    world.go_round()
    world.check_same()
    changed = put_back(world.asker, f"/v1/Core/Contacts/{person['id']}", name="Annan Person", email="annan@example.com")
    world.asker.good("DELETE", f"/v1/Core/Contacts/{gone['id']}")
    assert "1 gone" in world.go_round()
    world.check_same()
    here = world.reader.good("GET", f"/v1/Core/Contacts/{person['id']}")
    assert here == changed and here["lastUpdated"]
    # Those that refer to each other go together.
    world.asker.good("DELETE", f"/v1/Core/Contacts/{person['id']}")
    world.asker.good("DELETE", f"/v1/Core/Contacts/{company['id']}")
    assert "2 gone" in world.go_round()
    world.check_same()


def test_time_reports_arrive_and_go(world):
    one, two = new_report(world.asker), new_report(world.asker)
    world.go_round()
    world.check_same()
    put_back(world.asker, f"/v1/Core/TimeReports/{one['id']}", hours=3.5, comment="längre",
             materials=[{"title": "Spik", "units": 3, "unitPrice": 2.5}])
    world.asker.good("DELETE", f"/v1/Core/TimeReports/{two['id']}")
    world.go_round()
    world.check_same()
    assert world.reader.good("GET", f"/v1/Core/TimeReports/{one['id']}")["materials"][0]["title"] == "Spik"
    world.asker.good("DELETE", f"/v1/Core/TimeReports/{one['id']}")
    world.go_round()
    world.check_same()


def test_tasks_arrive_and_go_with_what_they_have(world):
    task = world.asker.good("POST", "/v1/Core/Tasks", {"title": "Ny uppgift"})
    at = f"/v1/Core/Tasks/{task['id']}"
    said = world.asker.good("POST", f"{at}/Comments", {"text": "Hej"})
    world.asker.good("POST", f"{at}/Comments", {"text": "Igen"})
    points = world.asker.good("POST", f"{at}/Checklists", {"name": "Att göra", "items": [{"name": "Ett"}, {"name": "Två"}]})
    upload(world.asker, f"{at}/Attachments", file(b"bytes"))
    world.go_round()
    world.check_same()
    world.asker.good("PUT", f"{at}/Comments/{said['id']}", {"text": "Hej då"})
    world.asker.good("DELETE", f"{at}/Checklists/{points['id']}")
    world.go_round()
    world.check_same()
    world.asker.good("DELETE", f"{at}/Comments/{said['id']}")
    world.go_round()
    world.check_same()
    world.asker.good("DELETE", at)
    world.go_round()
    world.check_same()
    assert select(world.mover.directory, f"SELECT count(*) FROM task_comments WHERE task_id = {task['id']}") == [(0,)]


def test_registries_and_projects_arrive_and_go(world):
    made = world.boss.good("POST", "/admin/v1/Activities", {"name": "Svetsa"})
    project = world.asker.good("POST", "/v1/Core/Projects", {"title": "Nytt projekt"})
    world.go_round()
    world.check_same()
    world.boss.good("PUT", f"/admin/v1/Activities/{made['id']}", {**made, "name": "Löda"})
    put_back(world.asker, f"/v1/Core/Projects/{project['id']}", title="Annat projekt")
    world.go_round()
    world.check_same()
    world.boss.good("DELETE", f"/admin/v1/Activities/{made['id']}")
    world.go_round()
    world.check_same()


def test_what_is_only_named_gets_its_new_name(world):
    """No answer of the API lists departments."""
    named = world.boss.walk("/admin/v1/Departments")[0]
    world.boss.good("PUT", f"/admin/v1/Departments/{named['id']}", {**named, "name": "Avdelningen"})
    world.go_round()
    world.check_same()


def test_users_arrive(world):
    glimt("user", "add", "ny@example.com", "--first-name", "Ny", "--last-name", "Person", "--data", world.origin.directory,
          "--password-stdin", input=PASSWORD)
    world.go_round()
    world.check_same()


def test_days_are_locked_attested_and_opened_again(world):
    report = new_report(world.asker)
    day = {"userIds": [report["user"]["id"]], "from": report["date"], "to": report["date"]}

    def do(what):
        assert world.boss.good("POST", f"/admin/v1/Days/{what}", day)["changedDays"] == 1
        world.go_round()
        world.check_same()

    world.go_round()
    for what in ("Lock", "Attest", "TakeBack", "Unlock"):
        do(what)
    assert select(world.mover.directory, f"SELECT count(*) FROM locked_days WHERE user_id = {report['user']['id']}"
                  f" AND date = {(TODAY - datetime.date(1970, 1, 1)).days}") == [(0,)]
    world.asker.good("DELETE", f"/v1/Core/TimeReports/{report['id']}")
    world.go_round()
    world.check_same()


def test_a_round_without_changes_gets_and_stores_nothing(own_world):
    own_world.go_round()
    before = select(own_world.mover.directory, "SELECT count(*), max(number) FROM changes")
    with standing_before(own_world.origin) as source:
        # It is another address, so the mirror is told that it came from there.
        move_to(own_world, source)
        assert ": 0 new or changed, 0 gone;" in own_world.go_round(source.url)
        assert not any(source.rows_asked(path) for path in ("/v1/Core/Contacts", "/v1/Core/TimeReports", "/v1/Core/Tasks"))
        assert any("createdOrUpdatedSince" in path for path in source.paths)
        assert any("sortBy=updatedDate&sortOrder=descending" in path for path in source.paths)
    assert select(own_world.mover.directory, "SELECT count(*), max(number) FROM changes") == before


def move_to(world, source):
    """From now on the mirror follows what stands before its source."""
    with contextlib.closing(connect(world.mover.directory)) as database:
        database.execute("UPDATE imports SET source = ?", (source.url.rstrip("/"),))
        database.commit()


@pytest.mark.long
def test_what_is_referred_to_waits(own_world):
    """The source hides a contact to which projects refer."""
    named = own_world.asker.walk("/v1/Core/Projects")[0]["customer"]["id"]
    hidden = [named]

    def edit(path, answer):
        if path.startswith("/v1/Core/Contacts?"):
            kept = [item for item in answer["items"] if item["id"] not in hidden]
            answer["totalItemCount"] -= len(hidden)
            answer["items"] = kept
        return answer

    with standing_before(own_world.origin, edit=edit) as source:
        move_to(own_world, source)
        for _ in range(2):
            assert ", 1 to go when nothing refers to them" in own_world.go_round(source.url)
        assert own_world.reader.get(f"/v1/Core/Contacts/{named}").status_code == 200
        hidden.clear()
        assert "to go when" not in own_world.go_round(source.url)
    own_world.check_same()


@pytest.mark.long
def test_the_next_day_all_reports_are_compared(tmp_path):
    """One changes without a new stamp, far from the latest ones."""
    clock, changed = WallClock(tmp_path), []
    glimt("demo", "--data", tmp_path / "origin", *SIZES[:-1], 220)

    def edit(path, answer):
        if path.startswith("/v1/Core/TimeReports"):
            for item in answer.get("items", [answer]):
                if item.get("id") in changed:
                    item["comment"] = "tyst ändrad"
        return answer

    with running(directory=tmp_path / "origin") as origin, standing_before(origin, edit=edit) as source:
        mover, asker = Mover(tmp_path / "data", origin), origin.client()
        begin_following(source, mover)
        glimt(*mover.words(source.url), **clock.options)
        latest = {item["id"] for order in ("createdDate", "updatedDate") for item in asker.good(
            "GET", f"/v1/Core/TimeReports?page=1&pageSize=100&sortBy={order}&sortOrder=descending")["items"]}
        changed.append(next(item["id"] for item in asker.walk("/v1/Core/TimeReports") if item["id"] not in latest))
        comment = f"SELECT comment FROM time_reports WHERE id = {changed[0]}"
        glimt(*mover.words(source.url), **clock.options)
        assert select(mover.directory, comment) != [("tyst ändrad",)]
        clock.let_pass(86400)
        glimt(*mover.words(source.url), **clock.options)
        assert select(mover.directory, comment) == [("tyst ändrad",)]


def test_one_that_goes_while_another_comes_is_noticed(world):
    gone = new_report(world.asker)["id"]
    world.go_round()
    world.asker.good("DELETE", f"/v1/Core/TimeReports/{gone}")
    come = new_report(world.asker)["id"]
    world.go_round()
    assert world.reader.get(f"/v1/Core/TimeReports/{gone}").status_code == 400
    world.asker.good("DELETE", f"/v1/Core/TimeReports/{come}")
    world.go_round()
    world.check_same()


# ---- round and round ----

def test_it_goes_round_and_ends_when_told(world):
    following = world.follow()
    made = world.asker.create(name="Medan den följer")
    line = following.next_round()
    assert "contacts " in line and "time reports " in line
    assert world.reader.get(f"/v1/Core/Contacts/{made['id']}").status_code == 200
    world.asker.good("DELETE", f"/v1/Core/Contacts/{made['id']}")
    following.next_round()
    assert world.reader.get(f"/v1/Core/Contacts/{made['id']}").status_code == 400
    assert "Another glimt import" in glimt("import", "--finish", "--data", world.mover.directory, check=False).stderr
    assert following.stop() == 0
    assert following.process.stderr


@pytest.mark.long
def test_a_source_that_is_down_is_waited_for(own_world):
    down, seen = threading.Event(), threading.Event()

    def fault(number, path):
        if down.is_set():
            seen.set()
            return "502"
        return None

    with standing_before(own_world.origin, fault=fault) as source:
        move_to(own_world, source)
        following = own_world.follow(source.url)
        following.next_round()
        down.set()
        assert seen.wait(600)
        own_world.asker.create(name="Medan den var nere")
        down.clear()
        following.next_round()
        assert following.stop(signal.SIGINT) == 0
    own_world.check_same()


@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["asked", "killed"])
def test_it_goes_on_where_it_was_stopped(own_world, how):
    """Stopped at requests of all kinds, while there is something to do."""
    for number in range(3):
        own_world.asker.create(name=f"Kontakt {number}")
        new_report(own_world.asker)
    limits, processes = [2, 6, 12, 25, 40], []

    def fault(number, path):
        if limits and number == limits[0]:
            limits.pop(0)
            processes[-1].send_signal(how)
            processes[-1].wait()
        return None

    with standing_before(own_world.origin, fault=fault) as source:
        move_to(own_world, source)
        while limits:
            processes.append(own_world.mover.begin(source.url))
            processes[-1].communicate()
        own_world.go_round(source.url)
    own_world.check_same()


# ---- who may change it ----

@pytest.mark.parametrize("method, path, body", [
    ("POST", "/v1/Core/Contacts", {"name": "x", "contactType": "Company", "responsibleId": 1}),
    ("POST", "/v1/Core/Contacts", {}),
    ("PUT", "/v1/Core/Contacts/1", {"name": "x", "contactType": "Company", "responsibleId": 1}),
    ("DELETE", "/v1/Core/Contacts/1", None),
    ("POST", "/v1/Core/TimeReports", {"userId": 1, "date": "2026-01-02", "hours": 1}),
    ("DELETE", "/v1/Core/TimeReports/1", None),
    ("POST", "/v1/Core/Tasks", {"title": "x"}),
    ("POST", "/v1/Core/Tasks/1/Comments", {"text": "x"}),
    ("PUT", "/v1/Core/Projects/1", {"title": "x"}),
], ids=lambda value: value if isinstance(value, str) else "")
def test_programs_read_and_change_nothing(world, method, path, body):
    answer = world.reader.ask(method, path, body)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "60"
    assert list(answer.json()) == ["message", "requestId"] and answer.json()["message"] == MIRROR
    assert world.reader.get(path).status_code != 503
    assert world.reader.fetch_token()


def test_uploads_are_refused(world):
    answer = send(world.reader, "/v1/Core/Tasks/1/Attachments", file(b"bytes"))
    assert answer.status_code == 503 and answer.json()["message"] == MIRROR


@pytest.fixture(scope="module")
def visitor(world):
    """Somebody of the company, who is let in at the mirror: that is no data of the source."""
    email = world.asker.walk("/v1/Admin/Users")[1]["id"]
    email = world.asker.good("GET", f"/v1/Admin/Users/{email}")["email"]
    world.go_round()
    glimt("user", "add", email, "--password-stdin", "--data", world.mover.directory, input=PASSWORD)
    return Person(world.mirror, email)


def test_people_read_and_change_nothing(world, visitor):
    day = {"userIds": [visitor.id], "from": str(TODAY), "to": str(TODAY)}
    report = {row[0] for row in select(world.mover.directory, f"SELECT date FROM time_reports WHERE user_id = {visitor.id}"
                                       " AND sent_to_attest_at IS NULL")}
    if report:
        at = str(datetime.date(1970, 1, 1) + datetime.timedelta(days=min(report)))
        day = {"userIds": [visitor.id], "from": at, "to": at}
    answer = visitor.ask("POST", "/admin/v1/Days/Lock", day)
    assert answer.status_code == 503 and answer.json()["message"] == MIRROR
    assert visitor.ask("GET", "/admin/v1/TimeReports?page=1&pageSize=5").status_code == 200


def test_people_keep_their_own_passwords(world, visitor):
    other = "en annan häst i hagen"
    visitor.good("PUT", "/admin/v1/Me/Password", {"currentPassword": PASSWORD, "newPassword": other})
    Person(world.mirror, visitor.email, other)


def test_commands_change_who_comes_in_alone(world):
    directory = world.mover.directory
    added = glimt("user", "add", "helt-ny@example.com", "--first-name", "Helt", "--last-name", "Ny", "--data", directory,
                  "--password-stdin", input=PASSWORD, check=False)
    assert added.returncode == 1 and added.stderr == f"glimt: {MIRROR}\n"
    assert select(directory, "SELECT count(*) FROM users WHERE email = 'helt-ny@example.com'") == [(0,)]
    made = add_application(directory, "--all-permissions")
    glimt("app", "rotate", made["id"], "--data", directory)
    demo = glimt("demo", "--data", directory, *SIZES, check=False)
    assert demo.returncode == 1 and "of its own already" in demo.stderr


# ---- the move ----

def finish(directory, *flags):
    done = glimt("import", "--finish", "--data", directory, *flags, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_mirror_becomes_the_original(own_world):
    directory = own_world.mover.directory
    status, said = finish(directory)
    assert status == 0 and "Account 1 is the original now." in said
    highest = max(item["id"] for item in own_world.reader.walk("/v1/Core/Contacts"))
    assert own_world.reader.create()["id"] == highest + 1
    put_back(own_world.reader, "/v1/Core/Contacts/1", name="Härifrån")
    assert finish(directory) == (1, "glimt: Account 1 is an original already.\n")
    again = own_world.mover.move(own_world.origin.url, "--rate", "off", "--follow", check=False)
    assert again.returncode == 1 and "Account 1 is an original" in again.stderr
    own_world.mover.move(own_world.origin.url)
    assert own_world.reader.good("GET", "/v1/Core/Contacts/1")["name"] == "Härifrån"
    glimt("check", "--data", directory)


def test_only_what_is_whole_is_finished(tmp_path):
    """And a company of which a part has come can't be changed, but be read."""
    glimt("demo", "--data", tmp_path / "origin", *SIZES)
    glimt("demo", "--data", tmp_path / "other", *SIZES)
    assert finish(tmp_path / "other") == (1, "glimt: Account 1 does not come from another server.\n")
    with running(directory=tmp_path / "origin") as origin:
        mover, processes = Mover(tmp_path / "data", origin), []

        def fault(number, path):
            if number == 60:
                processes[0].kill()
                processes[0].wait()
            return None

        with standing_before(origin, fault=fault) as source:
            processes.append(mover.begin(source.url))
            processes[0].communicate()
            status, said = finish(mover.directory)
            assert status == 1 and "Account 1 is not whole yet" in said
            with running(directory=mover.directory) as mirror:
                reader = mirror.client()
                assert reader.ask("POST", "/v1/Core/Contacts", {}).status_code == 503
                assert reader.walk("/v1/Admin/Users")
                # Without --follow it is an original as soon as it is whole.
                mover.move(source.url)
                reader.create()
    assert finish(mover.directory) == (1, "glimt: Account 1 is an original already.\n")


def test_an_account_beside_it_can_be_changed(world):
    made = json.loads(glimt("account", "add", "Bredvid", "--data", world.mover.directory, "--json").stdout)
    beside = world.mirror.client(account=made["id"])
    assert beside.create()["id"] == 1


def test_a_recording_is_not_followed(world, tmp_path):
    record = tmp_path / "record"
    record.write_text('{"source":"https://elsewhere.example"}\n')
    done = glimt("import", "--data", tmp_path, "--from", record, "--follow", check=False)
    assert done.returncode == 1 and done.stderr == "glimt: A recording never changes: --follow needs the source.\n"


def test_a_source_has_to_be_named(tmp_path):
    done = glimt("import", "--data", tmp_path, check=False)
    assert done.returncode == 1 and done.stderr == "glimt: --from has to name the source.\n"
