"""Many clients at one task, one checklist, one board: every state that is seen is a whole one."""

import random
import threading

import pytest

import questions
from client import Client
from documented import insert

TASKS, BOARDS = "/v1/Core/Tasks", "/v1/Core/TaskBoards"
WRITERS, ROUNDS, READERS = 6, 12, 3
USERS, COLUMNS = 6, 300  # so many that a list of boards takes a while


def fill(database):
    questions.people(database, [(f"F{n}", f"E{n}") for n in range(1, USERS + 1)])
    for board in (1, 2):
        insert(database, "task_boards", id=board, name=f"Tavla {board}")
    for column in range(1, COLUMNS + 1):
        insert(database, "task_board_columns", id=column, name="x", position=column,
               task_board_id=column % 2 + 1)
    for tag in range(1, 5):
        insert(database, "task_tags", id=tag, title=f"t{tag}")
        database.executemany("INSERT INTO task_board_tag_links VALUES (1, ?, ?)",
                             [(board, tag) for board in (1, 2)])


@pytest.fixture
def server():
    with questions.serving(fill) as started:
        yield started


@pytest.fixture
def client(server):
    return server.client()


def at_once(server, *jobs):
    """Runs each job with a client of its own, all from the same moment on."""
    failures, gate = [], threading.Barrier(len(jobs))
    application = server.application()
    clients = [Client(server, *application) for _ in jobs]

    def run(job, client):
        try:
            gate.wait()
            job(client)
        except Exception as failure:  # pylint: disable=broad-except
            failures.append(failure)

    threads = [threading.Thread(target=run, args=pair) for pair in zip(jobs, clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures[0]


class Readers:
    """Jobs that look again and again until the writers, who count down, are done."""

    def __init__(self, writers, look):
        self.left, self.lock, self.look = writers, threading.Lock(), look

    def writing(self, job):
        def run(client):
            try:
                job(client)
            finally:
                with self.lock:
                    self.left -= 1
        return run

    def reading(self):
        def run(client):
            while self.left > 0:
                self.look(client)
        return run


# ---- one task ----

def task_body(writer, count):
    """A state whose every part tells whose it is."""
    dice = random.Random(writer * 1000 + count)
    return {"title": f"{writer}-{count}", "description": f"av {writer} nr {count} " * 40,
            "estimate": writer + count / 100, "isCompleted": dice.random() < 0.5,
            "timeReportingEnabled": dice.random() < 0.5,
            "startDate": f"2022-0{writer + 1}-{count + 1:02d} 0{writer}:{count:02d}",
            "endDate": f"2023-0{writer + 1}-{count + 1:02d}",
            "tagIds": sorted(dice.sample(range(1, 5), dice.randint(0, 4))),
            "memberIds": sorted(dice.sample(range(1, USERS + 1), dice.randint(0, USERS))),
            "taskBoardColumnId": dice.choice([None, *range(1, COLUMNS + 1)])}


def author(title):
    writer, count = title.split("-")
    return int(writer), int(count)


def check_whole(shown):
    """All parts of a task belong to the state that its title names, which is returned."""
    writer, count = author(shown["title"])
    sent = task_body(writer, count)
    column = sent["taskBoardColumnId"]
    assert shown["description"] == sent["description"]
    assert shown["estimate"] == sent["estimate"]
    assert (shown["completedDate"] is not None) == sent["isCompleted"]
    assert shown["timeReportingEnabled"] == sent["timeReportingEnabled"]
    assert f"{shown['startDate']} {shown['startTime']}" == sent["startDate"]
    assert (shown["endDate"], shown["endTime"]) == (sent["endDate"], None)
    assert [tag["id"] for tag in shown["tags"]] == sent["tagIds"]
    assert [member["userId"] for member in shown["members"]] == sent["memberIds"]
    assert (shown["boardColumn"] and shown["boardColumn"]["id"]) == column
    assert (shown["board"] and shown["board"]["id"]) == (column and column % 2 + 1)
    return writer, count


class Progress:
    """What one client saw of each writer: it never sees an older state after a newer one."""

    def __init__(self):
        self.seen = {}

    def note(self, state):
        writer, count = state
        assert count >= self.seen.get(writer, 0)
        self.seen[writer] = count


@pytest.mark.concurrent
def test_one_task_changed_by_many(server, client):
    task = client.good("POST", TASKS, task_body(0, 0))["id"]
    question = f"{TASKS}?page=1&filter.taskIds={task}"
    progress = threading.local()

    def look(reader):
        if not hasattr(progress, "of"):
            progress.of = Progress()
        page = reader.quick(question)
        assert page["totalItemCount"] == 1
        progress.of.note(check_whole(page["items"][0]))

    readers = Readers(WRITERS, look)

    def write(writer):
        def run(one):
            progress.of = Progress()
            for count in range(1, ROUNDS + 1):
                answer = one.good("PUT", f"{TASKS}/{task}", task_body(writer, count))
                assert check_whole(answer) == (writer, count)
                progress.of.note((writer, count))
                look(one)
        return readers.writing(run)

    at_once(server, *map(write, range(1, WRITERS + 1)), *[readers.reading()] * READERS)
    page = client.good("GET", question)
    writer, count = check_whole(page["items"][0])
    assert count == ROUNDS and 1 <= writer <= WRITERS
    column = page["items"][0]["boardColumn"]
    counts = count_columns(client)
    assert sum(counts.values()) == (column is not None)
    assert column is None or counts[column["id"]] == 1


# ---- one checklist ----

def points(writer, count):
    """From none to five points, that say whose they are and whether they are done."""
    dice = random.Random(writer * 1000 + count)
    return [{"name": f"{writer}-{count}-{place}", "isCompleted": dice.random() < 0.5}
            for place in range(dice.randint(0, 5))]


def check_list(shown):
    """The points are all those of the state that the name tells, in their order."""
    writer, count = author(shown["name"])
    sent = points(writer, count)
    assert [item["title"] for item in shown["items"]] == [item["name"] for item in sent]
    assert [item["sortOrder"] for item in shown["items"]] == list(range(len(sent)))
    for item, wanted in zip(shown["items"], sent):
        assert (item["completedDate"] is not None) == wanted["isCompleted"]
    return writer, count


@pytest.mark.concurrent
def test_one_checklist_replaced_by_many(server, client):
    task = client.good("POST", TASKS, {"title": "x"})["id"]
    path = f"{TASKS}/{task}/Checklists"
    made = client.good("POST", path, {"name": "0-0", "items": points(0, 0)})
    answers = {(0, 0): made}
    lengths = {len(points(writer, count)) for writer in range(WRITERS + 1)
               for count in range(ROUNDS + 1)}

    def look(reader):
        page = reader.quick(path + "?page=1")
        assert page["totalItemCount"] == 1
        check_list(page["items"][0])
        shown = reader.quick(f"{TASKS}?page=1&filter.taskIds={task}")["items"][0]
        assert shown["numberOfChecklistPoints"] in lengths

    readers = Readers(WRITERS, look)

    def write(writer):
        def run(one):
            for count in range(1, ROUNDS + 1):
                body = {"name": f"{writer}-{count}", "items": points(writer, count)}
                answer = one.good("PUT", f"{path}/{made['id']}", body)
                assert check_list(answer) == (writer, count)
                answers[(writer, count)] = answer
        return readers.writing(run)

    at_once(server, *map(write, range(1, WRITERS + 1)), *[readers.reading()] * READERS)
    last = client.good("GET", path + "?page=1")["items"][0]
    state = check_list(last)
    assert state[1] == ROUNDS
    assert last["items"] == answers[state]["items"]
    ids = [item["id"] for answer in answers.values() for item in answer["items"]]
    assert len(ids) == len(set(ids)) == sum(len(points(*state)) for state in answers)
    shown = client.good("GET", f"{TASKS}?page=1&filter.taskIds={task}")["items"][0]
    assert shown["numberOfChecklistPoints"] == len(last["items"])


@pytest.mark.concurrent
def test_one_checklist_added_to_by_many(server, client):
    """Each client sends the points that it knows and one of its own. Points that another has
    replaced meanwhile are refused, and then nothing changes; nothing comes back from the dead."""
    task = client.good("POST", TASKS, {"title": "x"})["id"]
    path = f"{TASKS}/{task}/Checklists"
    made = client.good("POST", path, {"name": "x", "items": [{"name": "0"}, {"name": "1"}]})
    lock, named, added = threading.Lock(), {}, set()

    def learn(answer):
        """A number stands for the same point for ever."""
        with lock:
            for item in answer["items"]:
                assert named.setdefault(item["id"], item["title"]) == item["title"]
        places = [item["sortOrder"] for item in answer["items"]]
        assert places == sorted(set(places))

    def add(writer):
        def run(one):
            for count in range(ROUNDS):
                known = one.good("GET", path + "?page=1")["items"][0]["items"]
                learn({"items": known})
                kept = [{"id": item["id"], "name": item["title"]} for item in known[-4:]]
                mine = f"{writer}-{count}"
                answer = one.ask("PUT", f"{path}/{made['id']}",
                                 {"name": "x", "items": [*kept, {"name": mine}]})
                if answer.status_code == 400:
                    assert all(name.startswith("items[") for name in answer.json()["modelState"])
                    continue
                items = answer.json()["items"]
                assert [item["title"] for item in items] == [
                    *(item["title"] for item in known[-4:]), mine]
                learn(answer.json())
                with lock:
                    added.add(mine)
        return run

    at_once(server, *map(add, range(WRITERS)))
    last = client.good("GET", path + "?page=1")["items"][0]
    learn(last)
    assert added and {item["title"] for item in last["items"]} <= {"0", "1"} | added
    assert set(named.values()) == {"0", "1"} | added
    assert len(named) == 2 + len(added)


@pytest.mark.concurrent
def test_parts_added_to_one_task_by_many(server, client):
    task = client.good("POST", TASKS, {"title": "x"})["id"]
    made = {"Comments": [], "Checklists": [], "Attachments": []}

    def add(writer):
        def run(one):
            base = f"{TASKS}/{task}"
            for count in range(6):
                text = f"{writer}-{count}"
                made["Comments"].append(one.good("POST", base + "/Comments", {"text": text}))
                made["Checklists"].append(one.good("POST", base + "/Checklists", {
                    "name": text, "items": [{"name": text}] * writer}))
                made["Attachments"].append(one.good("POST", base + "/Attachments", {
                    "name": text, "externalUrl": "https://example.com"}))
                one.good("DELETE", f"{base}/Comments/{made['Comments'].pop(0)['id']}")
        return run

    at_once(server, *map(add, range(WRITERS)))
    shown = client.good("GET", f"{TASKS}?page=1&filter.taskIds={task}")["items"][0]
    assert shown["numberOfComments"] == 0
    assert shown["numberOfAttachments"] == WRITERS * 6
    assert shown["numberOfChecklistPoints"] == 6 * sum(range(WRITERS))
    for part, parts in made.items():
        listed = client.walk(f"{TASKS}/{task}/{part}")
        assert sorted(one["id"] for one in listed) == sorted(one["id"] for one in parts)
    points_made = [item["id"] for one in made["Checklists"] for item in one["items"]]
    assert len(points_made) == len(set(points_made))


# ---- one board ----

def count_columns(client):
    return {column["id"]: column["taskCount"] for board in client.walk(BOARDS, quick=True)
            for column in board["columns"]}


@pytest.mark.concurrent
def test_tasks_moved_on_boards_by_many(server, client):
    """Tasks only move here, so that every list of boards counts all of them."""
    count = 15
    for _ in range(count):
        client.good("POST", TASKS, {"title": "x", "taskBoardColumnId": 1})

    def look(reader):
        assert sum(count_columns(reader).values()) == count

    readers = Readers(WRITERS, look)

    def move(writer):
        def run(one):
            dice = random.Random(writer)
            for _ in range(2 * ROUNDS):
                task, column = dice.randint(1, count), dice.randint(1, COLUMNS)
                answer = one.good("PUT", f"{TASKS}/{task}",
                                  {"title": "x", "taskBoardColumnId": column})
                assert answer["boardColumn"]["id"] == column
                assert answer["board"]["id"] == column % 2 + 1
        return readers.writing(run)

    at_once(server, *map(move, range(WRITERS)), *[readers.reading()] * READERS)
    places = [task["boardColumn"]["id"] for task in client.walk(TASKS)]
    assert count_columns(client) == {column: places.count(column)
                                     for column in range(1, COLUMNS + 1)}


@pytest.mark.concurrent
def test_a_task_deleted_while_many_change_it(server, client):
    """Who comes before is answered as ever, who comes after is told that there is no task."""
    for _ in range(4):
        task = client.good("POST", TASKS, {"title": "x", "taskBoardColumnId": 1})["id"]
        path, gone = f"{TASKS}/{task}", threading.Event()

        def change(one, path=path, gone=gone):
            while True:
                late = gone.is_set()
                answers = [one.ask("PUT", path, {"title": "y", "taskBoardColumnId": 2}),
                           one.ask("POST", path + "/Comments", {"text": "x"}),
                           one.ask("POST", path + "/Checklists", {"name": "x", "items": [
                               {"name": "y"}]})]
                codes = [answer.status_code for answer in answers]
                assert codes == sorted(codes) and set(codes) <= {200, 400}
                for answer in answers:
                    assert answer.status_code == 200 or list(answer.json()["modelState"]) == [
                        "taskId"]
                if late:
                    assert codes == [400] * 3
                    return

        def remove(one, path=path, gone=gone):
            try:
                for _ in range(8):
                    one.good("GET", path + "/Comments?page=1")
                assert one.ask("DELETE", path).status_code == 200
            finally:
                gone.set()
            assert list(one.refused("DELETE", path)) == ["id"]

        at_once(server, change, change, change, remove)
        assert list(client.refused("GET", path + "/Comments?page=1")) == ["taskId"]
        assert sum(count_columns(client).values()) == 0
    assert client.walk(TASKS) == []
