"""Reads all that a server holds, as the model has it."""

import kinds
from caller import Caller, Refused

CONTACTS, TASKS, REPORTS = "/v1/Core/Contacts", "/v1/Core/Tasks", "/v1/Core/TimeReports"
DAYS = [f"2025-03-{number:02}" for number in range(3, 8)]


def read_contacts(program, rows):
    for item in program.walk(CONTACTS):
        rows["contact", item["id"]] = kinds.contact_shown(program.get(f"{CONTACTS}/{item['id']}"))


def read_attachment(program, task, path, item):
    if item["type"] == "link":
        return (item["name"], task, item["externalLinkUrl"])
    try:
        content = program.get(f"{path}/{item['id']}/Download")
    except Refused as fault:
        return (item["name"], task, f"not to be had: {fault}")
    return kinds.file_state(item["name"], task, content)


def read_tasks(program, rows, faults):
    """Tasks with what belongs to them, and whether their numbers are right."""
    for task in program.walk(TASKS):
        number, path = task["id"], f"{TASKS}/{task['id']}"
        rows["task", number] = kinds.task_shown(task)
        comments, lists, files = (program.walk(f"{path}/{name}")
                                  for name in ("Comments", "Checklists", "Attachments"))
        rows.update({("comment", item["id"]): kinds.comment_shown(item, number) for item in comments})
        rows.update({("checklist", item["id"]): kinds.checklist_shown(item, number) for item in lists})
        rows.update({("attachment", item["id"]): read_attachment(program, number, f"{path}/Attachments", item)
                     for item in files})
        told = task["numberOfComments"], task["numberOfAttachments"], task["numberOfChecklistPoints"]
        counted = len(comments), len(files), sum(len(item["items"]) for item in lists)
        if told != counted:
            faults.append(f"Task {number} says {told} of what belongs to it, which are {counted}.")


def read_reports(program, rows):
    for item in program.walk(REPORTS):
        rows["report", item["id"]] = kinds.report_shown(program.get(f"{REPORTS}/{item['id']}"))


def read_pages(person, rows):
    for row in person.walk(f"/admin/v1/UserDays?filter.from={DAYS[0]}&filter.to={DAYS[-1]}"):
        rows.update({("day", row["userId"], cell["date"]): kinds.day_shown(cell) for cell in row["dates"]})
    rows.update({("unit", item["id"]): (item["name"],) for item in person.walk("/admin/v1/Units")})
    rows["settings", 1] = kinds.settings_shown(person.get("/admin/v1/Settings/1"))
    rows.update({("application", item["publicId"]): kinds.application_shown(item)
                 for item in person.walk("/admin/v1/Applications")})


def token_works(server, token):
    caller = Caller(server, Authorization=f"Bearer {token}")
    try:
        return caller.ask("GET", "/v1/Admin/Countries?page=1&pageSize=1")[0] == 200
    finally:
        caller.close()


def read_all(server, company, tokens=()):
    """The rows that there are and sentences for what does not fit; `tokens` are the states of those to try."""
    rows, faults = {}, []
    program, person = company.program(server), company.person(server)
    read_contacts(program, rows)
    read_tasks(program, rows, faults)
    read_reports(program, rows)
    read_pages(person, rows)
    rows.update({("token", state[0]): state for state in tokens if token_works(server, state[0])})
    program.close()
    person.close()
    return rows, faults
