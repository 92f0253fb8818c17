"""What glimt import says at its end, and the invitations behind it."""

import collections
import decimal
import json
import re
import signal

import pytest

from client import glimt, running
from people import Person
from sources import Mover, standing_before

LINK = re.compile(r"  /admin/invitation#(\S+)")


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    directory = tmp_path_factory.mktemp("origin") / "data"
    glimt("demo", "--data", directory, "--contacts", 5, "--projects", 4, "--tasks", 5, "--time-reports", 90)
    with running(directory=directory) as started:
        yield started


@pytest.fixture
def mover(origin, tmp_path):
    return Mover(tmp_path / "data", origin)


def months_of(said):
    """Hours there and here, costs there and here, and whether they are said to differ, by month."""
    found = {}
    for line in said.splitlines():
        words = line.split()
        if re.fullmatch(r"\d{4}-\d\d|all", words[0] if words else ""):
            found[words[0]] = ([decimal.Decimal(word) for word in words[1:5]], words[5:] == ["differs"])
    return found


def rounded(number):
    return number.quantize(decimal.Decimal("0.000001"), decimal.ROUND_HALF_UP)


def costs_of(report):
    """As the documentation tells: what an hour, a kilometre and a piece cost, and whole sums."""
    def product(row, count):
        return rounded(decimal.Decimal(str(row[count] or 0)) * decimal.Decimal(str(row["cost"] or 0)))

    def whole(row):
        return decimal.Decimal(str(row["cost"] or 0))

    return (product(report, "hours") + sum(map(whole, report["materials"]))
            + sum(product(row, "hours") for row in report["equipments"])
            + sum(product(row, "salaryCount") for row in report["additions"])
            + (product(report["travelReport"], "distance") if report["travelReport"] else 0)
            + (whole(report["allowanceReport"]) if report["allowanceReport"] else 0))


def reports_of(server):
    asker = server.client()
    return [asker.quick(f"/v1/Core/TimeReports/{item['id']}") for item in asker.walk("/v1/Core/TimeReports")]


def sums_of(reports):
    hours, costs = collections.Counter(), collections.Counter()
    for report in reports:
        for month in (report["date"][:7], "all"):
            hours[month] += decimal.Decimal(str(report["hours"]))
            costs[month] += costs_of(report)
    return {month: ([hours[month]] * 2 + [costs[month]] * 2, False) for month in hours}


def test_hours_and_costs_of_each_month_are_told(origin, mover):
    """Of a source that spreads its reports over four months."""
    def moved(report):
        return {**report, "date": f"{report['date'][:5]}{9 + report['id'] % 4:02d}-{report['date'][8:10]}".replace("09-31", "09-30").replace("11-31", "11-30")}

    with standing_before(origin, edit=lambda path, answer: moved(answer) if "/TimeReports/" in path and "hours" in answer else answer) as source:
        found = months_of(mover.move(source.url).stdout)
    expected = sums_of(map(moved, reports_of(origin)))
    assert len(expected) == 5 and all(values[0] and values[2] for values, _ in expected.values())
    assert found == expected


def test_they_outlive_a_stop(origin, mover):
    begun = []

    def fault(number, path):
        if path.startswith("/v1/Core/TimeReports/3") and len(begun) == 1:
            begun[0].send_signal(signal.SIGKILL)
            begun[0].wait()
            begun.append(None)
        return None

    with standing_before(origin, fault=fault) as source:
        begun.append(mover.begin(source.url, "--rate", "1000"))
        begun[0].communicate()
        assert begun[0].returncode == -signal.SIGKILL
        said = mover.move(source.url)
        again = mover.move(source.url)
    assert months_of(said.stdout) == sums_of(reports_of(origin))
    assert again.stdout == said.stdout


