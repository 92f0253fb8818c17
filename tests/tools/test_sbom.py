"""tools/sbom.py names all that the program contains, in a form that its schema takes; the licences of what is in the
pages are in the program."""

import ast
import json
import os
import pathlib
import re
import subprocess
import sys

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("GLIMT_BINARY", str(ROOT / "build" / "glimt"))
LICENCES = ROOT / "web/dist/licences.txt"
SCHEMAS = ROOT / "tools/sbom/node_modules/@cyclonedx/cyclonedx-library/res/schema"
sys.path.insert(0, str(ROOT / "tools"))

import sbom  # noqa: E402


def run(out, licences=LICENCES):
    return subprocess.run([ROOT / "tools" / "sbom.py", BINARY, licences, out], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module", name="document")
def make_document(tmp_path_factory):
    out = tmp_path_factory.mktemp("sbom") / "glimt.cdx.json"
    made = run(out)
    assert made.returncode == 0, made.stderr
    return json.loads(out.read_text())


def schema():
    """That of CycloneDX 1.6, and those it refers to, which are looked up nowhere else."""
    store = {}
    for path in SCHEMAS.glob("*.schema.json"):
        read = json.loads(path.read_text())
        store[read["$id"]] = store[f"http://cyclonedx.org/schema/{path.name}"] = read
    main = json.loads((SCHEMAS / "bom-1.6.SNAPSHOT.schema.json").read_text())
    return jsonschema.Draft7Validator(main, resolver=jsonschema.RefResolver(main["$id"], main, store))


def test_it_is_as_its_schema_says(document):
    assert [error.message for error in schema().iter_errors(document)] == []


@pytest.mark.parametrize("change", [{"specVersion": 2}, {"components": [{"type": "library"}]}, {"version": 0},
                                    {"components": [{"type": "stone", "name": "x"}]}])
def test_the_schema_refuses(document, change):
    assert list(schema().iter_errors({**document, **change}))


def test_every_reference_leads_to_one_component(document):
    refs = [one["bom-ref"] for one in [document["metadata"]["component"], *document["components"]]]
    assert len(set(refs)) == len(refs)
    told = [one["ref"] for one in document["dependencies"]]
    assert sorted(told) == sorted(refs)
    assert {ref for one in document["dependencies"] for ref in one["dependsOn"]} == set(refs) - {refs[0]}


def test_it_names_every_package_of_the_pages(document):
    """What the bundler saw is what the lock file has, in the same versions."""
    lock = json.loads((ROOT / "web/package-lock.json").read_text())["packages"]
    locked = {f"{path.rpartition('node_modules/')[2]}@{one['version']}" for path, one in lock.items() if path}
    told = {one["purl"].removeprefix("pkg:npm/").replace("%40", "@").partition("?")[0] for one in document["components"]
            if one.get("purl", "").startswith("pkg:npm/")}
    headings = set(re.findall(r"^## (\S+) - (\S+)", LICENCES.read_text(), re.M))
    assert told == {f"{name}@{version}" for name, version in headings} and told <= locked
    assert {"react", "@mantine/core", "openapi-explorer"} <= {name.rpartition("@")[0] for name in told}
    assert not {name for name in told if name.startswith(("vite@", "typescript@"))}


def test_it_names_the_libraries_that_are_linked(document):
    """Found in another way: by what the loader maps, and the lists of files of the packages."""
    mapped = re.findall(r"=> (\S+)", subprocess.run(["ldd", BINARY], capture_output=True, text=True, check=True).stdout)
    told = {one["name"]: one for one in document["components"] if one.get("purl", "").startswith("pkg:deb/debian/")}
    files = set()
    for name, one in told.items():
        state = subprocess.run(["dpkg-query", "-W", "-f", "${Version} ${Architecture}\n", name], capture_output=True, text=True, check=True)
        assert f"{one['version']} {re.search('arch=([^&]+)', one['purl'])[1]}" in state.stdout.splitlines()
        listed = subprocess.run(["dpkg", "-L", name], capture_output=True, text=True, check=True).stdout.splitlines()
        files |= {os.path.realpath(path) for path in listed}
    assert {os.path.realpath(path) for path in mapped} <= files
    assert {"libc6", "libgnutls30", "libsqlite3-0", "libsodium23"} <= set(told)


def imported(script):
    """The modules of others that a script of tools/ needs."""
    tree = ast.walk(ast.parse(script.read_text()))
    names = {name for one in tree for name in (
        [part.name for part in one.names] if isinstance(one, ast.Import)
        else [one.module] if isinstance(one, ast.ImportFrom) else [])}
    own = {path.stem for path in (ROOT / "tools").glob("*.py")}
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - own


def test_it_names_what_parts_are_made_from(document):
    """Each script that makes a part of the program, as the build says, and the packages of what it imports."""
    builds = "".join(path.read_text() for path in (ROOT / "meson.build", ROOT / "src/meson.build"))
    scripts = set(re.findall(r"find_program\('(?:\.\./)?tools/(\w+\.py)'\)", builds))
    modules = set().union(*(imported(ROOT / "tools" / name) for name in scripts))
    assert len(scripts) >= 2 and modules
    told = {one["name"] for one in document["components"] if one["type"] == "data"}
    for name in modules:
        path = subprocess.run(["/usr/bin/python3", "-c", f"import {name}; print({name}.__file__)"],
                              capture_output=True, text=True, check=True).stdout.strip()
        owner = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=True).stdout
        assert owner.partition(":")[0] in told, name


def test_what_parts_are_made_from_has_its_licence(document):
    """As the package has it, in the text that the program brings."""
    told, words = [one["name"] for one in document["components"] if one["type"] == "data"], " ".join(LICENCES.read_text().split())
    assert told
    for name in told:
        assert f"## {name} (MIT)" in words
        text = pathlib.Path(f"/usr/share/doc/{name}/copyright").read_text()
        holders, terms = re.search(r"^Copyright: (.*?)^License", text, re.M | re.S)[1], text.partition("License: MIT\n Perm")[2]
        for line in [*holders.splitlines(), *terms.replace("\n .\n", "\n\n").split("\n\n")]:
            assert " ".join(line.split()) in words


def test_what_is_not_in_the_lock_file_stops_it(tmp_path):
    (tmp_path / "licences.txt").write_text("## react - 0.0.1 (MIT)\n")
    made = run(tmp_path / "out.json", tmp_path / "licences.txt")
    assert made.returncode == 1 and made.stderr == "sbom.py: the lock file does not have react@0.0.1\n"
    assert not (tmp_path / "out.json").exists()


def test_names_and_versions_are_read_from_the_headings():
    text = "# Licenses\n\n## a - 1.0.0 (MIT)\n\nwords ## no - heading\n## @b/c - 2.0.0-rc.1\n"
    assert sbom.bundled(text) == {"a@1.0.0", "@b/c@2.0.0-rc.1"}


def test_every_package_of_the_pages_has_its_licence():
    """Its text; or, where a package brings none, whose it is and which one."""
    found = list(sbom.LICENCE_HEADING.finditer(TEXT := LICENCES.read_text()))
    ends = [one.start() for one in found[1:]] + [TEXT.index("\n# What the program contains besides")]
    assert len(found) > 20
    for one, end in zip(found, ends):
        text = TEXT[one.end():end]
        assert one[3], one[0]
        assert re.search(r"(?i)copyright|permission is hereby|apache license|public domain", text) or re.fullmatch(
            rf"\n\nBy \S.*\. The package has no text of its licence, which is {re.escape(one[3])}\.\n\n?", text), one[0]
