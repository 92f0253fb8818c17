/* commands.c - the commands and their options, as tables. */
#include "cli/commands.h"

#include "resources/resources.h"

/* clang-format off */
/* name, placeholder, default, environment, key in the file, help */
#define DATA   {"data", "DIR", NULL, "GLIMT_DATA", "data", "Data directory", .required = true}, DATABASE
#define DATABASE \
    {"database", "URL", NULL, "GLIMT_DATABASE", "database", "Database on a server, such as postgres:///glimt; otherwise it is in DIR"}, \
    {"database-file", "FILE", NULL, "GLIMT_DATABASE_FILE", "database-file", "File with that URL, for your eyes only, as for a password in it"}
#define FILES \
    {"files", "WHERE", NULL, "GLIMT_FILES", "files", "Where attached files are: directory, database, or s3://BUCKET/PREFIX"}, \
    BUCKET
#define BUCKET \
    {"s3-endpoint", "URL", NULL, "GLIMT_S3_ENDPOINT", "s3-endpoint", "Server of the bucket, such as https://s3.example.com"}, \
    {"s3-region", "REGION", "us-east-1", "GLIMT_S3_REGION", "s3-region", "Its region"}, \
    {"s3-key-file", "FILE", NULL, "GLIMT_S3_KEY_FILE", "s3-key-file", "File with the id of a key and its secret, each in a line, for your eyes only"}
#define CONFIG {"config", "FILE", NULL, "GLIMT_CONFIG", NULL, "Configuration file; DIR/glimt.conf if it exists"}
#define ACCOUNT {"account", "ID", "1", NULL, NULL, "Account to work on", .least = 1, .most = INT64_MAX}
#define KEY_FILE {"key-file", "FILE", NULL, NULL, NULL, "File whose content encrypts the backup"}
#define BEGIN_ANEW {"begin-anew", NULL, NULL, NULL, NULL, "Go on where the database, files or the key are missing, and make them anew"}
#define JSON   {"json", NULL, NULL, NULL, NULL, "Print JSON"}

static const struct option list_options[] = {DATA, JSON, CONFIG, {0}};
static const struct option app_options[] = {DATA, ACCOUNT, CONFIG, {0}};
static const struct option app_secret_options[] = {DATA, ACCOUNT, JSON, CONFIG, {0}};
static const struct option no_options[] = {{0}};
static const struct option openapi_options[] = {
    {"admin", NULL, NULL, NULL, NULL, "Describe the administration API instead"}, {0},
};

static const struct option demand_options[] = {
    DATA,
    {"off", NULL, NULL, NULL, NULL, "No longer demand it"},
    ACCOUNT, CONFIG, {0},
};

static const struct option app_rotate_options[] = {
    DATA,
    {"end-tokens", NULL, NULL, NULL, NULL, "Also end its tokens at once, the static one too, as after a leak"},
    ACCOUNT, JSON, CONFIG, {0},
};

static const struct option app_add_options[] = {
    DATA,
    {"permission", "P", NULL, NULL, NULL, "Permission to grant, such as " CONTACT_READ, .repeatable = true},
    {"all-permissions", NULL, NULL, NULL, NULL, "Grant every permission"},
    {"allow", "CIDR", NULL, NULL, NULL, "Allow calls only from this address or block, such as 192.0.2.0/24", .repeatable = true},
    {"origin", "ORIGIN", NULL, NULL, NULL, "Let pages of this origin call from browsers, such as https://app.example.com", .repeatable = true},
    {"rate", "N", "4", NULL, NULL, "Requests per second for each token, up to 1000, or off"},
    {"static-token", NULL, NULL, NULL, NULL, "Also make a token that never expires"},
    {"extended-answers", NULL, NULL, NULL, NULL, "Give it answers with more than the documentation of the API"},
    ACCOUNT, JSON, CONFIG, {0},
};

static const struct option app_change_options[] = {
    DATA,
    {"extended-answers", "on|off", NULL, NULL, NULL, "Whether answers to it have more than the documentation of the API"},
    {"origin", "ORIGIN", NULL, NULL, NULL, "Let pages of this origin call from browsers, and no others", .repeatable = true},
    {"no-origins", NULL, NULL, NULL, NULL, "Let no pages call from browsers"},
    ACCOUNT, CONFIG, {0},
};

