/* trouble.c - what went wrong with a connection, as a word and as a sentence. */
#include "base/log.h"
#include "base/room.h"
#include "db/engine.h"

static const struct {
    enum db_trouble trouble;
    const char *sentence;
} sentences[] = {
    {DB_FINE, "Nothing is wrong with the database."},
    {DB_FULL, "The disk is full."},
    {DB_READ_ONLY, "The database cannot be written."},
    {DB_CORRUPT, "The database is damaged."},
    {DB_LOST, "The database's files were moved or replaced."},
    {DB_BUSY, "Another program keeps the database busy."},
    {DB_ENDING, "The program ends."},
    {DB_HELD, "A program that reads the database keeps its log from being cut."},
    {DB_CONFLICT, "The database refuses what contradicts other rows."},
    {DB_AWAY, "The database's server cannot be reached."},
    {DB_POOLED,
     "A pooler hands the connection on between transactions, and has to keep one for each "
     "session, as pgbouncer does with pool_mode = session."},
    {DB_UNKNOWN, "The database's server went away, and whether it stored this is not known."},
    {DB_SHORT, "The program has no descriptor for rows of the database."},
    {DB_OTHER, "The database failed."},
};

void db_note(struct db *db, enum db_trouble trouble, const char *doing, const char *said,
             const char *code) {
    db->trouble = trouble;
    if (db->is_quiet && (trouble == DB_AWAY || trouble == DB_BUSY))
        return;
    if (trouble == DB_CONFLICT)
        log_warning("The database refuses %s: %s", doing, said);
    else if (trouble == DB_ENDING)
        log_notice("The end comes before %s is done.", doing);
    else if (trouble == DB_FULL || trouble == DB_BUSY || trouble == DB_AWAY || trouble == DB_POOLED)
        log_repeated(trouble == DB_FULL     ? LOG_FULL
                     : trouble == DB_AWAY   ? "the database server"
                     : trouble == DB_POOLED ? "a pooler"
                                            : "busy",
                     "%s The database fails at %s: %s (%s)", db_problem(db), doing, said, code);
    else
        log_error("The database fails at %s: %s (%s)", doing, said, code);
}

enum db_trouble db_trouble(const struct db *db) {
    return db->trouble;
}

const char *db_sentence(enum db_trouble trouble) {
    for (size_t i = 0; i < COUNT(sentences); i++)
        if (sentences[i].trouble == trouble)
            return sentences[i].sentence;
    return sentences[COUNT(sentences) - 1].sentence;
}

const char *db_problem(const struct db *db) {
    return db_sentence(db->trouble);
}
