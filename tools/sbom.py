#!/usr/bin/env python3
"""Writes what the program contains, as CycloneDX 1.6: sbom.py BINARY LICENCES OUT.

Three parts: the packages of npm that went into the pages, which LICENCES names (Vite wrote it with the bundle), as
@cyclonedx/cyclonedx-npm describes them from the lock file; the Debian packages of the libraries that BINARY is
linked with, directly or by one of them, as dpkg knows them on this machine; and the Debian packages from whose content
a part of BINARY is made when it is built.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[1]
NPM = ROOT / "tools/node/node_modules/npm/bin/npm-cli.js"
LISTER = ROOT / "tools/sbom/node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js"
MADE_FROM = ["python3-zxcvbn"] # its lists of common passwords: tools/common_passwords.py
LICENCE_HEADING = re.compile(r"^## (\S+) - (\S+)(?: \((.*)\))?$", re.M)


def printed(*words, **options):
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=True, **options).stdout


# ---- the pages ----

def bundled(licences):
    """The packages that a text of licences has: name@version."""
    return {f"{name}@{version}" for name, version, _ in LICENCE_HEADING.findall(licences)}


def full_name(component):
    group = component.get("group")
    return f"{group}/{component['name']}" if group else component["name"]


def listed_by_npm():
    """What npm knows of all packages that the pages may use: a document of its own."""
    node = next((ROOT / "tools/node/node_modules").glob("node-linux-*/bin/node"))
    return json.loads(printed(
        node, LISTER, "--omit", "dev", "--omit", "optional", "--package-lock-only", "--spec-version", "1.6",
        "--output-format", "JSON", "--output-reproducible", "--output-file", "-", "--no-validate",
        ROOT / "web/package.json", cwd=ROOT / "web", env={**os.environ, "npm_execpath": str(NPM)}))


def pages_part(document, wanted):
    """The components and dependencies of a document that are wanted; those without a place there are a fault."""
    components = [one for one in document["components"] if f"{full_name(one)}@{one['version']}" in wanted]
    missing = wanted - {f"{full_name(one)}@{one['version']}" for one in components}
    if missing:
        sys.exit(f"sbom.py: the lock file does not have {', '.join(sorted(missing))}")
    kept = {one["bom-ref"] for one in components}
    for one in components: # where it lies on this machine is nobody's matter
        one.pop("properties", None)
    edges = [{"ref": one["ref"], "dependsOn": sorted(kept.intersection(one.get("dependsOn", [])))}
             for one in document["dependencies"] if one["ref"] in kept]
    return components, edges


# ---- the libraries ----

def needed(path):
    """The names of the libraries that a file is linked with."""
    return re.findall(r"\(NEEDED\).*\[(.+)\]", printed("readelf", "-dW", path))


def places(binary):
    """Where the loader finds each library, by its name."""
    return dict(re.findall(r"^\s*(\S+) => (/\S+)", printed("ldd", binary), re.M))


def package_of(path):
    """The Debian package that a file is from: by its name in a file system that has /lib in /usr, or before that."""
    real = os.path.realpath(path)
    for name in dict.fromkeys([path, real, real.removeprefix("/usr"), "/usr" + real]):
        found = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    sys.exit(f"sbom.py: no Debian package has {path}")


def debian_component(package, kind="library"):
    name, version, arch, source, home = printed(
        "dpkg-query", "-W", "-f", "${Package}\t${Version}\t${Architecture}\t${source:Package}\t${Homepage}\n",
        package).splitlines()[0].split("\t")
    release = dict(re.findall(r'^(ID|VERSION_ID)="?([^"\n]*)"?$', pathlib.Path("/etc/os-release").read_text(), re.M))
    distribution = f"{release['ID']}-{release.get('VERSION_ID', 'unstable')}"
    purl = f"pkg:deb/{release['ID']}/{name}@{urllib.parse.quote(version, safe='')}?arch={arch}&distro={distribution}"
    component = {"type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl,
                 "properties": [{"name": "debian:source", "value": source}]}
    if home:
        component["externalReferences"] = [{"type": "website", "url": home}]
    return component


def libraries_part(binary):
    """The packages of the libraries, what each needs of the others, and which the program itself needs."""
    found = places(binary)
    packages = {name: package_of(path) for name, path in found.items()}
    components = {package: debian_component(package) for package in sorted(set(packages.values()))}

    def refs(path):
        return {components[packages[name]]["bom-ref"] for name in needed(path) if name in packages}

    edges = {one["bom-ref"]: set() for one in components.values()}
    for name, path in found.items():
        ref = components[packages[name]]["bom-ref"]
        edges[ref] |= refs(path) - {ref}
    return (list(components.values()), [{"ref": ref, "dependsOn": sorted(of)} for ref, of in edges.items()],
            refs(binary))


def main(binary, licences, out):
    version = printed(binary, "version").split()[1]
    wanted = bundled(pathlib.Path(licences).read_text(encoding="utf-8"))
    packages, package_edges = pages_part(listed_by_npm(), wanted)
    libraries, library_edges, direct = libraries_part(binary)
    content = [debian_component(package, "data") for package in MADE_FROM]
    direct |= {one["bom-ref"] for one in content + packages}
    program = f"pkg:generic/glimt@{version}"
    pathlib.Path(out).write_text(json.dumps({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": program, "name": "glimt", "version": version,
                                   "purl": program, "licenses": [{"license": {"id": "MIT"}}]}},
        "components": packages + libraries + content,
        "dependencies": [{"ref": program, "dependsOn": sorted(direct)}, *package_edges, *library_edges,
                         *({"ref": one["bom-ref"], "dependsOn": []} for one in content)],
    }, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(packages)} packages in the pages and {len(libraries) + len(content)} Debian packages: {out}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
