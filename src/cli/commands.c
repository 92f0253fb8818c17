/* commands.c - the commands and their options, as tables. */
#include "cli/commands.h"

/* clang-format off */
/* name, placeholder, default, environment, key in the file, help */
#define DATA   {"data", "DIR", NULL, "GLIMT_DATA", "data", "The directory with the database", .required = true}
#define CONFIG {"config", "FILE", NULL, "GLIMT_CONFIG", NULL, "A file of settings; DIR/glimt.conf when there is one"}
#define ACCOUNT {"account", "ID", "1", NULL, NULL, "The account that is meant", .least = 1, .most = INT64_MAX}
#define JSON   {"json", NULL, NULL, NULL, NULL, "Print JSON for programs"}

static const struct option list_options[] = {DATA, JSON, CONFIG, {0}};
static const struct option app_options[] = {DATA, ACCOUNT, CONFIG, {0}};
static const struct option app_secret_options[] = {DATA, ACCOUNT, JSON, CONFIG, {0}};
static const struct option no_options[] = {{0}};
static const struct option openapi_options[] = {
    {"admin", NULL, NULL, NULL, NULL, "Of what the administration pages are made on"}, {0},
};

static const struct option app_add_options[] = {
    DATA,
    {"permission", "P", NULL, NULL, NULL, "What it may do, such as Contact_Read", .repeatable = true},
    {"all-permissions", NULL, NULL, NULL, NULL, "It may do everything"},
    {"allow", "CIDR", NULL, NULL, NULL, "Only from there, such as 192.0.2.0/24", .repeatable = true},
    {"rate", "N", "4", NULL, NULL, "Requests per second and token, up to 1000, or off"},
    {"static-token", NULL, NULL, NULL, NULL, "Make a token that never expires, too"},
    ACCOUNT, JSON, CONFIG, {0},
};

static const struct option user_add_options[] = {
    DATA,
    {"first-name", "NAME", NULL, NULL, NULL, "First name of a new user"},
    {"last-name", "NAME", NULL, NULL, NULL, "Last name of a new user"},
    {"administrator", NULL, NULL, NULL, NULL, "May do everything in the account"},
    {"password-stdin", NULL, NULL, NULL, NULL, "Read the password instead of making a link"},
    ACCOUNT, JSON, CONFIG, {0},
};

static const struct option user_reset_options[] = {
    DATA,
    {"without-codes", NULL, NULL, NULL, NULL, "Ask for no codes of an app either (a lost telephone)"},
    ACCOUNT, JSON, CONFIG, {0},
};

static const struct option check_options[] = {DATA, CONFIG, {0}};

static const struct option demo_options[] = {
    DATA,
    {"contacts", "N", "200", NULL, NULL, "How many contacts", .most = 10000000},
    {"projects", "N", "60", NULL, NULL, "How many projects", .most = 1000000},
    {"tasks", "N", "400", NULL, NULL, "How many tasks", .most = 10000000},
    {"time-reports", "N", "20000", NULL, NULL, "How many time reports", .most = 10000000},
    {"seed", "N", "1", NULL, NULL, "The same seed gives the same data", .most = INT64_MAX},
    ACCOUNT, CONFIG, {0},
};

