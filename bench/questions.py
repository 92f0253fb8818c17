"""Every list with its documented filters and orders, each alone, and spans of days with others."""

CONTACTS = "/v1/Core/Contacts"
PROJECTS = "/v1/Core/Projects"
BOARDS = "/v1/Core/TaskBoards"
TASKS = "/v1/Core/Tasks"
REPORTS = "/v1/Core/TimeReports"
STATISTICS = REPORTS + "/UserDayStatistics"
USERS = "/v1/Admin/Users"

SORTS = {
    CONTACTS: ["name", "customerNumber", "created", "updated"],
    PROJECTS: ["orderNumber", "title", "createdDate", "updatedDate"],
    BOARDS: ["createdDate", "updatedDate", "name"],
    TASKS: ["createdDate", "title", "startDate", "endDate"],
    REPORTS: ["date", "userName", "hours", "invoiceableHours", "sentToAttestDate", "attestedDate",
              "createdDate", "updatedDate"],
    USERS: ["name"],
}

FILTERS = {
    CONTACTS: ["query=bygg", "query=zzz", "tagIds=1", "tagIds=1,2", "createdOrUpdatedSince=2025-06-01",
               "contactType=Person"],
    PROJECTS: ["query=kök", "query=zzz"],
    BOARDS: ["query=a", "projectIds=1,2,3"],
    TASKS: ["from=2025-06-01", "to=2025-06-01", "memberIds=2", "createdByUserIds=2", "taskIds=1,2,3",
            "taskBoardId=1", "taskBoardId=-1", "taskBoardColumnId=1"],
    REPORTS: ["from=2025-10-01", "to=2025-10-01", "userIds=5", "userIds=5,6,7", "projectId=7",
              "internalProjectId=2", "absenceProjectId=2", "contactId={contact}",
              "isSentToAttest=true", "isSentToAttest=false", "isAttested=true", "isAttested=false",
              "projectType=project", "projectType=internalProject", "projectType=absenceProject"],
    STATISTICS: ["from=2025-10-01&filter.to=2025-10-31"],
    USERS: ["query=an"],
}

# What a span of days is asked for together with.
PARTNERS = ["userIds=5", "projectId=7", "contactId={contact}", "isAttested=true", "isAttested=false",
            "isSentToAttest=true", "projectType=project", "projectType=internalProject",
            "projectType=absenceProject", "internalProjectId=2"]
SPANS = ["filter.from=2025-09-01&filter.to=2025-12-01", "filter.from=2015-01-01&filter.to=2025-12-01"]


class Question:
    def __init__(self, name, target, query):
        self.name = name
        self.target, self.query = target, query
        self.grows = target.startswith(REPORTS)

    def path(self, company):
        """Contacts have the same numbers in both companies, but not the same reports."""
        query = self.query
        if "{contact}" in query:
            query = query.replace("{contact}", str(company.value(
                "SELECT contact_id FROM time_reports WHERE account_id = 1 AND contact_id IS NOT NULL"
                " LIMIT 1")))
        return f"{self.target}?{query}".replace("ö", "%C3%B6")


def all_questions():
    for target, sorts in SORTS.items():
        for sort in sorts:
            for order in ("ascending", "descending"):
                yield Question(f"{target[9:]} by {sort}, {order}", target,
                               f"sortBy={sort}&sortOrder={order}")
    for target, filters in FILTERS.items():
        for one in filters:
            yield Question(f"{target[9:]} with {one}", target, f"filter.{one}")
    for span in SPANS:
        for partner in PARTNERS:
            years = "months" if "2025-09" in span else "years"
            yield Question(f"TimeReports, {years}, with {partner}", REPORTS,
                           f"{span}&filter.{partner}")


ALL = list(all_questions())
