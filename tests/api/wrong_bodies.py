"""Every property of a body, wrong in turn, as its description lets one think of."""

from client import PUBLIC

NOWHERE = 999_999_999
WRONG = {  # unmistakably not of the type
    "integer": ["x", 1.5, True, [], {}, 10**30],
    "number": ["x", True, [], {}, 1e300],
    "string": [True, [], {}, [5]],
    "boolean": ["perhaps", 5, [], {}],
    "array": ["x", 5, {}, [{}], [None]],
    "object": ["x", 5, []],
}
WRONG_FORMATS = {"date": ["yesterday", "2021-02-30", 20210101], "date-time": ["soon", "2021-13-01 10:00", 1609459200],
                 "time": ["25:00", "9", "10:5", 9]}


# Numbers of what is kept elsewhere, so that any will do.
OF_ELSEWHERE = ("batchId", "invoiceDraftId")


def plain(schema, description=PUBLIC):
    """The schema behind references and behind "or null"; and whether null is allowed."""
    schema = description.resolve(schema)
    for choice in schema.get("anyOf", []):
        if choice != {"type": "null"}:
            return plain(choice, description)[0], True
    kinds = schema.get("type", "object")
    if isinstance(kinds, list):
        return {**schema, "type": kinds[0]}, "null" in kinds
    return schema, False


def wrong_values(name, schema, nullable, required, description):
    """What a property must not be."""
    values = list(WRONG[schema["type"]])
    values += WRONG_FORMATS.get(schema.get("format"), [])
    if required and not nullable:
        values.append(None)
        values += [""] * (schema["type"] in ("integer", "number") or "format" in schema)  # as null
    if "minimum" in schema:
        values.append(schema["minimum"] - 1)
    if "maximum" in schema:
        values.append(schema["maximum"] + 1)
    if "maxLength" in schema:
        values.append("x" * (schema["maxLength"] + 1))
    if schema.get("minLength"):
        values += ["", " \t"]
    if "enum" in schema:
        values.append("something else")
    if schema["type"] == "integer" and name.lower().endswith("id") and name not in OF_ELSEWHERE:
        values += [NOWHERE, -1]
        values += [0] * (name != "id")  # a row of that number is a new one
    if schema["type"] == "array" and plain(schema["items"], description)[0]["type"] == "integer":
        values += [[NOWHERE], ["x"], [1] * 1001]
    return values


def faults(schema, example, path=(), description=PUBLIC):
    """(path, value) of every wrong property; rows and groups are entered where the example has them."""
    schema, _ = plain(schema, description)
    for name, member in schema["properties"].items():
        inner, nullable = plain(member, description)
        for value in wrong_values(name, inner, nullable, name in schema.get("required", []),
                                  description):
            yield (*path, name), value
        if inner["type"] == "array" and "properties" in plain(inner["items"], description)[0]:
            yield (*path, name), [5]
            yield from faults(inner["items"], example[name][0], (*path, name, 0), description)
        if inner["type"] == "object" and name in example:
            yield from faults(inner, example[name], (*path, name), description)


def set_at(body, path, value):
    for part in path[:-1]:
        body = body[part]
    body[path[-1]] = value


def property_name(path):
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def blames(state, name):
    """The property itself, something inside it, or what it is inside of."""
    return any(key == name or key.startswith((name + "[", name + ".")) for key in state)
