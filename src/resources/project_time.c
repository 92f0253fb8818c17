/* project_time.c - the hours that are budgeted for a project. */
#include "resources/project_time.h"

#include "api/act.h"
#include "api/download.h"
#include "resources/resources.h"

const char *const budget_kinds[] = {"total", "activity", "activityAndUser", NULL};

/* clang-format off */
static const struct field fields[] = {
    {"total",               DECIMAL, FIXED | NOT_NULL, "Budgeted hours; 0 when there are none"},
    {"isTotal",             BOOLEAN, FIXED | NOT_NULL, "Whether they are budgeted in total"},
    {"isByActivity",        BOOLEAN, FIXED | NOT_NULL, "Whether they are budgeted by activity"},
    {"isByActivityAndUser", BOOLEAN, FIXED | NOT_NULL, "Whether they are budgeted by activity and user"},
    {0},
};
/* clang-format on */

const struct resource project_time_calculation = {
    .name = "time calculation",
    .plural = "time calculations",
    .doc = "The hours that are budgeted for a project.",
    .fields = fields,
    .detail = {"project.timecalculation", "total isTotal isByActivity isByActivityAndUser"},
};

static const char select_budget[] = "SELECT coalesce(budgeted_hours, 0),"
                                    " coalesce(budgeted_by, 'total') FROM projects"
                                    " WHERE account_id = ?1 AND id = ?2";

enum outcome project_time_look(struct request *request) {
    static const char *const properties[] = {"isTotal", "isByActivity", "isByActivityAndUser"};
    struct statement *row;
    enum outcome outcome = download_find(request, select_budget, &row);

    if (outcome != DONE)
        return outcome;
    struct object *answer = action_answer(request);
    object_set_integer(answer, "total", column_integer(row, 0));
    for (size_t i = 0; i < COUNT(properties); i++)
        object_set_integer(answer, properties[i],
                           str_equal(column_text(row, 1), str_of(budget_kinds[i])));
    statement_reset(row);
    return DONE;
}
