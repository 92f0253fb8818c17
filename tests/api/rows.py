"""Every kind of row that can be written, of the API and of the pages, as the descriptions have them: how one
is made, shown, changed and deleted. What is declared later comes in here by itself."""

import re
import zlib

from client import PUBLIC
from people import PAGES
from wrong_bodies import plain

TAG = re.compile(r'"[\x21\x23-\x7e]+"')  # a strong one
# What a schema does not say: links need a scheme, reports one kind of project and a day that is open.
SPECIAL = {"externalUrl": "https://example.com/plan", "hours": 1, "invoiceableHours": 1,
           **dict.fromkeys(("date", "invoiceDate", "fromDate", "toDate"), "2031-03-03")}
ALSO_NEEDED = ("externalUrl", "externalUrlType", "internalProjectId", "comment")
TEXTS = ("name", "title", "text", "firstName", "companyName", "comment", "description")
STAMPS = ("updatedDate", "lastUpdated", "updated", "createdDate", "created")


def value_for(name, schema, description):
    """Something that a property may be; references lead to the first row."""
    schema, _ = plain(schema, description)
    if name in SPECIAL:
        return SPECIAL[name]
    if "enum" in schema:
        return schema["enum"][0]
    return {"string": f"{name} x", "integer": 1, "number": 1, "boolean": True, "array": []}[schema["type"]]


class Kind:
    """Rows under a path such as /v1/Core/Tasks/{taskId}/Comments/{commentId}."""

    def __init__(self, description, path):
        self.description, self.path = description, path
        self.collection = path.rsplit("/", 1)[0]
        self.methods = set(description.document["paths"][path])
        self.collection_methods = set(description.document["paths"].get(self.collection, {}))
        self.is_public = description is PUBLIC

    def __str__(self):
        return self.path.strip("/")

    def body_schema(self, method):
        place = self.collection if method == "post" else self.path
        operation = self.description.document["paths"][place][method]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        return plain(schema, self.description)[0]

    def body(self, method, word=None):
        """A small body that is taken; with a word in one of its texts."""
        schema = self.body_schema(method)
        names = schema.get("required", []) + [name for name in ALSO_NEEDED if name in schema["properties"]]
        body = {name: value_for(name, schema["properties"][name], self.description) for name in names}
        if word:
            body.update(self.saying(word, schema["properties"]))
        return body

    @staticmethod
    def saying(word, properties):
        """What differs from one word to another; of rows without a text in a number."""
        text = next((name for name in TEXTS if name in properties), None)
        if text:
            return {text: word}
        return {"rows": [{"article": word}]} if "rows" in properties else {"hours": 1 + zlib.crc32(word.encode()) % 1000}

    def parent(self):
        """The kind of row that stands before this one in the path, or None."""
        if "{" not in self.collection:
            return None
        path = self.collection.rsplit("}", 1)[0] + "}"
        return next(kind for kind in KINDS if kind.is_public == self.is_public
                    and re.sub(r"\{\w+\}", "{}", kind.path) == re.sub(r"\{\w+\}", "{}", path))


def kinds_of(description):
    return [Kind(description, path) for path, operations in sorted(description.document["paths"].items())
            if path.endswith("}") and {"put", "delete"} & set(operations)
            and any("412" in one["responses"] for one in operations.values())]


KINDS = kinds_of(PUBLIC) + kinds_of(PAGES)


class Row:
    """A row of its own: its path, what was shown of it, and its tag, if it was told."""

    def __init__(self, kind, client, place, shown=None):
        self.kind, self.client, self.place = kind, client, place
        self.shown, self.tag = shown, None

    def keep(self, answer):
        assert answer.status_code in (200, 201), answer.text
        self.tag, self.shown = answer.headers["ETag"], answer.json()
        return self

    def ask(self, method, body=None, **headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.ask(method, self.place, body, headers=names)

    def put(self, word, **headers):
        """An update; what is answered is kept, if it is the row."""
        answer = self.ask("PUT", self.kind.body("put", word), **headers)
        if answer.status_code == 200:
            self.keep(answer)
        return answer

    def now(self):
        """The row as it is shown now; None: it is gone."""
        if "get" in self.kind.methods:
            answer = self.client.get(self.place) if self.kind.is_public else self.client.ask("GET", self.place)
            return answer.json() if answer.status_code == 200 else None
        rows = self.client.walk(self.place.rsplit("/", 1)[0])
        return next((row for row in rows if row["id"] == self.shown["id"]), None)

    def has_stamp(self):
        return any(self.shown.get(name) for name in STAMPS)


def make(kind, client, word=None):
    """A new row, below a new parent. What nobody can make is the only one, or the last there is."""
    parent = kind.parent()
    if "post" not in kind.collection_methods:
        return find(kind, client, parent)
    collection = kind.collection
    if parent:
        collection = make(parent, client).place + kind.collection.rsplit("}", 1)[1]
    answer = client.ask("POST", collection, kind.body("post", word))
    assert answer.status_code in (200, 201), (kind.path, answer.text)
    return Row(kind, client, f"{collection}/{answer.json()['id']}").keep(answer)


def find(kind, client, parent):
    if not parent:
        return Row(kind, client, f"{kind.collection}/1").keep(client.ask("GET", f"{kind.collection}/1"))
    for above in reversed(client.walk(parent.collection)):
        collection = f"{parent.collection}/{above['id']}" + kind.collection.rsplit("}", 1)[1]
        for item in client.walk(collection):
            return Row(kind, client, f"{collection}/{item['id']}", item)
    raise AssertionError(f"there is no row under {kind.path}")
