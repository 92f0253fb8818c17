"""The table of all results; a row is a dict, kept as it is in build/bench.json."""

LINE = "{:<47} {:>4} {:>12} {:>20} {:>6} {:>7} {:>4}"


def print_head():
    print(LINE.format("what", "conn", "ours", "reference", "ratio", "aim", "met"))


def add(rows, what, connections, unit, ours, reference, **more):
    """Adds a row and prints it. `unit` says whether less ("us") or more ("/s") is better; `aim` is
    the ratio to reach; `than` names the reference; what else is given only goes into the file."""
    less = unit == "us"
    aim = more.pop("aim", None)
    ratio = round(ours / reference, 2)
    met = None if aim is None else ratio <= aim if less else ratio >= aim
    row = {"what": what, "connections": connections, "unit": unit, "ours": ours,
           "reference": reference, "ratio": ratio, "aim": aim, "met": met, **more}
    rows.append(row)
    print(LINE.format(
        what, connections, f"{show(ours)} {unit}", f"{more['than']} {show(reference)} {unit}", ratio,
        "" if aim is None else f"{'<=' if less else '>='} {aim}",
        "" if met is None else "yes" if met else "NO"), flush=True)


def add_limit(rows, what, connections, unit, ours, limit, **more):
    """Adds a row and prints it: a number that may be at most `limit`, whatever others do."""
    row = {"what": what, "connections": connections, "unit": unit, "ours": ours, "reference": limit,
           "ratio": round(ours / limit, 2) if limit else None, "aim": 1, "met": ours <= limit, **more}
    rows.append(row)
    print(LINE.format(what, connections or "", f"{show(ours)} {unit}", f"at most {limit} {unit}",
                      row["ratio"] if limit else "", "", "yes" if row["met"] else "NO"), flush=True)


def show(number):
    return f"{number:.1f}" if number < 100 else str(round(number))
