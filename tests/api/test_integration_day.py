"""A day of an integration: an ordinary HTTP client that knows the documentation and nothing else."""

import datetime
import hashlib
import random
import time

import pytest
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

import record
from client import running
from database import connect

LISTS = ["Admin/Users", "Admin/Activities", "Admin/TimeCodes", "Admin/TimeArticles", "Core/Contacts",
         "Core/Projects", "Core/TaskBoards", "Core/Tasks"]


class Integration:
    """Waits when it is told to, and fetches a new token when the old one has ended."""

    def __init__(self, server, identifier, secret):
        self.base, self.credentials = server.url + "/v1/", (identifier, secret)
        self.session = record.new_session(server.certificate)
        self.waits = []
        retry = Retry(total=50, status_forcelist=[429], allowed_methods=None, backoff_factor=0,
                      respect_retry_after_header=True, raise_on_status=False)
        self.session.mount("https://", HTTPAdapter(max_retries=retry))
        self.tokens = 0
        self.fetch_token()

    def fetch_token(self):
        answer = self.session.post(self.base + "Auth/Token", auth=self.credentials)
        answer.raise_for_status()
        self.session.headers["Authorization"] = "Bearer " + answer.json()["accessToken"]
        self.tokens += 1

    def call(self, method, path, **more):
        answer = self.session.request(method, self.base + path, **more)
        self.waits += [one for one in answer.raw.retries.history if one.status == 429]
        if answer.status_code == 401:
            self.fetch_token()
            answer = self.session.request(method, self.base + path, **more)
        answer.raise_for_status()
        return answer

    def everything(self, path, **filters):
        """Stops at the first short page, as clients do."""
        items, page = [], 0
        while len(items) == page * 100:
            page += 1
            items += self.call("GET", path, params={"page": page, "pageSize": 100, **filters}).json()[
                "items"]
        return items


def expire_tokens(server):
    """What an hour does."""
    database = connect(server.directory)
    database.execute("UPDATE tokens SET expires_at = 1")
    database.execute("UPDATE data_versions SET changed = changed + 1 WHERE account_id = 0")
    database.commit()
    database.close()


@pytest.fixture(scope="module")
def day():
    with running("--demo") as server:
        yield server, Integration(server, *server.application("--all-permissions"))


def test_it_reads_everything(day):
    """Four requests in a second are allowed; the fifth is told to wait, and nothing is lost."""
    _, integration = day
    begun = time.monotonic()
    found = {path: integration.everything(path) for path in LISTS}
    reports = integration.everything("Core/TimeReports", **{"filter.from": "2025-11-01"})
    requests_made = sum(len(items) // 100 + 1 for items in found.values()) + len(reports) // 100 + 1
    assert len(found["Core/Contacts"]) == 200 and len(found["Core/Tasks"]) == 400
    # Four may come in 0.975 s; a slow machine needs no word for that.
    assert time.monotonic() - begun > (requests_made - 5) / 4 * 0.975
    for items in (*found.values(), reports):
        assert len({item["id"] for item in items}) == len(items)
    assert all(item["date"] >= "2025-11-01" for item in reports)


def week_of_reports(integration):
    user = integration.call("GET", "Admin/Users", params={"page": 1, "pageSize": 1}).json()["items"][0]
    project = integration.call("GET", "Core/Projects", params={"page": 1}).json()["items"][0]
    for number in range(5):
        yield {"date": str(datetime.date(2026, 2, 2) + datetime.timedelta(number)), "hours": 7.5,
               "invoiceableHours": 7.25, "comment": "Montage å våning 2", "userId": user["id"],
               "projectId": project["id"], "activityId": 1, "timeCodeId": 1, "timeArticleId": 1,
               "materials": [{"articleId": 3, "units": 1 + number}]}


def test_it_reports_a_week(day):
    _, integration = day
    bodies = list(week_of_reports(integration))
    made = [integration.call("POST", "Core/TimeReports", json=body).json() for body in bodies]
    user = made[0]["user"]["id"]
    body = {name: value for name, value in bodies[2].items() if name != "materials"}
    changed = integration.call("PUT", f"Core/TimeReports/{made[2]['id']}",
                               json={**body, "hours": 4}).json()
    assert changed["hours"] == 4.0 and changed["materials"] == made[2]["materials"]
    assert integration.call("DELETE", f"Core/TimeReports/{made[4]['id']}").content == b""
    week = integration.everything("Core/TimeReports", **{
        "filter.userIds": user, "filter.from": "2026-02-02", "filter.to": "2026-02-08"})
    assert [item["id"] for item in week] == [report["id"] for report in made[:4]]
    assert [item["hours"] for item in week] == [7.5, 7.5, 4.0, 7.5]
    days = integration.call("GET", "Core/TimeReports/UserDayStatistics", params={
        "page": 1, "filter.userIds": user, "filter.from": "2026-02-02",
        "filter.to": "2026-02-06"}).json()["items"][0]["dates"]
    assert [one["reportedHours"] for one in days] == [7.5, 7.5, 4.0, 7.5, 0.0]


def test_it_attaches_a_file(day):
    _, integration = day
    content = random.Random(1).randbytes(3_000_000)
    task = integration.call("POST", "Core/Tasks", json={"title": "Ritningar"}).json()
    path = f"Core/Tasks/{task['id']}/Attachments"
    made = integration.call("POST", path, files={"file": ("ritning å.pdf", content, "application/pdf")},
                            data={"name": "Ritning A-40"}).json()
    assert made["name"] == "Ritning A-40" and made["sizeInBytes"] == len(content)
    got = integration.call("GET", f"{path}/{made['id']}/Download")
    assert hashlib.sha256(got.content).digest() == hashlib.sha256(content).digest()
    assert 'filename="Ritning A-40.pdf"' in got.headers["Content-Disposition"]
    assert integration.everything(path)[0]["id"] == made["id"]


def test_it_outlives_its_token(day):
    server, integration = day
    tokens = integration.tokens
    expire_tokens(server)
    assert integration.call("GET", "Core/Projects", params={"page": 1}).json()["items"]
    assert integration.tokens == tokens + 1