static const struct option user_add_options[] = {
    DATA,
    {"first-name", "NAME", NULL, NULL, NULL, "First name of a new user"},
    {"last-name", "NAME", NULL, NULL, NULL, "Last name of a new user"},
    {"administrator", NULL, NULL, NULL, NULL, "Let the user do everything in the account"},
    {"password-stdin", NULL, NULL, NULL, NULL, "Read a password from standard input instead of making a link"},
    ACCOUNT, JSON, CONFIG, {0},
};

static const struct option user_reset_options[] = {
    DATA,
    {"without-codes", NULL, NULL, NULL, NULL, "Also turn off two-step sign-in, for a lost phone"},
    ACCOUNT, JSON, CONFIG, {0},
};

static const struct option backup_options[] = {
    DATA,
    {"to", "FILE", NULL, NULL, NULL, "New file, a directory (it is named by its time), or - for standard output", .required = true},
    KEY_FILE,
    {"with-certificates", NULL, NULL, NULL, NULL, "Also take the certificate and its key from DIR/tls"},
    {"keep", "N", "0", NULL, NULL, "Remove older backups, and keep N with the new one; 0 for all", .most = 100000},
    CONFIG, {0},
};

static const struct option verify_options[] = {KEY_FILE, {0}};
static const struct option restore_options[] = {
    {"data", "DIR", NULL, NULL, NULL, "Data directory to make; it must not exist", .required = true}, KEY_FILE, {0},
};

static const struct option security_options[] = {
    DATA,
    {"account", "ID", "-1", NULL, NULL, "Account whose log to print; 0 for what is nobody's, -1 for all", .least = -1, .most = INT64_MAX},
    CONFIG, {0},
};

static const struct option check_options[] = {DATA, FILES, CONFIG, {0}};
static const struct option compact_options[] = {DATA, CONFIG, {0}};

static const struct option copy_options[] = {
    {"from", "DIR|URL", NULL, "GLIMT_COPY_FROM", NULL, "Data directory, or URL of a database on a server, such as postgres:///glimt"},
    {"from-file", "FILE", NULL, "GLIMT_COPY_FROM_FILE", NULL, "File with that URL, for your eyes only, as for a password in it"},
    {"to", "DIR|URL", NULL, "GLIMT_COPY_TO", NULL, "The same of where it goes: a new directory, or an empty database"},
    {"to-file", "FILE", NULL, "GLIMT_COPY_TO_FILE", NULL, "File with that URL"},
    {"data", "DIR", NULL, NULL, NULL, "Data directory of the server on the URL, with its secret.key; otherwise that stays in DIR"},
    {"files", "WHERE", NULL, "GLIMT_FILES", NULL, "Where the server on the URL has attached files: database, directory, or s3://BUCKET/PREFIX"},
    BUCKET,
    {"quiet", NULL, NULL, NULL, NULL, "Show no progress"},
    {0},
};

static const struct option demo_options[] = {
    DATA, FILES,
    {"contacts", "N", "200", NULL, NULL, "Number of contacts", .most = 10000000},
    {"projects", "N", "60", NULL, NULL, "Number of projects", .most = 1000000},
    {"tasks", "N", "400", NULL, NULL, "Number of tasks", .most = 10000000},
    {"time-reports", "N", "20000", NULL, NULL, "Number of time reports", .most = 10000000},
    {"seed", "N", "1", NULL, NULL, "The same seed gives the same data", .most = INT64_MAX},
    BEGIN_ANEW, ACCOUNT, CONFIG, {0},
};