static const struct option serve_options[] = {
    {"data", "DIR", NULL, "GLIMT_DATA", "data", "Where the database is; made when missing", .required = true},
    {"listen", "ADDR:PORT", DEFAULT_LISTEN, "GLIMT_LISTEN", "listen", "Where to serve HTTPS"},
    {"demo", NULL, NULL, "GLIMT_DEMO", "demo", "Load the demo company if there are no contacts"},
    {"tls-cert", "FILE", NULL, "GLIMT_TLS_CERT", "tls-cert", "Certificate chain (PEM); self-signed without"},
    {"tls-key", "FILE", NULL, "GLIMT_TLS_KEY", "tls-key", "Its private key (PEM)"},
    {"body-limit", "BYTES", "1048576", "GLIMT_BODY_LIMIT", "body-limit", "The largest body of a request", .least = 1024, .most = 1073741824},
    {"upload-limit", "BYTES", "104857600", "GLIMT_UPLOAD_LIMIT", "upload-limit", "The largest file that can be attached", .least = 1, .most = 1099511627776},
    {"threads", "N", "0", "GLIMT_THREADS", "threads", "Event threads; 0: one for each processor", .most = 256},
    {"connections", "N", "10000", "GLIMT_CONNECTIONS", "connections", "Connections that may be open at once", .least = 1, .most = 1000000},
    {"cache", "MEGABYTES", "128", "GLIMT_CACHE", "cache", "The most memory for answers to be given again", .least = 1, .most = 1048576},
    {"keep-changes", "DAYS", "90", "GLIMT_KEEP_CHANGES", "keep-changes", "How long the change log keeps its entries", .least = 1, .most = 36500},
    {"idle-timeout", "SECONDS", "60", "GLIMT_IDLE_TIMEOUT", "idle-timeout", "When a silent connection is closed", .least = 1, .most = 86400},
    {"plain-listen", "ADDR:PORT", NULL, "GLIMT_PLAIN_LISTEN", "plain-listen", "Where to serve a proxy that does TLS"},
    {"trusted-proxy", "ADDR", NULL, "GLIMT_TRUSTED_PROXY", "trusted-proxy", "That proxy's address", .repeatable = true},
    CONFIG, {0},
};

/* name, argument, summary, more help, options, function */
const struct command commands[] = {
    {"account add", "NAME", "Make another company with its own data",
     "It starts with one user, Administrator, and the usual countries.",
     list_options, command_account_add},
    {"account list", NULL, "Show the companies", NULL, list_options, command_account_list},
    {"app add", "NAME", "Let a program call the API",
     "Prints the application's id and secret; the secret is shown only then.\n"
     "Permissions: Contact_Read, Contact_Write, Project_Read, Task_Read, Task_Write,\n"
     "Timereport_Read, Timereport_Write. Registries need none.",
     app_add_options, command_app_add},
    {"app disable", "ID", "End an application and its tokens at once", NULL, app_options, command_app_disable},
    {"app list", NULL, "Show the applications of an account", NULL, app_secret_options, command_app_list},
    {"app rotate", "ID", "Give an application a new secret",
     "The old secret ends at once; tokens that were fetched with it live on until they expire.",
     app_secret_options, command_app_rotate},
    {"app token", "ID", "Give an application a token that never expires",
     "It replaces the application's earlier static token.", app_secret_options, command_app_token},
    {"check", NULL, "Compare what is derived with the rows that it follows from",
     "Sort keys, folded texts, copies and counters, and the soundness of the file. Changes nothing,\n"
     "and may run beside the server; exits with 1 when something differs.",
     check_options, command_check},
    {"demo", NULL, "Fill an account with a believable company",
     "Makes DIR and the database when they are missing.", demo_options, command_demo},
    {"openapi", NULL, "Print the OpenAPI description of the API", NULL, openapi_options, command_openapi},
    {"routes", NULL, "Print every route and the permission it needs", NULL, no_options, command_routes},
    {"serve", NULL, "Run the server",
     "SIGHUP reads the certificate again; SIGTERM answers what has begun and ends.",
     serve_options, command_serve},
    {"statements", NULL, "Print the SQL that the API runs", NULL, no_options, command_statements},
    {"user add", "EMAIL", "Let a person sign in",
     "Prints a link with which the person chooses a password. The user is the one of the account who\n"
     "has this address, or else a new one with the names given.",
     user_add_options, command_user_add},
    {"user disable", "EMAIL", "Let a person sign in no more",
     "The login with its codes, sessions and links is removed; the user stays.",
     app_options, command_user_disable},
    {"user list", NULL, "Show the users of an account and how they sign in", NULL, app_secret_options, command_user_list},
    {"user reset-password", "EMAIL", "Void a password and make a link for a new one",
     "All sessions of the person end at once.",
     user_reset_options, command_user_reset_password},
    {"version", NULL, "Print the version", NULL, no_options, command_version},
    {0},
};
/* clang-format on */
