"""What a row, and what a day with its time reports, does with each operation: one state, one thing at a time.

Each text that is written is told apart from all others, so a read says which write it saw. Operations without
an answer (`answer` is None) do what they do where they may, and else nothing."""

NEW, GONE = ("not yet",), ("gone",)  # rows that are not there: one may still come, the other was deleted
DONE, MISSING, CONFLICT, REFUSED = "done", "missing", "conflict", "refused"


def is_there(state):
    return state not in (NEW, GONE)


def change_row(state, operation):
    """An update to a text, or a delete: `given` is the text (None: delete) and the text that has to be there
    (None: any)."""
    text, expected = operation.given
    after = GONE if text is None else text
    fits = is_there(state) and expected in (None, state)
    if operation.answer is None:
        return after if fits else state
    if operation.answer == DONE:
        return after if fits else None
    if operation.answer == MISSING:
        return None if is_there(state) else state
    _, shown = operation.answer  # a conflict, and the text that is there instead, where that is told
    return state if expected and not fits and shown in (None, state) else None


def row_step(state, operation):
    """The state is a text, or that there is none."""
    if operation.name == "create":
        return operation.given if state == NEW else None
    if operation.name == "read":
        return state if operation.answer == (state if is_there(state) else MISSING) else None
    return change_row(state, operation)


# ---- a day of a user: its stage, and the texts of its reports by their birth ----

OPEN_DAY = ("open", frozenset())
ACTIONS = {"Lock": ("open", "sent"), "Unlock": ("sent", "open"), "Return": ("sent", "open"),
           "Attest": ("sent", "attested"), "TakeBack": ("attested", "sent")}


def act(state, operation):
    """One that does not apply leaves the day as it is, and says so. Only reports are attested."""
    stage, reports = state
    before, after = ACTIONS[operation.name]
    applies = stage == before and (operation.name != "Attest" or bool(reports))
    if operation.answer in (None, applies):
        return (after, reports) if applies else state
    return None


def report_of(reports, birth):
    return next((text for text in reports if text.partition(":")[0] == birth), None)


def change_report(state, operation):
    """`given` is the birth and the text, None to delete. Only in an open day reports change."""
    (stage, reports), (birth, text) = state, operation.given
    old = report_of(reports, birth)
    is_new = operation.name == "create report"
    after = (stage, reports - {old} | ({text} if text else set()))
    fits = stage == "open" and (old is None) == is_new
    if operation.answer is None:
        return after if fits else state
    if operation.answer == DONE:
        return after if fits else None
    if operation.answer == MISSING:
        return state if old is None and not is_new else None
    return state if stage != "open" and (is_new or old) else None  # refused


def read_day(state, operation):
    """`given` says what was asked for: the stage, one report with it, or all reports with it."""
    stage, reports = state
    if operation.name == "read stage":
        shown = stage
    elif operation.name == "read reports":
        shown = (stage if reports else None, reports)
    else:
        text = report_of(reports, operation.given)
        shown = (stage, text) if text else MISSING
    return state if operation.answer == shown else None


def day_step(state, operation):
    if operation.name in ACTIONS:
        return act(state, operation)
    return read_day(state, operation) if operation.name.startswith("read") else change_report(state, operation)


def model_of(thing):
    """The state at first, and the step."""
    return (OPEN_DAY, day_step) if thing[0] == "day" else (NEW, row_step)
