/* difference.h - what a change has altered, as JSON for people: only what differs.
 *
 * An array with an object for each property that differs, in one of these forms:
 *
 *   {"property","before","after"}              both values; those of objects are without what is
 *                                              empty in them. Of long texts the beginning, and
 *                                              "leftOut": how many characters are missing
 *   {"property","length","parts":[...]}        a long text of `length` characters: each part is
 *                                              {"at","before","after"} and stands `at` characters
 *                                              from its beginning; its ends are common to both
 *   {"property","changes":[...]}               an object, such as an address: in the same forms
 *   {"property","rows":[...],"order":[...]}    rows that belong to this one, by their ids: those
 *                                              that were changed {"id","title","changes":[...]},
 *                                              went {"id","before"} or came {"id","after"}. The
 *                                              ids of all in their order, unless what came stands
 *                                              behind what was there
 *   {"property","tooLarge":true}               it differs, and there was no room to say how
 *   {"before":{...}}                           of a row that goes: all of it that was not empty,
 *                                              with "leftOut" as above
 *
 * The row after a change is the row before with all of this applied, but for the server's stamps
 * and for what was left out. Before later versions of the server only the first form was written.
 */
#ifndef GLIMT_CHANGE_DIFFERENCE_H
#define GLIMT_CHANGE_DIFFERENCE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "plan/resource.h"

/* Puts that array; at most DIFFERENCE_MAX bytes and the names of what has no room. Both are rows
 * with these fields, as one view shows them; `after` is empty for one that goes. */
void difference_put(struct arena *arena, struct buffer *out, const struct field *fields,
                    struct str before, struct str after);

enum { DIFFERENCE_MAX = 64 * 1024 };

#endif