static const struct option import_options[] = {
    DATA, FILES,
    {"from", "URL", NULL, NULL, NULL, "Address of the source, such as https://publicapi.example/, or the file of a recording"},
    {"id", "ID", NULL, NULL, NULL, "Id of an application of the source (ap_...) that may read everything"},
    {"secret-file", "FILE", NULL, NULL, NULL, "File with its secret, for your eyes only; otherwise it is read from standard input"},
    {"rate", "N", "4", NULL, NULL, "Requests per second, up to 1000, or off"},
    {"ca-file", "FILE", NULL, NULL, NULL, "Certificates (PEM) to trust instead of the machine's"},
    {"record", "FILE", NULL, NULL, NULL, "Keep all answers in a file, as they came"},
    {"replace-personal-data", NULL, NULL, NULL, NULL, "With --record: put other words for names, addresses, numbers of people and free texts in the file"},
    {"follow", NULL, NULL, NULL, NULL, "Then go on with what changes there, until stopped; the account is a mirror until --finish"},
    {"every", "SECONDS", "60", NULL, NULL, "From one round of that to the next", .least = 1, .most = 86400},
    {"finish", NULL, NULL, NULL, NULL, "Make the mirror the original, which can be changed; no source is asked"},
    {"quiet", NULL, NULL, NULL, NULL, "Show no progress"},
    ACCOUNT, CONFIG, {0},
};

static const struct option serve_options[] = {
    {"data", "DIR", NULL, "GLIMT_DATA", "data", "Data directory; created if missing", .required = true}, DATABASE, FILES,
    {"listen", "ADDR:PORT", DEFAULT_LISTEN, "GLIMT_LISTEN", "listen", "Address or name to serve HTTPS on; [::] for IPv4 and IPv6", .repeatable = true},
    {"demo", NULL, NULL, "GLIMT_DEMO", "demo", "Load the demo company if there are no contacts"},
    {"tls-cert", "FILE", NULL, "GLIMT_TLS_CERT", "tls-cert", "Certificate chain (PEM); if not given, one is made"},
    {"tls-key", "FILE", NULL, "GLIMT_TLS_KEY", "tls-key", "Private key of the certificate (PEM)"},
    {"old-clients", NULL, NULL, "GLIMT_OLD_CLIENTS", "old-clients", "Also offer AES-CBC in TLS 1.2, to clients with nothing better"},
    {"body-limit", "BYTES", "1048576", "GLIMT_BODY_LIMIT", "body-limit", "Largest request body", .least = 1024, .most = 1073741824},
    {"upload-limit", "BYTES", "104857600", "GLIMT_UPLOAD_LIMIT", "upload-limit", "Largest file that can be attached", .least = 1, .most = 1099511627776},
    {"threads", "N", "0", "GLIMT_THREADS", "threads", "Event threads; 0 for one per processor", .most = 256},
    {"redis", "URL", NULL, "GLIMT_REDIS", "redis", "Redis where servers on one database count the requests of each token together, such as redis://localhost"},
    {"redis-file", "FILE", NULL, "GLIMT_REDIS_FILE", "redis-file", "File with that URL, for your eyes only, as for a password in it"},
    {"connections", "N", "10000", "GLIMT_CONNECTIONS", "connections", "Maximum number of open connections", .least = 1, .most = 1000000},
    {"database-connections", "N", "16", "GLIMT_DATABASE_CONNECTIONS", "database-connections", "Connections that read --database", .least = 1, .most = 1000},
    {"read-database", "URL", NULL, "GLIMT_READ_DATABASE", "read-database", "Replica of --database that lists and gets are read from while it is up to date"},
    {"read-database-file", "FILE", NULL, "GLIMT_READ_DATABASE_FILE", "read-database-file", "File with that URL, for your eyes only, as for a password in it"},
    {"read-lag", "MILLISECONDS", "0", "GLIMT_READ_LAG", "read-lag", "How far that replica may lag behind", .most = 60000},
    {"cache", "MEGABYTES", "128", "GLIMT_CACHE", "cache", "Memory limit for cached answers", .least = 1, .most = 1048576},
    {"answers-limit", "MEGABYTES", "1024", "GLIMT_ANSWERS_LIMIT", "answers-limit", "Limit for all large answers on their way", .least = 1, .most = 1048576},
    {"wal-limit", "MEGABYTES", "1024", "GLIMT_WAL_LIMIT", "wal-limit", "Nothing is stored while glimt.db-wal is larger", .least = 128, .most = 1048576},
    {"scrub-days", "DAYS", "7", "GLIMT_SCRUB_DAYS", "scrub-days", "Read every stored file this often, to find damage; 0 for never", .most = 3650},
    {"keep-audit", "DAYS", "1095", "GLIMT_KEEP_AUDIT", "keep-audit", "How long the audit log keeps its entries, at most", .least = 1, .most = 36500},
    {"keep-changes", "DAYS", "90", "GLIMT_KEEP_CHANGES", "keep-changes", "How long the change log keeps its entries", .least = 1, .most = 36500},
    {"keep-usage", "DAYS", "30", "GLIMT_KEEP_USAGE", "keep-usage", "How long the log of what applications asked for is kept", .least = 1, .most = 36500},
    {"keep-answers", "DAYS", "1", "GLIMT_KEEP_ANSWERS", "keep-answers", "How long programs may repeat a write by its key", .least = 1, .most = 36500},
    {"keep-page-answers", "DAYS", "30", "GLIMT_KEEP_PAGE_ANSWERS", "keep-page-answers", "The same for people in the pages", .least = 1, .most = 36500},
    {"keep-security", "DAYS", "365", "GLIMT_KEEP_SECURITY", "keep-security", "How long the security log is kept", .least = 1, .most = 36500},
    {"security-log", "FILE", NULL, "GLIMT_SECURITY_LOG", "security-log", "Also write the security log to this file, or to syslog or syslog:SOCKET"},
    {"idle-timeout", "SECONDS", "75", "GLIMT_IDLE_TIMEOUT", "idle-timeout", "Close idle connections after this, later than proxies", .least = 1, .most = 86400},
    {"plain-listen", "ADDR:PORT", NULL, "GLIMT_PLAIN_LISTEN", "plain-listen", "Address to serve on without TLS, for a proxy that does it", .repeatable = true},
    {"trusted-proxy", "CIDR", NULL, "GLIMT_TRUSTED_PROXY", "trusted-proxy", "Address or network of that proxy", .repeatable = true},
    BEGIN_ANEW, CONFIG, {0},
};

