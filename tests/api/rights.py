"""What tests of rights stand on: all that a company has, whether it changes, and requests that could change it."""

import functools
import hashlib

import database
from people import for_one_project
from wrong_bodies import plain

OURS = 40  # an id that our company has in each registry, and the other only among its countries
# Tables that may change when somebody is refused: what is counted and noted of requests.
NOTED = ("usage_", "security_")
# Moments that a look at a row leaves in it.
TOUCHED = {"last_seen_at", "last_used_at"}


class Company:
    """Rows of one account, read beside the server; all rows without one."""

    def __init__(self, server, account=None):
        self.database = database.connect(server.directory, read_only=True)
        self.account, self.columns = account, {}
        for name in database.tables(self.database):
            columns = database.columns(self.database, name)
            if not name.startswith(NOTED) and (account is None or "account_id" in columns):
                self.columns[name] = [column for column in columns if column not in TOUCHED]
        assert len(self.columns) > 50

    def rows(self, table):
        """Without the last numbers of what is noted."""
        sql = f"SELECT {', '.join(self.columns[table])} FROM {table}"
        if self.account is not None:
            sql += f" WHERE account_id = {self.account}"
        return [row for row in self.database.execute(sql)
                if table != "sequences" or not any(str(value).startswith(NOTED) for value in row)]

    def hashes(self):
        """One for each table."""
        return {table: hashlib.sha256(repr(self.rows(table)).encode()).digest() for table in self.columns}

    def version(self):
        """Another one after each commit of the server."""
        return database.version(self.database)

    def texts(self):
        """Those of more than a word, which the program might say by itself. The logs of changes have
        nothing of their own but the names of kinds of rows."""
        return {value for table in self.columns if table not in ("audit_entries", "changes")
                for row in self.rows(table) for value in row
                if isinstance(value, str) and len(value) > 6 and not value.isalpha()}


class Unchanged:
    """With it nothing changes in the company."""

    def __init__(self, company):
        self.company = company

    def __enter__(self):
        company = self.company
        if getattr(company, "seen", None) != company.version():
            company.seen, company.kept = company.version(), company.hashes()

    def __exit__(self, fault, *_):
        company = self.company
        if fault is None and company.version() != company.seen:
            company.seen, now = company.version(), company.hashes()
            changed = [table for table in now if now[table] != company.kept[table]]
            assert not changed, f"{changed} are not as they were"


def body_of(description, method, path, word, identifier):
    """A body with everything that may be said; texts are `word`, references are `identifier`."""
    body = description.document["paths"][path][method.lower()].get("requestBody")
    if not body:
        return None
    return for_one_project(path, value_of(description, "", body["content"]["application/json"]["schema"], word, identifier))


def value_of(description, name, schema, word, identifier):
    schema, _ = plain(schema, description)
    again = functools.partial(value_of, description, word=word, identifier=identifier)
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "object":
        return {key: again(key, member) for key, member in schema["properties"].items() if key != "id"}
    if schema["type"] == "array":
        item = plain(schema["items"], description)[0]
        return [] if item["type"] == "string" else [again(name, item)]
    if schema["type"] == "integer" and name.lower().endswith(("id", "ids")):
        return identifier
    if schema["type"] == "string":
        known = {"date": "2026-03-02", "date-time": "2026-03-02 10:00:00", "time": "10:00"}
        return known.get(schema.get("format"), word)
    return {"integer": 1, "number": 1, "boolean": True}[schema["type"]]


def routes_of(description):
    """All operations, as method and path."""
    return [(method.upper(), path) for path, operations in description.document["paths"].items()
            for method in operations]


def fill_registries(person, description):
    """Each registry of the pages has a row OURS then."""
    routes = routes_of(description)
    for method, path in routes:
        if method != "POST" or ("GET", path + "/{id}") not in routes:
            continue
        body = body_of(description, method, path, "vårt hemliga", 1)
        for _ in range(person.quick(path + "?page=1")["totalItemCount"], OURS):
            made = person.session.post(person.base + path, json=body, headers={"X-CSRF-Token": person.csrf})
            assert made.status_code == 201 and made.json()["id"] <= OURS, (path, made.text)
