/* project_registries.c - what the demo company's projects are sorted by. */
#include "demo/company.h"
#include "demo/project_parts.h"

/* The first of them are drawn; the last of each can't be chosen any more. */
static const struct {
    const char *name, *color;
    bool completes, ended;
} statuses[] = {{"Offert", "#3b7dd8", false, false},    {"Pågående", "#41b18b", false, false},
                {"Vilande", "#f0ad4e", false, false},   {"Klar", "#7a7a7a", true, false},
                {"Fakturerad", "#2f4858", true, false}, {"Avböjd", NULL, true, true}};

static const struct project_label categories[] = {{"ROT", "#41b18b", false},
                                                  {"Nybyggnad", "#3b7dd8", false},
                                                  {"Service", "#f0ad4e", false},
                                                  {"Entreprenad", NULL, false},
                                                  {"Garanti", "#d9534f", true}};

static const struct project_label tags[] = {{"Bygglov krävs", "#d9534f", false},
                                            {"Vinteretablering", "#3b7dd8", false},
                                            {"Nyckel hos oss", "#f0ad4e", false},
                                            {"Referensobjekt", NULL, false},
                                            {"ÄTA", "#2f4858", false},
                                            {"Asbest", "#7a7a7a", true}};

static const struct {
    const char *name, *code;
    bool ended;
} centers[] = {{"100 Produktion", "100", false},
               {"200 Service", "200", false},
               {"300 Administration", "300", false},
               {"Förrådet i Öjebyn", NULL, true}};

_Static_assert(COUNT(categories) == PROJECT_CATEGORIES + 1, "one has ended");
_Static_assert(COUNT(tags) == PROJECT_TAGS + 1, "one has ended");

static bool make_statuses(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &project_statuses, &row);
    for (size_t i = 0; fine && i < COUNT(statuses); i++) {
        row_next(&row);
        row_text(&row, "name", str_of(statuses[i].name));
        if (statuses[i].color)
            row_text(&row, "color", str_of(statuses[i].color));
        row_integer(&row, "isActive", !statuses[i].ended);
        row_integer(&row, "isCompletedStatus", statuses[i].completes);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

static bool make_labels(struct company *company, const struct resource *of,
                        const struct project_label *labels, size_t count) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, of, &row);
    for (size_t i = 0; fine && i < count; i++) {
        row_next(&row);
        row_text(&row, "name", str_of(labels[i].name));
        if (labels[i].color)
            row_text(&row, "color", str_of(labels[i].color));
        row_integer(&row, "isActive", !labels[i].ended);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

bool company_make_project_registries(struct company *company) {
    return make_statuses(company) &&
           make_labels(company, &project_categories, categories, COUNT(categories)) &&
           make_labels(company, &project_tags, tags, COUNT(tags));
}

bool company_make_cost_centers(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &cost_centers, &row);
    for (size_t i = 0; fine && i < COUNT(centers); i++) {
        row_next(&row);
        row_text(&row, "name", str_of(centers[i].name));
        if (centers[i].code)
            row_text(&row, "code", str_of(centers[i].code));
        row_integer(&row, "isActive", !centers[i].ended);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}