/* name, argument, summary, more help, options, function */
const struct command commands[] = {
    {"account add", "NAME", "Add a company with its own data",
     "It starts with one user, Administrator, and the usual countries.",
     list_options, command_account_add},
    {"account demand-codes", NULL, "Demand two-step sign-in of everybody in a company",
     "Whoever has no codes sets them up right after signing in, and can do nothing else before; nobody\n"
     "can turn them off. Administrators can demand it in the pages, too.",
     demand_options, command_account_demand_codes},
    {"account list", NULL, "List the companies", NULL, list_options, command_account_list},
    {"app add", "NAME", "Let a program call the API",
     "Prints the application's id and secret; the secret is shown only once.\n"
     "Registries need no permission.",
     app_add_options, command_app_add, .grants = permission_names},
    {"app change", "ID", "Change what an application is answered, and which pages may read it", NULL, app_change_options, command_app_change},
    {"app disable", "ID", "Disable an application and revoke its tokens at once", NULL, app_options, command_app_disable},
    {"app list", NULL, "List the applications of an account", NULL, app_secret_options, command_app_list},
    {"app rotate", "ID", "Give an application a new secret",
     "The old secret stops working at once. Tokens fetched with it stay valid until they expire, and the\n"
     "static token stays, unless --end-tokens is given.",
     app_rotate_options, command_app_rotate},
    {"app token", "ID", "Give an application a token that never expires",
     "It replaces the application's earlier static token.", app_secret_options, command_app_token},
    {"backup", NULL, "Write database, files and secret.key into one file",
     "Works beside a running server and without one; the server goes on reading and writing. A file\n"
     "that exists is never overwritten. Exits with 1 if a stored file is missing or damaged, or\n"
     "secret.key is missing and needed; the backup is made all the same, says so, and removes none.\n"
     "A database on a server is refused: pg_dump or pg_basebackup does it there.",
     backup_options, command_backup},
    {"check", NULL, "Check derived data and stored files against the rows",
     "Recomputes sort keys, folded texts, copies and counters, checks that the database file is\n"
     "intact, and reads every stored file: it must be there and have its size and content, and a row\n"
     "must name it. Changes nothing, and may run beside the server; exits with 1 if anything differs.\n"
     "The files of a database on a server are looked through by pg_amcheck.",
     check_options, command_check},
    {"compact", NULL, "Give room that the database no longer needs back to the disk",
     "Writes the database anew, while no server runs on DIR. It needs room on the disk for the rows,\n"
     "twice; whenever it is ended, the database is whole. Later the server gives back by itself.",
     compact_options, command_compact},
    {"copy", NULL, "Take a whole database from a directory to a server, or back",
     "No server may run on either. Keeps every row with its id, the logs and the sessions, and compares all\n"
     "of it afterwards. It can be stopped at any moment: the same command goes on with the rest, and no\n"
     "server starts on a copy that is not finished. The source is only read.",
     copy_options, command_copy},
    {"demo", NULL, "Fill an account with a demo company",
     "Creates DIR and the database if they are missing. Beside a running server, or other companies,\n"
     "it works in short steps that hold nobody up, and takes several times as long; the account is\n"
     "closed until it is done. If it was interrupted, run it again: it begins anew.",
     demo_options, command_demo},
    {"import", NULL, "Bring a company over from another server that speaks the API",
     "Keeps ids, and who made and changed what, and when. It can be stopped at any moment: the same command\n"
     "goes on with the rest. The account has to be empty, or to come from the same source.",
     import_options, command_import},
    {"migrate", NULL, "Bring the database up to date, without serving",
     "For a database on a server whose glimt serve runs as a user that may not change tables: run it\n"
     "with the user that owns them, before servers of a new version start.",
     compact_options, command_migrate},
    {"openapi", NULL, "Print the OpenAPI description of the API", NULL, openapi_options, command_openapi},
    {"restore", "BACKUP", "Make a new data directory from a backup",
     "BACKUP is a file from glimt backup, or - for standard input. The backup is proven whole first, as\n"
     "glimt verify does; when anything is wrong, nothing is left. A backup of an older version is brought\n"
     "up to date. It takes glimt copy to bring it to a database on a server from there.",
     restore_options, command_restore},
    {"routes", NULL, "Print every route and the permission it needs", NULL, no_options, command_routes},
    {"security-log", NULL, "Print the security log, an event of JSON on each line",
     "What is nobody's, such as a sign-in with an address that nobody has, is seen here alone.",
     security_options, command_security_log},
    {"serve", NULL, "Run the server",
     "SIGHUP reloads the certificate and opens the file of the security log anew; SIGTERM answers the requests in progress and stops.",
     serve_options, command_serve},
    {"statements", NULL, "Print the SQL that the API runs", NULL, no_options, command_statements},
    {"user add", "EMAIL", "Let a person sign in",
     "Prints a link for choosing a password. If the account has a user with this address, that user\n"
     "gets the login; otherwise a new user is added with the names given.",
     user_add_options, command_user_add},
    {"user disable", "EMAIL", "Remove a person's login",
     "Removes the login with its codes, sessions and links; the user stays.",
     app_options, command_user_disable},
    {"user invite-all", NULL, "Make a link for everybody who has an address and can't sign in",
     "As after an import. Prints a path for each of them, for choosing a password; earlier ones are void.\n"
     "Who has a login or has left the company gets none.",
     app_secret_options, command_user_invite_all},
    {"user list", NULL, "List the users of an account and how they sign in", NULL, app_secret_options, command_user_list},
    {"user reset-password", "EMAIL", "Void a password and make a link for choosing a new one",
     "The person is signed out everywhere at once.",
     user_reset_options, command_user_reset_password},
    {"verify", "BACKUP", "Prove a backup whole, and say what it holds",
     "BACKUP is a file from glimt backup, or - for standard input. Checks every byte, the database and\n"
     "what is derived in it, and that each file is there that a row names.",
     verify_options, command_verify},
    {"version", NULL, "Print the version", NULL, no_options, command_version},
    {0},
};
/* clang-format on */
