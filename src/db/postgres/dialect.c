/* dialect.c - translates our SQL into PostgreSQL's, by a table of what differs.
 *
 * A text is cut into tokens: words, parameters, texts between quotes, and signs. Blanks
 * and comments are none; a token only knows whether there were any before it, and one blank is
 * written for them. This is more than for looks: the server joins two texts with a line's end
 * between them, and has comments within comments.
 *
 * Then, at each token, the first rule whose pattern fits writes its replacement, and what comes
 * after the pattern is next; a token that no rule fits is written as it is. What was written is not
 * looked at again, so a rule that keeps what it finds stops those below it. A text between quotes
 * is one token, so nothing within it is ever changed. */
#include "db/postgres/dialect.h"

#include "base/buffer.h"
#include "base/log.h"

struct rule {
    /* Tokens between single blanks. # is a parameter, @ a name (`a` or `t.a`), ' is x'bytes'; what
     * follows | has to be there, but belongs to whatever comes next. */
    const char *pattern;
    const char *replacement; /* in which each % is the next of #, @ and ' */
};

static const struct rule rules[] = {
    /* tables */
    {") STRICT , WITHOUT ROWID", ")"},
    {") STRICT", ")"},
    {"INTEGER", "BIGINT"},
    {"BLOB", "BYTEA"},
    {"REAL", "DOUBLE PRECISION"},
    {"ANY NOT NULL", "BYTEA NOT NULL"}, /* integers are bound as bytes of the same order */
    {"'", "'\\x%'::bytea"},
    /* parameters; the server infers types where nothing here tells one */
    {"( SELECT # UNION", "(SELECT %::bigint UNION"},
    {"{ list # }", "(SELECT unnest(%::bigint[]) AS value)"},
    {"# >> @", "%::bigint >> %::int"},
    {"#", "%"},
    /* truth values, which are no numbers there */
    {"( @ IS NULL ) | +", "(% IS NULL)::int"},
    {"( @ IS NOT NULL ) | +", "(% IS NOT NULL)::int"},
    {"+ ( @ IS NULL )", "+ (% IS NULL)::int"},
    {"+ ( @ IS NOT NULL )", "+ (% IS NOT NULL)::int"},
    {"* ( @ IS NULL )", "* (% IS NULL)::int"},
    {"* ( @ IS NOT NULL )", "* (% IS NOT NULL)::int"},
    {"CASE WHEN @ & @ THEN", "CASE WHEN % & % <> 0 THEN"},
    /* comparisons of what may be null */
    {"IS NULL", "IS NULL"},
    {"IS NOT NULL", "IS NOT NULL"},
    {"IS DISTINCT", "IS DISTINCT"},
    {"IS NOT DISTINCT", "IS NOT DISTINCT"},
    {"IS NOT", "IS DISTINCT FROM"},
    {"IS", "IS NOT DISTINCT FROM"},
    /* functions */
    {"instr (", "strpos("},
};

enum { CAPTURES = 2 }; /* of a pattern */

enum kind { SIGN, WORD, PARAMETER, TEXT, BYTES };

struct token {
    struct str text; /* of a text with its quotes, of bytes with the x, too */
    uint16_t number; /* of a parameter, ours */
    uint8_t kind;
    bool after_blank;
};

struct tokens {
    struct token *at;
    size_t count;
};

/* ---- tokens ---- */

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Whatever is beyond ASCII is a letter to both dialects. */
static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static size_t digits_at(struct str sql, size_t at) {
    size_t len = 0;

    while (at + len < sql.len && is_digit(sql.at[at + len]))
        len++;
    return len;
}

static size_t word_at(struct str sql, size_t at) {
    size_t len = 0;

    while (at + len < sql.len && (is_letter(sql.at[at + len]) || is_digit(sql.at[at + len])))
        len++;
    return len;
}

