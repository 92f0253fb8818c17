"""Whatever a server answers from its cache is what one with an empty cache would answer, after every kind of write."""

import contextlib
import random
import shutil

import pytest

from client import Client, glimt, running
from database import copy, drop
from people import add_person

CONTACTS, TASKS, REPORTS = "/v1/Core/Contacts", "/v1/Core/Tasks", "/v1/Core/TimeReports"
PUBLIC = [CONTACTS, "/v1/Core/Projects", TASKS, "/v1/Core/TaskBoards", REPORTS, "/v1/Admin/Users",
          "/v1/Admin/Activities", "/v1/Admin/ContactTags", "/v1/Admin/Countries", "/v1/Admin/TimeCodes"]
ALONE = [CONTACTS, REPORTS, "/v1/Admin/Users", "/v1/Core/Projects", TASKS]  # these give single rows, too
FIRST = "page=1&pageSize=100"
FILTERED = [f"{CONTACTS}?{FIRST}&filter.query=a", f"{CONTACTS}?{FIRST}&sortBy=updatedDate&sortOrder=descending",
            f"/v1/Core/Projects?{FIRST}&filter.query=nytt", f"{TASKS}?{FIRST}&filter.memberIds=2",
            f"{REPORTS}?{FIRST}&sortBy=userName", f"{REPORTS}?{FIRST}&filter.isAttested=true"]
MANAGED = [f"/admin/v1/{name}?{FIRST}" for name in (
    "Projects", "TaskBoards", "Users", "Activities", "ContactTags", "TimeReports")]


class Company:
    """What the writes below need: who writes, and the numbers of rows that are there."""

    def __init__(self, server, client, boss, dice):
        self.server, self.client, self.boss, self.dice = server, client, boss, dice

    def ids(self, path):
        between = "" if path.endswith("&") else "?"
        return [item["id"] for item in self.client.quick(f"{path}{between}page=1&pageSize=100")["items"]]

    def any(self, path):
        return self.dice.choice(self.ids(path))

    def word(self):
        return f"Nytt {self.dice.randrange(10 ** 6)}"

    def report(self, **fields):
        return {"date": f"2026-03-{self.dice.randint(15, 28)}", "hours": self.dice.randint(1, 9),
                "invoiceableHours": 0, "userId": self.dice.choice(self.ids("/v1/Admin/Users")[:5]),
                "projectId": self.any("/v1/Core/Projects"), "activityId": 1, "timeCodeId": 1,
                "timeArticleId": 1, "comment": self.word(), **fields}


def task_of(company):
    return f"{TASKS}/{company.any(TASKS)}"


def remove(company, path, made):
    """Takes away a row that was asked for before."""
    place = f"{path}/{made['id']}"
    if path in ALONE:
        company.client.quick(place)
    company.client.good("DELETE", place)
    if path in ALONE:
        assert company.client.get(place).status_code == 400


def make_contact(company):
    company.client.create(name=company.word(), tagIds=company.ids("/v1/Admin/ContactTags")[:2])


def change_contact(company):
    company.client.good("PUT", f"{CONTACTS}/{company.any(CONTACTS)}", {
        "name": company.word(), "contactType": "Company", "responsibleId": 1})


def remove_contact(company):
    remove(company, CONTACTS, company.client.create(name=company.word()))


def make_person(company):
    company.client.create(name=company.word(), contactType="Person", companyId=company.any(CONTACTS + "?filter.contactType=company&"))


def make_task(company):
    board = company.client.quick(f"/v1/Core/TaskBoards?{FIRST}")["items"][0]
    company.client.good("POST", TASKS, {"title": company.word(), "memberIds": [2],
                                        "taskBoardColumnId": board["columns"][0]["id"]})


def change_task(company):
    company.client.good("PUT", task_of(company), {"title": company.word()})


def remove_task(company):
    remove(company, TASKS, company.client.good("POST", TASKS, {"title": company.word()}))


def comment(company):
    company.client.good("POST", f"{task_of(company)}/Comments", {"text": company.word()})


def add_checklist(company):
    company.client.good("POST", f"{task_of(company)}/Checklists", {
        "name": company.word(), "items": [{"title": "Ett"}, {"title": "Två"}]})


def make_report(company):
    company.client.good("POST", REPORTS, company.report())


def make_report_with_journey(company):
    company.client.good("POST", REPORTS, company.report(travelReport={"distance": 12}))


def change_report(company):
    made = company.client.good("POST", REPORTS, company.report())
    company.client.good("PUT", f"{REPORTS}/{made['id']}", company.report(travelReport={"distance": 3}))


def remove_report(company):
    remove(company, REPORTS, company.client.good("POST", REPORTS, company.report()))


