/* engine.c - the table of PostgreSQL's functions. */
#include "db/postgres/postgres_parts.h"

/* Backups have the database as one file. */
static bool copy_nothing(struct arena *arena, struct db *source, const char *path,
                         bool (*go_on)(void *context, int64_t done, int64_t total), void *context,
                         const char **ret_problem) {
    (void)arena;
    (void)source;
    (void)path;
    (void)go_on;
    (void)context;
    *ret_problem = "A database on a server is backed up with its server's programs, such as pg_dump"
                   " or pg_basebackup; secret.key and tls of the data directory belong to it.";
    return false;
}

const struct engine postgres_engine = {
    .scheme = "postgres",
    .other_scheme = "postgresql",
    .open = postgres_open,
    .close = postgres_close,
    .interrupt = postgres_interrupt,
    .prepare = postgres_prepare,
    .finalize = postgres_finalize,
    .forget = postgres_forget,
    .bind_integer = postgres_bind_integer,
    .bind_real = postgres_bind_real,
    .bind_text = postgres_bind_text,
    .bind_blob = postgres_bind_blob,
    .bind_null = postgres_bind_null,
    .bind_list = postgres_bind_list,
    .step = postgres_step,
    .reset = postgres_reset,
    .ask_ahead = postgres_ask_ahead,
    .run = postgres_run,
    .hear = postgres_hear,
    .round_trips = postgres_round_trips,
    .column_is_null = postgres_column_is_null,
    .column_is_blob = postgres_column_is_blob,
    .column_integer = postgres_column_integer,
    .column_real = postgres_column_real,
    .column_text = postgres_column_text,
    .changed_rows = postgres_changed_rows,
    .execute = postgres_execute,
    .accepts = postgres_accepts,
    .accepted = postgres_accepted,
    .each_table = postgres_each_table,
    .begin_read = postgres_begin_read,
    .end_read = postgres_end_read,
    .begin_write = postgres_begin_write,
    .begin_beside = postgres_begin_beside,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .savepoint = postgres_savepoint,
    .savepoint_keep = postgres_savepoint_keep,
    .savepoint_undo = postgres_savepoint_undo,
    .in_transaction = postgres_in_transaction,
    .ask = postgres_ask,
    .allow = postgres_allow,
    .pieces = postgres_pieces,
    .columns = postgres_columns,
    .has_index = postgres_has_index,
    .schema = postgres_schema,
    .tables = postgres_tables,
    .list_indexes = postgres_list_indexes,
    .of_account = postgres_of_account,
    .stands_for = postgres_stands_for,
    .load_begin = postgres_load_begin,
    .load_end = postgres_load_end,
    .who_migrates = postgres_who_migrates,
    .rows_begin = postgres_rows_begin,
    .rows_put = postgres_rows_put,
    .rows_end = postgres_rows_end,
    .list_references = postgres_list_references,
    .removal_order = postgres_removal_order,
    .fill_settle = postgres_fill_settle,
    .run_migration = postgres_run_migration,
    .verify = postgres_verify,
    .references_hold = postgres_references_hold,
    .space = postgres_space,
    .copy = copy_nothing,
    .stamp = postgres_stamp,
    .stamp_at = postgres_stamp_at,
    .reached = postgres_reached,
    .look = postgres_look,
    .confirm = postgres_confirm,
};