/* With both quotes; a doubled one is within it. What is not ended goes to the end. */
static size_t quoted_at(struct str sql, size_t at) {
    char quote = sql.at[at];
    size_t end = at + 1;

    while (end < sql.len &&
           (sql.at[end] != quote || (end + 1 < sql.len && sql.at[end + 1] == quote)))
        end += sql.at[end] == quote ? 2 : 1;
    return (end < sql.len ? end + 1 : sql.len) - at;
}

static size_t comment_at(struct str sql, size_t at) {
    struct str rest = {sql.at + at, sql.len - at};
    const char *end = NULL;

    if (rest.len < 2)
        return 0;
    if (memcmp(rest.at, "--", 2) == 0) {
        end = memchr(rest.at, '\n', rest.len);
        return end ? (size_t)(end - rest.at) : rest.len;
    }
    if (memcmp(rest.at, "/*", 2) != 0)
        return 0;
    end = memmem(rest.at + 2, rest.len - 2, "*/", 2);
    return end ? (size_t)(end - rest.at) + 2 : rest.len;
}

/* Blanks and comments. */
static size_t gap_at(struct str sql, size_t at) {
    size_t end = at, comment;

    while (end < sql.len) {
        if (is_blank(sql.at[end]))
            end++;
        else if ((comment = comment_at(sql, end)) > 0)
            end += comment;
        else
            break;
    }
    return end - at;
}

/* 0 for a number that no parameter has. */
static uint16_t read_number(struct str digits) {
    unsigned number = 0;

    for (size_t i = 0; i < digits.len && number <= DIALECT_PARAMETER_MAX; i++)
        number = 10 * number + (unsigned)(digits.at[i] - '0');
    return number <= DIALECT_PARAMETER_MAX ? (uint16_t)number : 0;
}

static struct token token_at(struct str sql, size_t at) {
    char c = sql.at[at];
    size_t len = word_at(sql, at);

    if (c == 'x' && len == 1 && at + 1 < sql.len && sql.at[at + 1] == '\'')
        return (struct token){{sql.at + at, 1 + quoted_at(sql, at + 1)}, .kind = BYTES};
    if (len > 0)
        return (struct token){{sql.at + at, len}, .kind = WORD};
    if (c == '\'' || c == '"')
        return (struct token){{sql.at + at, quoted_at(sql, at)}, .kind = TEXT};
    if (c == '?') {
        len = digits_at(sql, at + 1);
        uint16_t number = read_number((struct str){sql.at + at + 1, len});
        if (number > 0)
            return (struct token){{sql.at + at, 1 + len}, number, .kind = PARAMETER};
    }
    bool is_shift = c == '>' && at + 1 < sql.len && sql.at[at + 1] == '>';
    return (struct token){{sql.at + at, is_shift ? 2 : 1}, .kind = SIGN};
}

static struct tokens cut(struct arena *arena, struct str sql) {
    struct tokens tokens = {NEW_ARRAY(arena, struct token, sql.len + 1), 0};
    size_t at = 0;

    while (true) {
        size_t gap = gap_at(sql, at);
        at += gap;
        if (at == sql.len)
            return tokens;
        struct token *token = &tokens.at[tokens.count++];
        *token = token_at(sql, at);
        /* Without its x it would go on with a text before it. */
        bool goes_on = token->kind == BYTES && at > 0 && sql.at[at - 1] == '\'';
        token->after_blank = gap > 0 || goes_on;
        at += token->text.len;
    }
}

/* ---- parameters ---- */

static void number_parameters(struct arena *arena, const struct tokens *tokens,
                              struct dialect *dialect) {
    unsigned highest = 0;

    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->at[i].number > highest)
            highest = tokens->at[i].number;
    uint16_t *theirs = NEW_ARRAY(arena, uint16_t, highest + 1);
    for (size_t i = 0; i < tokens->count; i++)
        theirs[tokens->at[i].number] = 1;
    theirs[0] = 0;
    for (unsigned number = 1; number <= highest; number++)
        if (theirs[number])
            theirs[number] = (uint16_t)++dialect->count;
    dialect->highest = highest;
    dialect->theirs = theirs;
}

