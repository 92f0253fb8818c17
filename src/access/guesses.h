/* guesses.h - how many wrong secrets came from whom, and for what.
 *
 * A wrong secret is counted by kind and name: an address, a login, an address at a login. The first
 * of a name begins a window; when the window has as many as its kind allows, the name has to wait
 * until it ends. Asking counts nothing, so that waiting is never prolonged.
 *
 * Memory is fixed, whatever names are thought of: a kind has 32,768 places, in sets of eight, and a
 * name has the places of one set, which a key that nobody knows chooses. Where all eight are taken
 * the one with the fewest guesses is forgotten. So a flood of names that guess once costs the
 * memory of nobody who has guessed twice, and of nobody of another kind; and whoever never guessed
 * wrong has nothing here that could be lost. State is in memory: a restart forgives. Thread-safe.
 */
#ifndef GLIMT_ACCESS_GUESSES_H
#define GLIMT_ACCESS_GUESSES_H

#include "base/str.h"

#include <stdint.h>

enum guess_kind {
    GUESS_SIGN_IN,           /* passwords from an address for a login */
    GUESS_SIGN_IN_TRIED,     /* the same, remembered for longer */
    GUESS_SIGN_IN_ADDRESS,   /* passwords from an address */
    GUESS_SIGN_IN_LOGIN,     /* passwords for a login, from addresses that go on guessing */
    GUESS_SIGN_IN_NEWCOMERS, /* passwords for a login, from addresses that have just begun */
    GUESS_PASSWORD,          /* in a session, of the person's own password */
    GUESS_CODE,              /* codes from an address for a login */
    GUESS_CODE_TRIED,        /* codes of an app, the same, remembered for longer */
    GUESS_CODE_LOGIN,     /* codes of an app for a login, but for what a known address has free */
    GUESS_CODE_NEW,       /* codes of an app that is being set up, for a login */
    GUESS_SECRET,         /* secrets of applications, from an address for an id */
    GUESS_SECRET_ADDRESS, /* the same from an address */
    GUESS_SECRET_ID,      /* the same for an id */
    GUESS_TOKEN,          /* tokens of the API, from an address */
    GUESS_COOKIE,         /* cookies of sessions, from an address */
    GUESS_WORD,           /* words that prove where a page is from, in a session */
    GUESS_LINK,           /* links to choose a password, from an address */
    GUESS_KINDS,
};

struct guesses;

struct guesses *guesses_open(void);
void guesses_close(struct guesses *guesses);

/* Seconds that `who` has to wait; 0: go on. `now` is monotonic milliseconds. */
unsigned guesses_wait(struct guesses *guesses, enum guess_kind kind, struct str who, int64_t now);

/* How many wrong ones are remembered. */
unsigned guesses_count(struct guesses *guesses, enum guess_kind kind, struct str who, int64_t now);

/* Notes a wrong one. Returns 0, or the seconds to wait if `who` had to, and then notes nothing. */
unsigned guesses_note(struct guesses *guesses, enum guess_kind kind, struct str who, int64_t now);

#endif
