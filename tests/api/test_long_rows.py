"""A row with all that it may have is answered whole, though its answer has more than a hundred megabytes."""

import json

import pytest

from client import Client, running
from documented import insert
from test_row_parts import MOST

REPORT = "/v1/Core/TimeReports/1"
CHANGED = {"date": "2026-03-02", "hours": 1, "invoiceableHours": 1, "userId": 1, "activityId": 1,
           "timeCodeId": 1, "timeArticleId": 1, "internalProjectId": 1, "comment": "Ny"}
TITLE = "\n" * 65_536  # the longest; as JSON twice as long


@pytest.fixture(name="client")
def start_server():
    """With a report that takes hundreds of requests to come to be."""
    with running("--threads", "1") as server:
        known = server.application()
        Client(server, *known).create()
        server.stop()
        database = server.database()
        for table in ("activities", "time_codes", "time_articles", "internal_projects"):
            insert(database, table, id=1, name=table, is_active=1)
        insert(database, "time_reports", id=1, hours=1, user_id=1, internal_project_id=1,
               activity_id=1, time_code_id=1, time_article_id=1)
        for number in range(1, MOST + 1):
            insert(database, "material_reports", id=number, time_report_id=1, title=TITLE)
        database.commit()
        database.close()
        server.start()
        yield Client(server, *known)


def ask(client, method, body=None):
    """Like Client.ask(), without holding so much against the description."""
    answer = client.session.request(method, client.base + REPORT, data=body and json.dumps(body),
                                    headers={"Authorization": f"Bearer {client.token}"})
    assert answer.status_code == 200, answer.text[:300]
    assert len(answer.content) == int(answer.headers["Content-Length"]) > 2 * MOST * len(TITLE)
    return answer.json()


def test_it_is_read_and_written(client):
    assert [part["title"] for part in ask(client, "GET")["materials"]] == [TITLE] * MOST
    assert len(ask(client, "PUT", CHANGED)["materials"]) == MOST
    assert ask(client, "GET")["comment"] == "Ny"
