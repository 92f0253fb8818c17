/* collation.c - ICU behind a small face. */
#include "base/collation.h"

#include "base/log.h"

#include <pthread.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static pthread_once_t opened = PTHREAD_ONCE_INIT;
static UCollator *collators[2]; /* by enum collation; read only once opened */
static const UNormalizer2 *composer;

/* Where memory is short, ICU may also give another language's order, and call it a warning. Keys in
 * it would be stored. */
static bool is_swedish(const UCollator *collator) {
    UErrorCode status = U_ZERO_ERROR;
    const char *locale = ucol_getLocaleByType(collator, ULOC_ACTUAL_LOCALE, &status);

    return U_SUCCESS(status) && locale && strcmp(locale, "sv") == 0;
}

static UCollator *open_collator(UColAttributeValue numeric) {
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open("sv", &status);

    NEEDED(status != U_MEMORY_ALLOCATION_ERROR);
    ALWAYS(U_SUCCESS(status));
    NEEDED(is_swedish(collator));
    /* ucol_setStrength() would not say that it has failed. */
    ucol_setAttribute(collator, UCOL_STRENGTH, UCOL_SECONDARY, &status);
    ucol_setAttribute(collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &status);
    ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, numeric, &status);
    NEEDED(status != U_MEMORY_ALLOCATION_ERROR);
    ALWAYS(U_SUCCESS(status));
    return collator;
}

static void open_all(void) {
    UErrorCode status = U_ZERO_ERROR;

    collators[COLLATE_TEXT] = open_collator(UCOL_OFF);
    collators[COLLATE_NUMBER] = open_collator(UCOL_ON);
    composer = unorm2_getNFCInstance(&status);
    ALWAYS(U_SUCCESS(status));
}

/* UTF-16 of `text`, in the arena; never more units than bytes. */
static UChar *widen(struct arena *arena, struct str text, int32_t *ret_len) {
    UErrorCode status = U_ZERO_ERROR;
    UChar *wide = NEW_ARRAY(arena, UChar, text.len + 1);

    u_strFromUTF8WithSub(wide, (int32_t)text.len + 1, ret_len, text.at ? text.at : "",
                         (int32_t)text.len, 0xFFFD, NULL, &status);
    ALWAYS(U_SUCCESS(status));
    return wide;
}

struct str collation_key(struct arena *arena, enum collation how, struct str text) {
    int32_t len, room = 64 + 4 * (int32_t)text.len;

    pthread_once(&opened, open_all);
    UChar *wide = widen(arena, text, &len);
    uint8_t *key = arena_take(arena, (size_t)room, 1);
    int32_t size = ucol_getSortKey(collators[how], wide, len, key, room);
    if (size > room) {
        key = arena_take(arena, (size_t)size, 1);
        size = ucol_getSortKey(collators[how], wide, len, key, size);
    }
    ALWAYS(size > 0);
    return (struct str){(char *)key, (size_t)size - 1};
}

static struct str narrow(struct arena *arena, const UChar *wide, int32_t len) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = 3 * len + 1, size;
    char *text = arena_take(arena, (size_t)room, 1);

    u_strToUTF8(text, room, &size, wide, len, &status);
    ALWAYS(U_SUCCESS(status));
    return (struct str){text, (size_t)size};
}

struct str collation_fold(struct arena *arena, struct str text) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t len;

    pthread_once(&opened, open_all);
    UChar *wide = widen(arena, text, &len);
    int32_t room = 3 * len + 1; /* folding makes at most three of one, composing none */
    UChar *folded = NEW_ARRAY(arena, UChar, (size_t)room);
    len = u_strFoldCase(folded, room, wide, len, U_FOLD_CASE_DEFAULT, &status);
    UChar *composed = NEW_ARRAY(arena, UChar, (size_t)(3 * len + 1));
    len = unorm2_normalize(composer, folded, len, composed, 3 * len + 1, &status);
    ALWAYS(U_SUCCESS(status));
    return narrow(arena, composed, len);
}

struct str collation_version(struct arena *arena) {
    char library[U_MAX_VERSION_STRING_LENGTH], rules[U_MAX_VERSION_STRING_LENGTH];
    UVersionInfo version;

    pthread_once(&opened, open_all);
    u_getVersion(version);
    u_versionToString(version, library);
    ucol_getVersion(collators[COLLATE_TEXT], version);
    u_versionToString(version, rules);
    return arena_format(arena, "%s/%s", library, rules);
}