def test_what_is_missing_here_is_marked(origin, mover):
    """One report can't be stored; another one was changed here before the second run."""
    reports = {report["id"]: report for report in reports_of(origin)}
    lost = next(report for report in reports.values() if costs_of(report))

    def edit(path, answer):
        if path == f"/v1/Core/TimeReports/{lost['id']}":
            answer["comment"] = "x" * 70000
        return answer

    with standing_before(origin, edit=edit) as source:
        said = mover.move(source.url).stdout
    found, expected = months_of(said), sums_of(reports.values())
    month = lost["date"][:7]
    hours, costs = decimal.Decimal(str(lost["hours"])), costs_of(lost)
    for name in (month, "all"):
        there_hours, _, there_costs, _ = expected[name][0]
        assert found[name] == ([there_hours, there_hours - hours, there_costs, there_costs - costs], True)
    assert all(found[name] == expected[name] for name in expected if name not in (month, "all"))
    assert re.search(rf"^  time reports: .+ \(1, such as that of {lost['id']}\)$", said, re.MULTILINE)


def test_what_people_have_to_do_is_told(origin, mover):
    said = mover.move(origin.url).stdout
    assert "glimt user invite-all makes a link for each." in said
    assert "schedules are known by name: fill in their hours" in said
    assert "Not seen, since the documented API has no way to it: invoices" in said
    count = int(re.search(r"(\d+) users? ha(?:ve|s) an address and no password", said).group(1))
    links = json.loads(glimt("user", "invite-all", "--data", mover.directory, "--json").stdout)
    assert len(links) == count > 0


# ---- invitations ----

def people_of(directory, account=1):
    return json.loads(glimt("user", "list", "--data", directory, "--account", account, "--json").stdout)


def test_everybody_with_an_address_is_invited(origin, mover):
    mover.move(origin.url)
    flags = ("--data", mover.directory)
    people = people_of(mover.directory)
    first = next(person for person in people if person["email"] and not person["left"])
    glimt("user", "add", first["email"], *flags, "--password-stdin", input="rätt häst batteri\n")
    made = glimt("user", "invite-all", *flags, "--json")
    links = {link["userId"]: link for link in json.loads(made.stdout)}
    wanted = {person["id"]: person for person in people
              if person["email"] and not person["left"] and person["id"] != first["id"]}
    assert links.keys() == wanted.keys() and links
    for number, link in links.items():
        assert (link["name"], link["email"]) == (wanted[number]["name"], wanted[number]["email"])
        assert link["path"] == "/admin/invitation#" + link["token"]
    assert len({link["token"] for link in links.values()}) == len(links)
    missing = sum(not person["email"] and not person["left"] for person in people)
    assert (f"no e-mail address of them: {missing}." in made.stderr) == (missing > 0)
    for person in people_of(mover.directory):
        assert person["invitedUntil"] == (links[person["id"]]["expires"] if person["id"] in links else None)


def test_each_link_lets_its_person_in_once_and_a_later_one_voids_it(origin, mover):
    mover.move(origin.url)
    flags = ("--data", mover.directory)
    earlier = json.loads(glimt("user", "invite-all", *flags, "--json").stdout)
    told = glimt("user", "invite-all", *flags).stdout
    tokens = LINK.findall(told)
    assert len(tokens) == len(earlier) and not set(tokens) & {link["token"] for link in earlier}
    assert f"{earlier[0]['name']}, {earlier[0]['email']}\n  /admin/invitation#{tokens[0]}\n" in told
    with running(directory=mover.directory) as server:
        accept = lambda token: Person(server).ask("POST", "/admin/v1/Invitations/Accept", {
            "token": token, "email": earlier[0]["email"], "password": "rätt häst batteri"}).status_code
        assert [accept(earlier[0]["token"]), accept(tokens[0]), accept(tokens[0])] == [400, 200, 400]
    assert len(json.loads(glimt("user", "invite-all", *flags, "--json").stdout)) == len(earlier) - 1


def test_only_the_account_is_invited(tmp_path):
    glimt("account", "add", "Andra", "--data", tmp_path)
    glimt("user", "add", "a@example.se", "--first-name", "A", "--last-name", "B", "--data", tmp_path, "--account", 2)
    said = glimt("user", "invite-all", "--data", tmp_path)
    assert "There is nobody to invite." in said.stdout and "no e-mail address of them: 1." in said.stderr
    assert len(LINK.findall(glimt("user", "invite-all", "--data", tmp_path, "--account", 2).stdout)) == 1
    done = glimt("user", "invite-all", "--data", tmp_path, "--account", 9, check=False)
    assert done.returncode == 1 and done.stderr == "glimt: There is no account 9.\n"
