"""What the descriptions of the interfaces declare, and which of it an answer shows to be tested.

Both are names: `filter GET /v1/Core/Tasks filter.from`. A filter is tested by a page that has a row,
for each value where they are few, and by a refusal; a sort by a page with two rows, each way; a
permission by an answer to who has it, and one to who lacks it."""

import dataclasses
import re
import urllib.parse

# How the descriptions say who may, and how refusals of those who may not are told apart from others.
PERMISSION = re.compile(r"Needs the permission \w+\.")
ADMINISTRATORS = "For administrators only."
ANYBODY = "Needs no session."
NO_ADMINISTRATOR = "Only administrators may do that."
ORDERS = ["ascending", "descending"]


@dataclasses.dataclass(frozen=True)
class Answer:
    method: str
    path: str
    status: int
    items: int | None
    refusal: dict | None

    @property
    def parameters(self):
        """By their names in lower case, with what they say."""
        query = self.path.partition("?")[2]
        return {name.lower().removesuffix("[]"): value.strip()
                for name, value in urllib.parse.parse_qsl(query)}


class Operation:
    """A method of a path, with the names of what is to be tested."""

    def __init__(self, method, path, described):
        self.title = f"{method.upper()} {path}"
        self.described = described
        parameters = [one for one in described.get("parameters", []) if one["in"] == "query"]
        self.filters = {one["name"]: values_of(one["schema"]) for one in parameters
                        if one["name"].startswith("filter.")}
        self.sorts = next((one["schema"]["enum"] for one in parameters
                           if one["name"] == "sortBy"), [])

    def declared(self):
        for name, values in self.filters.items():
            yield from (f"filter {self.title} {name}{value}" for value in [*values, " refused"])
        for sort in self.sorts:
            yield from (f"sort {self.title} {sort} {order}" for order in ORDERS)
        yield f"permission {self.title} granted"
        description = self.described.get("description", "")
        if PERMISSION.search(description) or description == ADMINISTRATORS:
            yield f"permission {self.title} missing"
        if description != ANYBODY:
            yield f"permission {self.title} nobody"

    def shown(self, answer):
        """What an answer of this operation shows to be tested."""
        if answer.status // 100 == 2:
            yield f"permission {self.title} granted"
        if answer.status == 401:
            yield f"permission {self.title} nobody"
        if answer.status == 403 and lacks_permission(answer.refusal or {}):
            yield f"permission {self.title} missing"
        if answer.status == 400:
            yield from (f"filter {self.title} {name} refused"
                        for name in answer.refusal["modelState"] if name in self.filters)
        if answer.status == 200 and answer.items:
            yield from self.shown_by_page(answer)

    def shown_by_page(self, answer):
        given = answer.parameters
        for name, values in self.filters.items():
            value = given.get(name.lower())
            if value:
                yield from (f"filter {self.title} {name}{one}" for one in values
                            if one in ("", f"={value}") or one.lower() == f"={value.lower()}")
        sort, order = given.get("sortby", "").lower(), given.get("sortorder", ORDERS[0]).lower()
        if answer.items > 1:
            yield from (f"sort {self.title} {one} {order}" for one in self.sorts
                        if one.lower() == sort)


def values_of(schema):
    """How the names of a filter end: with each value, or with nothing where they are many."""
    if schema["type"] == "boolean":
        return ["=true", "=false"]
    return [f"={value}" for value in schema.get("enum", [])] or [""]


def lacks_permission(refusal):
    return bool(refusal.get("permissionsRequired")) or refusal.get("message") == NO_ADMINISTRATOR


class Operations:
    """Those of all descriptions."""

    def __init__(self, documents):
        self.by_path = {}
        for document in documents:
            for path, methods in document["paths"].items():
                pattern = re.compile(re.sub(r"\{[^}]*\}", "0*[1-9][0-9]*", path.lower()))
                self.by_path[pattern] = {method.upper(): Operation(method, path, described)
                                         for method, described in methods.items()}

    def declared(self):
        return {name for methods in self.by_path.values() for operation in methods.values()
                for name in operation.declared()}

    def shown(self, answers):
        return {name for answer in answers for operation in [self.of(answer)] if operation
                for name in operation.shown(answer)}

    def of(self, answer):
        """The operation that gave an answer, or None."""
        path = re.sub("/+", "/", answer.path.partition("?")[0]).rstrip("/").lower()
        for pattern, methods in self.by_path.items():
            if pattern.fullmatch(path):
                return methods.get(answer.method)
        return None
