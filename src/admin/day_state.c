/* day_state.c - reads users' days, and judges them. */
#include "admin/day_state.h"

#include "resources/day_sql.h"

bool days_read(struct db *db, int64_t account_id, int64_t user_id, int64_t from, int64_t to,
               struct day *ret) {
    struct statement *row = db_statement(
        db,
        STR("WITH RECURSIVE days (day) AS (SELECT ?3 UNION ALL SELECT day + 1 FROM days WHERE day"
            " < ?4), found AS (SELECT r.date, r.attested_at IS NOT NULL AS is_attested,"
            " r.sent_to_attest_at IS NOT NULL AS is_sent, " IS_ON_INVOICE
            " AS is_invoiced FROM time_reports r WHERE r.account_id = ?1 AND r.user_id = ?2"
            " AND r.date BETWEEN ?3 AND ?4)"
            " SELECT d.day, (SELECT l.id FROM locked_days l WHERE l.account_id = ?1 AND"
            " l.user_id = ?2 AND l.date = d.day), (SELECT n.id FROM returned_days n WHERE"
            " n.account_id = ?1 AND n.user_id = ?2 AND n.date = d.day), count(f.date),"
            " count(CASE WHEN f.is_sent AND NOT f.is_attested THEN 1 END),"
            " count(CASE WHEN f.is_attested THEN 1 END),"
            " count(CASE WHEN f.is_invoiced THEN 1 END),"
            " count(CASE WHEN f.is_attested AND f.is_invoiced THEN 1 END)"
            " FROM days d LEFT JOIN found f ON f.date = d.day GROUP BY d.day ORDER BY d.day"));
    enum db_step step;

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, user_id);
    statement_bind_integer(row, 3, from);
    statement_bind_integer(row, 4, to);
    while ((step = statement_step(row)) == DB_ROW)
        *ret++ = (struct day){.user_id = user_id,
                              .date = column_integer(row, 0),
                              .locked_id = column_integer(row, 1),
                              .returned_id = column_integer(row, 2),
                              .reports = column_integer(row, 3),
                              .waiting = column_integer(row, 4),
                              .attested = column_integer(row, 5),
                              .invoiced = column_integer(row, 6),
                              .settled = column_integer(row, 7)};
    statement_reset(row);
    return step == DB_END;
}

struct verdict day_judge_lock(const struct day *day) {
    return (struct verdict){day->locked_id == 0, day->locked_id ? "locked" : NULL};
}

struct verdict day_judge_unlock(const struct day *day) {
    if (day->locked_id == 0)
        return (struct verdict){false, "notLocked"};
    if (day->attested > 0)
        return (struct verdict){false, "attested"};
    if (day->invoiced > 0)
        return (struct verdict){false, "invoiced"};
    return (struct verdict){true, NULL};
}

struct verdict day_judge_attest(const struct day *day) {
    if (day->reports == 0)
        return (struct verdict){false, "noReports"};
    if (day->attested == day->reports)
        return (struct verdict){false, "attested"};
    bool all = day->waiting + day->attested == day->reports;
    return (struct verdict){day->waiting > 0, all ? NULL : "notSent"};
}

struct verdict day_judge_take_back(const struct day *day) {
    if (day->attested == 0)
        return (struct verdict){false, "notAttested"};
    return (struct verdict){day->attested > day->settled, day->settled > 0 ? "invoiced" : NULL};
}
