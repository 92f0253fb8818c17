"""The program is built so that a fault in memory is harder to use: it is asked for each protection itself, and a
program that was built without any shows that the questions tell one from the other."""

import json
import os
import pathlib
import platform
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("GLIMT_BINARY", ROOT / "build" / "glimt"))
IS_X86 = platform.machine() == "x86_64"
# What a compiler writes to the page that a large frame reaches next, before it goes on to the one after.
PROBE = {"x86_64": r"\b(?:or|mov)q?\s+\$0x0,(?:0x[0-9a-f]+)?\(%r[sb][px]\)|\bor\w?\s+\$0x0,", "aarch64": r"\bstr\s+xzr, \[sp"}


def told(tool, *words):
    return subprocess.run([tool, *map(str, words)], capture_output=True, text=True, check=True).stdout


def missing(program):
    """The protections that a program lacks, in the order of their names."""
    segments = dict(re.findall(r"^\s+(GNU_STACK|GNU_RELRO)\s.*\s([R ][W ][E ])\s+0x", told("readelf", "-lW", program), re.M))
    dynamic = told("readelf", "-dW", program)
    symbols = told("readelf", "--dyn-syms", "-W", program)
    notes = told("readelf", "-nW", program)
    has = {
        "addresses that change": "Type:                              DYN" in told("readelf", "-hW", program)
                                 and "PIE" in dynamic,
        "bound at the start": bool(re.search(r"\((?:FLAGS\).*BIND_NOW|FLAGS_1\).*NOW|BIND_NOW\))", dynamic)),
        "checked copies": bool(re.search(r" __(?!stack_chk)\w+_chk\b", symbols)),
        "no executable stack": "E" not in segments.get("GNU_STACK", "E"),
        "no segment to write and run": not re.search(r"^\s+LOAD\s.*\sRWE\s+0x", told("readelf", "-lW", program), re.M),
        "probes of the stack": bool(re.search(PROBE[platform.machine()], told("objdump", "-d", "--no-show-raw-insn", program))),
        "read-only relocations": "GNU_RELRO" in segments,
        "stack protector": "__stack_chk_fail" in symbols,
    }
    if IS_X86:
        has["branch targets"] = bool(re.search(r"x86 feature:.*\bIBT\b", notes))
        has["shadow stacks"] = bool(re.search(r"x86 feature:.*\bSHSTK\b", notes))
    return sorted(name for name, is_there in has.items() if not is_there)


def test_the_program_has_every_protection():
    assert missing(BINARY) == []


def test_copies_are_checked():
    """Not one by chance: several functions of libc that copy or write are the ones that check."""
    symbols = set(re.findall(r" __(\w+)_chk\b", told("readelf", "--dyn-syms", "-W", BINARY)))
    assert {"memcpy", "snprintf"} <= symbols, symbols


@pytest.mark.skipif(not IS_X86, reason="only x86 marks where a branch may lead")
def test_functions_are_marked_as_targets():
    code = told("objdump", "-d", "--no-show-raw-insn", BINARY)
    firsts = dict(re.findall(r"^[0-9a-f]+ <(\w+)>:\n\s*[0-9a-f]+:\t(\w+)", code, re.M))
    assert firsts["main"] == firsts["LLVMFuzzerTestOneInput" if "LLVMFuzzerTestOneInput" in firsts else "api_handle"] == "endbr64"


SOURCE = "#include <string.h>\nint main(int n, char **w) { char t[9]; strcpy(t, w[0]); return t[n]; }\n"
WITHOUT = ["-O1", "-fno-pie", "-no-pie", "-fno-stack-protector", "-fcf-protection=none", "-fno-stack-clash-protection", "-U_FORTIFY_SOURCE",
           "-Wl,-z,execstack", "-Wl,-z,norelro", "-Wl,-z,lazy"]


def test_a_program_without_them_is_told_apart(tmp_path):
    (tmp_path / "bare.c").write_text(SOURCE)
    flags = [flag for flag in WITHOUT if IS_X86 or "cf-protection" not in flag]
    subprocess.run(["gcc", "-o", tmp_path / "bare", tmp_path / "bare.c", *flags], check=True, capture_output=True)
    everything = ["addresses that change", "bound at the start", "branch targets", "checked copies", "no executable stack",
                  "probes of the stack", "read-only relocations", "shadow stacks", "stack protector"]
    assert missing(tmp_path / "bare") == [name for name in everything
                                          if IS_X86 or name not in ("branch targets", "shadow stacks")]


def test_formats_are_checked_when_it_is_built():
    """A format that is no text of the program would not be compiled."""
    commands = json.loads((BINARY.parent / "compile_commands.json").read_text())
    ours = [one["command"] for one in commands if "/src/" in one["file"] and one["file"].endswith(".c")]
    assert ours and all("-Wformat=2" in command and "-Werror" in command for command in ours)
