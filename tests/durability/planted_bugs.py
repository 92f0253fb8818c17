"""Servers with a bug, to see that it is found: a copy of one source file is changed, compiled as the build
compiles it, and linked before the libraries, so that nothing of the tree or of its build is touched."""

import dataclasses
import pathlib
import shlex
import subprocess

from caller import BINARY

ROOT = pathlib.Path(__file__).resolve().parents[2]


class NotPlanted(Exception):
    """There is no server with this bug; the text says why."""


@dataclasses.dataclass
class Bug:
    """In a file, other texts instead of some; it has to be found within so many histories."""
    file: str
    edits: dict
    within: int


COMMITS = ("    if (run_jobs(writer, batch) && (!hooks->finish || hooks->finish(hooks->context, db)) &&\n"
           "        db_commit(db))\n        return true;\n")
ANSWERS = ["        answer_batch(writer->db, &batch, durable);\n", "        answer_batch(writer->db, batch, durable);\n"]
WRITING = "    return outcome == DONE ? run_steps(change, writing, COUNT(writing)) : outcome;\n"
BUGS = {
    # One commit in three is not seen by what is cached, until the next one.
    "stale-cache": Bug("src/api/snapshot.c", {
        "&worker->stamp, sizeof(stamp)) != 0)":
            "&worker->stamp, sizeof(stamp)) != 0 && (uint32_t)stamp.words[1] % 3 != 0)"}, 60),
    # One batch of writes in 25 is answered as if it were on the disk, and taken back.
    "lost-write": Bug("src/db/writer.c", {
        COMMITS: "    static unsigned batches;\n"
                 + COMMITS.replace("db_commit(db))", "(++batches % 25 > 0 ? db_commit(db) : (db_rollback(db), true)))")}, 40),
    # Writes are answered first and committed then.
    "early-answer": Bug("src/db/writer.c", {
        COMMITS: COMMITS.replace("db_commit(db))", "true)"),
        **{answers: f"    {{\n{answers}        if (db_in_transaction(writer->db))\n"
                    "            db_commit(writer->db);\n    }\n" for answers in ANSWERS}}, 40),
    # Every third condition is taken for true.
    "lost-update": Bug("src/api/precondition.c", {
        "    if (!request->precondition)\n":
            "    static unsigned conditions;\n    if (!request->precondition || ++conditions % 3 == 0)\n"}, 60),
    # One create in ten is done again, as a repeat that is not known for one.
    "doubled-create": Bug("src/change/door.c", {
        WRITING: f"    static unsigned creates;\n{WRITING.replace('return', 'outcome =')}"
                 "    if (outcome == DONE && change->kind == CHANGE_CREATE && change->shows && ++creates % 10 == 0) {\n"
                 "        change->id = 0;\n        outcome = run_steps(change, writing, COUNT(writing));\n    }\n"
                 "    return outcome;\n"}, 40),
    # New reports come onto locked days.
    "open-lock": Bug("src/resources/time_reports.c", {
        'if (change_answer(change, "locked day").found)': "if (false)"}, 40),
}


def plant(bug, place):
    """The changed copy."""
    source = (ROOT / bug.file).read_text()
    for old, new in bug.edits.items():
        if source.count(old) != 1:
            raise NotPlanted(f"{bug.file} does not say {old.strip()!r} once; say in planted_bugs.py where the bug"
                             " is to be now")
        source = source.replace(old, new)
    copy = place / pathlib.Path(bug.file).name
    copy.write_text(source)
    return copy


def build(name, place):
    """The path of a program that has the bug."""
    bug, folder = BUGS[name], pathlib.Path(BINARY).resolve().parent
    copy = plant(bug, place)
    commands = run(folder, "ninja", "-t", "commands", "glimt").splitlines()
    compiling = [shlex.split(line) for line in commands if line.endswith(bug.file)]
    if len(compiling) != 1:
        raise NotPlanted(f"The build in {folder} does not compile {bug.file} once.")
    words, target = compiling[0], copy.with_suffix(".o")
    words[words.index("-o") + 1], words[words.index("-MF") + 1] = str(target), str(copy.with_suffix(".d"))
    run(folder, *words[:-1], str(copy), "-Wno-error")
    linking, program = shlex.split(commands[-1]), copy.with_name(f"glimt-{name}")
    linking[linking.index("-o") + 1] = str(program)
    first = next(number for number, word in enumerate(linking) if word.endswith(".o"))
    run(folder, *linking[:first], str(target), *linking[first:])
    return program


def run(folder, *words):
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotPlanted(f"{shlex.join(words)[:300]}: {done.stdout[-1000:]} {done.stderr[-2000:]}")
    return done.stdout
