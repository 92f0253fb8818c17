"""What is written and how it is seen: for each kind of row a body that is sent, and the state of a row as
the server shows it, which for both is a tuple whose first text begins with the mark of the write."""

import hashlib


def mark_of(state):
    return state[0].split(" ")[0].split(".")[0]


def owner_of(state):
    """The worker that wrote a row."""
    return mark_of(state).rpartition("-")[0]


def long_text(mark, dice):
    """Most often short, at times over several pages of the database."""
    return " ".join([mark] * dice.choice([1, 3, 30, 300, 3000]))


def contact_body(mark, dice, registry):
    return {"name": mark, "contactType": "company", "responsibleId": dice.choice(registry["users"]),
            "phoneNumber": f"tel {mark}", "importantInformation": long_text(mark, dice),
            "tagIds": sorted(dice.sample(registry["contact_tags"], dice.randint(0, 3))),
            "visitingAddress": {"streetAddress": f"väg {mark}", "city": mark}}


def contact_sent(body):
    address = body["visitingAddress"]
    return (body["name"], body["phoneNumber"], body["importantInformation"], body["responsibleId"],
            tuple(body["tagIds"]), address["streetAddress"], address["city"])


def contact_shown(row):
    address = row["visitingAddress"]
    return (row["name"], row["phoneNumber"], row["importantInformation"], row["responsible"]["id"],
            tuple(sorted(tag["id"] for tag in row["tags"])), address["streetAddress"], address["city"])


def task_body(mark, dice, registry):
    return {"title": mark, "description": long_text(mark, dice), "estimate": dice.randint(0, 400) / 4,
            "memberIds": sorted(dice.sample(registry["users"], dice.randint(0, 4)))}


def task_sent(body):
    return (body["title"], body["description"], body["estimate"], tuple(body["memberIds"]))


def task_shown(row):
    return (row["title"], row["description"], row["estimate"],
            tuple(sorted(member["userId"] for member in row["members"])))


def comment_body(mark, dice, _):
    return {"text": long_text(mark, dice)}


def comment_sent(body, task):
    return (body["text"], task)


comment_shown = comment_sent


def checklist_body(mark, dice, _):
    return {"name": mark, "items": [{"name": f"{mark} {number}", "isCompleted": dice.random() < 0.5}
                                    for number in range(dice.randint(0, 5))]}


def checklist_sent(body, task):
    return (body["name"], task, tuple((item["name"], item["isCompleted"]) for item in body["items"]))


def checklist_shown(row, task):
    items = sorted(row["items"], key=lambda item: item["sortOrder"])
    return (row["name"], task, tuple((item["title"], item["completedDate"] is not None) for item in items))


def link_body(mark, _, __):
    return {"name": f"{mark}.link", "externalUrl": f"https://example.com/{mark}", "externalUrlType": "dropbox"}


def link_sent(body, task):
    return (body["name"], task, body["externalUrl"])


def file_state(name, task, content):
    return (name, task, len(content), hashlib.sha256(content).hexdigest())


def report_body(mark, dice, registry, user, date):
    body = {"date": date, "hours": dice.randint(1, 32) / 4, "invoiceableHours": 0, "userId": user,
            "comment": long_text(mark, dice), "projectId": registry["projects"][0],
            "activityId": registry["activities"][0], "timeCodeId": registry["time_codes"][0],
            "timeArticleId": registry["time_articles"][0], "travelReport": None, "allowanceReport": None,
            "materials": [{"title": f"{mark} {number}", "units": number + 1, "unitPrice": 1}
                          for number in range(dice.randint(0, 3))],
            "equipments": [{"articleId": registry["equipments"][0], "hours": number + 1, "comment": mark}
                           for number in range(dice.randint(0, 2))]}
    if dice.random() < 0.5:
        body["travelReport"] = {"distance": dice.randint(1, 99), "place": mark}
        body["allowanceReport"] = {"allowanceTypeId": registry["allowances"][0], "description": mark}
    return body


def report_sent(body):
    travel, allowance = body["travelReport"], body["allowanceReport"]
    return (body["comment"], body["userId"], body["date"], body["hours"],
            travel and (travel["place"], travel["distance"]), allowance and allowance["description"],
            tuple((part["title"], part["units"]) for part in body["materials"]),
            tuple((part["comment"], part["hours"]) for part in body["equipments"]), "open")


def report_shown(row):
    travel, allowance = row["travelReport"], row["allowanceReport"]
    return (row["comment"], row["user"]["id"], row["date"], row["hours"],
            travel and (travel["place"], travel["distance"]), allowance and allowance["description"],
            tuple((part["title"], part["units"]) for part in row["materials"]),
            tuple((part["comment"], part["hours"]) for part in row["equipments"]),
            stage_of([part for part in (row, travel, allowance) if part]))


def stage_of(parts):
    """How far a report has gone, which holds for all its parts."""
    stages = {"attested" if part["attestedDate"] else "sent" if part["sentToAttestDate"] else "open"
              for part in parts}
    return stages.pop() if len(stages) == 1 else f"torn into {sorted(stages)}"


def at_stage(state, stage):
    return (*state[:-1], stage)


def day_shown(cell):
    return ("attested" if cell["attestedDate"] else "sent" if cell["lockedDate"] else "open",
            cell["returnComment"])


def settings_shown(row):
    return (row["companyName"], row["taxPercent"])


def application_shown(row):
    return (row["name"], row["isActive"])
