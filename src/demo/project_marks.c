/* project_marks.c - what the demo company sorts its projects by. */
#include "demo/company.h"

struct mark {
    const char *name, *text;
};

static const struct mark categories[PROJECT_CATEGORIES] = {
    {"Nybyggnad", "#3b7dd8"}, {"Ombyggnad", "#41b18b"}, {"Service", "#f0ad4e"}, {"Skada", NULL}};
static const struct mark tags[PROJECT_TAGS] = {
    {"ROT", "#41b18b"}, {"Ramavtal", "#3b7dd8"}, {"Garanti", "#d9534f"}, {"Utan färg", NULL}};
static const struct mark centers[] = {
    {"100 Produktion", "100"}, {"200 Service", "200"}, {"300 Administration", "300"}};

static bool make(struct company *company, const struct resource *of, const char *text,
                 const struct mark *marks, size_t count) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, of, &row);
    for (size_t i = 0; fine && i < count; i++) {
        row_next(&row);
        row_text(&row, "name", str_of(marks[i].name));
        if (marks[i].text)
            row_text(&row, text, str_of(marks[i].text));
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

bool company_make_cost_centers(struct company *company) {
    return make(company, &cost_centers, "code", centers, COUNT(centers));
}

bool company_make_project_marks(struct company *company) {
    return make(company, &project_categories, "color", categories, COUNT(categories)) &&
           make(company, &project_tags, "color", tags, COUNT(tags));
}

/* By the id alone, so that nothing else of the company becomes another. */
void company_mark_project(const struct company *company, struct bulk_row *row) {
    row_some(row, "category", row->id % 5 ? row->id % PROJECT_CATEGORIES + 1 : 0);
    row_some(row, "salesResponsible", row->id % 3 ? company->first_user + row->id % 4 : 0);
}

bool company_tag_project(struct bulk_row *row) {
    int64_t count = row->id % 3;

    for (int64_t i = 0; i < count; i++)
        if (!row_link(row, "tags", (row->id + i) % PROJECT_TAGS + 1))
            return false;
    return true;
}