/* ---- rules ---- */

struct match {
    size_t count; /* tokens that are replaced */
    struct {
        const struct token *at;
        size_t count;
    } captures[CAPTURES];
    size_t captured;
};

/* How many tokens from here on are an item of a pattern; 0: it does not fit. */
static size_t item_fits(char item, const struct token *at, size_t left) {
    static const uint8_t kinds[] = {['#'] = PARAMETER, ['\''] = BYTES, ['@'] = WORD};

    if (at->kind != kinds[(unsigned char)item])
        return 0;
    bool goes_on = item == '@' && left > 2 && str_equal(at[1].text, STR(".")) && at[2].kind == WORD;
    return goes_on ? 3 : 1;
}

static bool rule_fits(const struct rule *rule, const struct token *at, size_t left,
                      struct match *ret) {
    struct str pattern = str_of(rule->pattern);
    size_t used = 0, len;
    bool kept = false;

    *ret = (struct match){0};
    while (pattern.len > 0) {
        struct str item = str_cut(&pattern, ' ');
        if (str_equal(item, STR("|"))) {
            ret->count = used;
            kept = true;
            continue;
        }
        if (used == left)
            return false;
        if (item.len == 1 && strchr("#'@", item.at[0])) {
            if ((len = item_fits(item.at[0], at + used, left - used)) == 0)
                return false;
            ALWAYS(ret->captured < CAPTURES);
            ret->captures[ret->captured].at = at + used;
            ret->captures[ret->captured++].count = len;
        } else {
            if (!str_equal(item, at[used].text))
                return false;
            len = 1;
        }
        used += len;
    }
    if (!kept)
        ret->count = used;
    return true;
}

static const struct rule *find_rule(const struct token *at, size_t left, struct match *ret) {
    for (size_t i = 0; i < COUNT(rules); i++)
        if (rule_fits(&rules[i], at, left, ret))
            return &rules[i];
    return NULL;
}

/* ---- writing ---- */

static void put_token(struct buffer *out, const struct dialect *dialect,
                      const struct token *token) {
    struct str text = token->text;

    if (token->kind == PARAMETER) {
        buffer_format(out, "$%u", (unsigned)dialect->theirs[token->number]);
        return;
    }
    if (token->kind == BYTES) {
        /* what is within the quotes; the end may be missing */
        text = (struct str){text.at + 2, text.len - 2};
        text.len -= text.len > 0 && text.at[text.len - 1] == '\'';
    }
    buffer_put_str(out, text);
}

static void put_replacement(struct buffer *out, const struct dialect *dialect,
                            const struct rule *rule, const struct match *match) {
    size_t capture = 0;

    for (const char *c = rule->replacement; *c; c++) {
        if (*c != '%') {
            buffer_put_char(out, *c);
            continue;
        }
        ALWAYS(capture < match->captured);
        for (size_t i = 0; i < match->captures[capture].count; i++)
            put_token(out, dialect, &match->captures[capture].at[i]);
        capture++;
    }
}

struct dialect dialect_translate(struct arena *arena, struct str sql) {
    struct dialect dialect = {0};
    struct match match;
    struct buffer out;

    sql.len = sql.len > 0 ? strnlen(sql.at, sql.len) : 0;
    struct tokens tokens = cut(arena, sql);
    number_parameters(arena, &tokens, &dialect);
    buffer_init(&out, 16 * sql.len + 64);
    for (size_t i = 0; i < tokens.count;) {
        const struct token *token = &tokens.at[i];
        if (token->after_blank && i > 0)
            buffer_put_char(&out, ' ');
        const struct rule *rule = find_rule(token, tokens.count - i, &match);
        if (rule)
            put_replacement(&out, &dialect, rule, &match);
        else
            put_token(&out, &dialect, token);
        i += rule ? match.count : 1;
    }
    ALWAYS(!buffer_failed(&out));
    dialect.text = str_of(arena_z(arena, buffer_str(&out)));
    buffer_done(&out);
    return dialect;
}