def rename_user(company):
    company.boss.good("PUT", f"/admin/v1/Users/{company.dice.choice([2, 3])}", {
        "firstName": company.word(), "lastName": "Öst", "license": "total"})


def rename_project(company):
    company.boss.good("PUT", f"/admin/v1/Projects/{company.any('/v1/Core/Projects')}", {
        "title": company.word(), "orderNumber": company.word(), "invoiceType": "ongoing"})


def make_project(company):
    company.boss.good("POST", "/admin/v1/Projects", {
        "title": company.word(), "orderNumber": company.word(), "invoiceType": "ongoing", "customerId": company.any(CONTACTS)})


def mark_project(company):
    boss, number = company.boss, company.any("/v1/Core/Projects")
    category = boss.good("POST", "/admin/v1/ProjectCategories", {"name": company.word()})["id"]
    boss.good("PUT", f"/admin/v1/Projects/{number}", {
        "title": company.word(), "orderNumber": company.word(), "invoiceType": "ongoing", "categoryId": category, "tagIds": [1]})
    boss.good("PUT", f"/admin/v1/ProjectCategories/{category}", {"name": company.word()})


def rename_board(company):
    board = company.client.quick(f"/v1/Core/TaskBoards?{FIRST}")["items"][0]
    company.boss.good("PUT", f"/admin/v1/TaskBoards/{board['id']}", {"name": company.word()})


def rename_activity(company):
    company.boss.good("PUT", "/admin/v1/Activities/1", {"name": company.word()})


def make_tag(company):
    company.boss.good("POST", "/admin/v1/ContactTags", {"title": company.word()})


def rename_tag(company):
    company.boss.good("PUT", "/admin/v1/ContactTags/1", {"title": company.word()})


def attest_days(company):
    for day in range(1, 8):
        company.client.good("POST", REPORTS, company.report(date=f"2026-03-0{day}"))
    company.boss.good("POST", f"/admin/v1/Days/{company.dice.choice(['Lock', 'Attest'])}", {
        "userIds": company.ids("/v1/Admin/Users")[:5], "from": "2026-03-01", "to": "2026-03-07"})


WRITES = [make_contact, change_contact, remove_contact, make_person, mark_project, make_task, change_task, remove_task, comment, add_checklist,
          make_report, make_report_with_journey, change_report, remove_report, rename_user, rename_project,
          make_project, rename_board, rename_activity, make_tag, rename_tag, attest_days]


def public_paths(company):
    lists = [f"{path}?{FIRST}" for path in PUBLIC]
    rows = [f"{path}/{number}" for path in ALONE for number in company.ids(path)[:4]]
    below = [f"{TASKS}/{company.ids(TASKS)[0]}/{name}?{FIRST}" for name in ("Comments", "Checklists")]
    return lists + FILTERED + rows + below


def answers(client, boss, paths, times=2):
    """What is answered to each path, so often."""
    asked = [(one, path) for _ in range(times) for one, its in ((client, paths), (boss, MANAGED)) for path in its]
    given = {}
    for one, path in asked:
        headers = {"Authorization": f"Bearer {client.token}"} if one is client else {}
        answer = one.session.get(one.base + path, headers=headers)
        assert answer.status_code == 200, (path, answer.text)
        given.setdefault(path, []).append(answer.content)
    return given


@contextlib.contextmanager
def twin(server, directory):
    """Another server on a copy of the data, which has answered nothing yet."""
    directory.mkdir(mode=0o700)
    for part in ("tls", "files"):
        shutil.copytree(server.directory / part, directory / part)
    copy(server.directory, directory)
    try:
        with running(directory=directory) as started:
            yield started
    finally:
        shutil.rmtree(directory)
        drop(directory)


@pytest.mark.long
@pytest.mark.parametrize("seed, more", [(0, ()), (1, ("--extended-answers",)), (2, ())])
def test_what_is_cached_is_what_is_there(tmp_path, seed, more):
    glimt("demo", "--data", tmp_path / "one", "--seed", seed, "--contacts", "30", "--projects", "12",
          "--tasks", "40", "--time-reports", "60")
    dice = random.Random(seed)
    with running(directory=tmp_path / "one") as server:
        boss = add_person(server, administrator=True)
        company = Company(server, server.client("--all-permissions", "--rate", "off", *more), boss, dice)
        answers(company.client, boss, public_paths(company))
        for write in dice.sample(WRITES, len(WRITES)):
            write(company)
            with twin(server, tmp_path / "two") as other:
                client = Client(other, company.client.identifier, company.client.secret)
                fresh = type(boss)(other, boss.email)
                paths = public_paths(company)
                wanted, given = answers(client, fresh, paths, 1), answers(company.client, boss, paths)
            for path in paths + MANAGED:
                assert len(set(wanted[path] + given[path])) == 1, (write.__name__, path)
