"""What the server has acknowledged, and what may therefore be found.

A row may be found as the last acknowledged write left it, or as one left it that was sent after it
and neither acknowledged nor refused. Anything else is a loss.
"""

GONE = None


def is_shown(sent, row, unshown=()):
    """Whether a row has all that was sent for it, as far as rows show it."""
    return all(row.get(name) == value for name, value in sent.items()
               if name in row and name not in unshown and not isinstance(value, (list, dict)))


class Row:
    """One row by its collection (the path of its list) and id."""

    def __init__(self, collection, number, sent, content=None):
        self.collection, self.number = collection, number
        self.allowed = [sent]
        self.content = content  # of an attachment
        self.is_usable = True   # certain enough that later requests may name it

    @property
    def path(self):
        return f"{self.collection}/{self.number}"

    def certain(self, sent):
        self.allowed = [sent]
        self.is_usable = sent is not GONE

    def doubtful(self, sent):
        self.allowed.append(sent)
        self.is_usable = self.is_usable and sent is not GONE


class Model:
    """All that was acknowledged."""

    def __init__(self):
        self.rows = {}
        self.secrets = []   # id and secret of applications
        self.tokens = []    # that never expire
        self.days = {}      # (user, date): the states that it may be in
        self.acknowledged = self.sent = 0

    def add(self, collection, number, sent, content=None):
        row = self.rows[collection, number] = Row(collection, number, sent, content)
        return row

    def usable(self, collection):
        return [row for row in self.rows.values()
                if row.collection == collection and row.is_usable and not self.has_lost_owner(row)]

    def has_lost_owner(self, row):
        """Whether what it belongs to may be gone, and it with that."""
        return any(GONE in owner.allowed for owner in self.rows.values() if row.path.startswith(owner.path + "/"))

    def collections(self):
        return sorted({collection for collection, _ in self.rows})

    def judge(self, collection, items, unshown):
        """Sentences on what was acknowledged in a collection and is not among its items."""
        shown = {item["id"]: item for item in items}
        for (where, number), row in self.rows.items():
            if where != collection:
                continue
            item = shown.get(number, GONE)
            if item is GONE and GONE not in row.allowed:
                yield f"{row.path} was acknowledged and is not there"
            elif item is not GONE and not any(sent is not GONE and is_shown(sent, item, unshown)
                                              for sent in row.allowed):
                yield f"{row.path} is {str(item)[:200]}, and {str(row.allowed[-1])[:200]} was acknowledged"
