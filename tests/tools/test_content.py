"""What src/resources declares is found, and found again where it does not belong."""

import json
import pathlib
import re
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import content  # noqa: E402


def faults(tree, code, exceptions=""):
    """What content.py says about a file on the floor `plan`, below the declarations of the program."""
    (tree / "src/plan").mkdir(parents=True)
    (tree / "src/resources").symlink_to(ROOT / "src/resources")
    (tree / "sql").symlink_to(ROOT / "sql")
    (tree / "tools").mkdir()
    (tree / "tools/content.txt").write_text(exceptions)
    (tree / "src/plan/slip.c").write_text(code)
    return [f"{line}: {sentence}" for _, line, sentence in content.faults(tree, ["plan"])]


@pytest.mark.parametrize("code, name", [
    ('size_t slot = plan_slot(plan, "isActive");', "isActive"),
    ('static const char *const names[] = {"name", NULL};', "name"),
    ('{"created", "x", NULL}', "created"),
    ('title = str_equal(name, STR("title"));', "title"),
    ('static const struct view v = {"x", "id name", false};', "name"),
    ('static const struct view v = {"generic.name_id", "x", false};', "generic.name_id"),
    ('path = "company.name";', "company"),
    ('buffer_put_z(out, ",\\"hours\\":");', "hours"),
    ('"Contact_Read"', "Contact_Read"),
    ('puts("The permissions are Contact_Read and others.");', "Contact_Read"),
    ('unsigned bit = CONTACT_READ;', "CONTACT_READ"),
    ('names[] = {NULL, "registry"};', "registry"),
    ('enum area { AREA_NONE, AREA_TIME };', "AREA_TIME"),
    ('STR("SELECT 1 FROM users WHERE id = ?1")', "users"),
    ('STR("SELECT 1 FROM %s"\n    " WHERE is_active = 1")', "is_active"),
    ('"(SELECT k.name_key FROM %s k)"', "name_key"),
    ('" AND t.hours > 0"', "hours"),
    ('sequence_next(db, 1, STR("contact_tags"), &id)', "contact_tags"),
    ('strcmp(path, "/v1/Core/Contacts")', "/v1/Core/Contacts"),
    ('what = "time report";', "time report"),
    ('choice = "officalCar";', "officalCar"),
    ('log_info("See \\"https://example.com\\" for createdByUser.");', "createdByUser"),
])
def test_content_is_refused(tmp_path, code, name):
    assert f'"{name}" is content, which only src/resources may know' in \
        {fault.partition(": ")[2] for fault in faults(tmp_path, code)}


@pytest.mark.parametrize("code", [
    '#include "plan/title.h"\n',
    '/* A row has a "name" and isActive; CONTACT_READ reads it. */\nint name, title, users;\n',
    'const char *text = "The name of the user is too long.";\n',
    'STR("SELECT name, hash FROM facts WHERE name = ?1")',
    'buffer_format(sql, "SELECT %s FROM %s WHERE account = ?1");',
    'arena_format(arena, ",\\"%s\\":", field->name);',
])
def test_what_is_no_content_is_let_be(tmp_path, code):
    assert faults(tmp_path, code) == []


def test_exceptions_have_reasons_and_are_needed(tmp_path):
    told = faults(tmp_path, '"isActive"', "# why\n"
                  "src/plan/slip.c isActive: because\n"
                  "src/plan/slip.c hours: once\n"
                  "src/plan/slip.c isActive\n"
                  "src/read/ isActive: elsewhere\n")
    assert set(told) == {"4: an exception needs its reason",
                         '3: src/plan/slip.c has no "hours" that would need an exception',
                         '5: src/read/ has no "isActive" that would need an exception'}


def properties(schema):
    """The names of all properties in a JSON schema."""
    if isinstance(schema, list):
        return set().union(*map(properties, schema))
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties")
    return (set(own) if isinstance(own, dict) else set()).union(*map(properties, schema.values()))


def test_all_that_the_program_derives_is_known():
    """The golden files are made by the program from the same declarations, in another way."""
    names = content.declared(ROOT)
    assert len(names["property"]) > 250
    for document in ("openapi.json", "openapi-admin.json"):
        schemas = json.loads((ROOT / "tests/golden" / document).read_text())["components"]["schemas"]
        mine = {name: schema for name, schema in schemas.items()
                if not name.startswith(("error.", "auth.")) and "pagedlist" not in name}
        envelope = {"objectName", "page", "pageSize", "itemCount", "totalItemCount", "totalPages",
                    "items"}
        assert properties(list(mine.values())) - envelope <= names["property"]
    statements = (ROOT / "tests/golden/statements.sql").read_text()
    inserts = re.findall(r"INSERT INTO (?!counted_blocks)(\w+) \(([^)]*)\) VALUES", statements)
    assert len(inserts) > 40
    assert {table for table, _ in inserts} <= names["table"]
    assert {column for _, columns in inserts for column in columns.split(", ")} <= names["column"]
    routes = (ROOT / "tests/golden/routes.txt").read_text()
    assert set(re.findall(r"  (\w+)$", routes, re.MULTILINE)) == names["permission"]
    areas = re.findall(r"  (?:invalidated by changes|\w+ invalidated by new) +(.*)", statements)
    assert set(" ".join(areas).split()) == names["area"]
