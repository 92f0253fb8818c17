"""What is wrong with a database on a server is said in one sentence, and nothing is changed."""

import contextlib
import socket
import subprocess

import pytest

from client import BINARY, Server, glimt, refused_start
from ports import free_port
from postgres import PROGRAMS, postgres

pytestmark = pytest.mark.own_postgres

PASSWORD = "s3cret-kept"


@pytest.fixture(name="there", scope="module")
def of_users():
    """`maker` may make tables and nothing else, `keeper` has a password."""
    with postgres() as made:
        with open(f"{made.directory}/data/pg_hba.conf", "w", encoding="utf-8") as rules:
            rules.write("local all keeper scram-sha-256\nlocal all all trust\n")
        sql(made, f"CREATE ROLE maker LOGIN; CREATE ROLE keeper LOGIN CREATEROLE PASSWORD '{PASSWORD}';"
                  " SELECT pg_reload_conf()")
        yield made


def sql(there, text, database="postgres"):
    done = subprocess.run([PROGRAMS / "psql", "-h", there.directory, "-U", "glimt", "-qAtX", "-v", "ON_ERROR_STOP=1",
                           database, "-c", text], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def new(there, name, user="glimt", password=""):
    """A new database, with its URL for a user."""
    there.new_database(name)
    return f"postgres://{user}{password}@/{name}?host={there.directory}"


def tables(there, name):
    return sql(there, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace", name)


def refusal(directory, url):
    """Of the server and of a command alike, the same, without a password."""
    said = refused_start(directory, "--database", url)
    done = glimt("migrate", "--data", directory, "--database", url, check=False)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.splitlines()[-1] == said
    assert "s3cret" not in done.stderr + said
    return said


def test_wrong_passwords(there, tmp_path):
    url = new(there, "kept", "keeper", ":s3cret-wrong")
    assert refusal(tmp_path, url).endswith("refuses the password of the user keeper.")
    assert "wants a password of the user keeper" in refusal(tmp_path, url.replace(":s3cret-wrong", ""))
    assert tables(there, "kept") == "0"


def test_nobody_answers(there, tmp_path):
    assert "cannot be reached" in refusal(tmp_path, f"postgres://glimt:s3cret@127.0.0.1:{free_port()}/x")
    assert "cannot be reached" in refusal(tmp_path, "postgres://glimt:s3cret@/x?host=/nowhere")
    assert "does not exist on its server" in refusal(tmp_path, f"postgres://glimt@/nothing?host={there.directory}")


def test_somebody_who_says_nothing(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgres://glimt@127.0.0.1:{silent.getsockname()[1]}/x?connect_timeout=1"
        assert refusal(tmp_path, url).endswith("cannot be reached: its server does not answer.")


def test_a_database_that_may_not_be_entered(there, tmp_path):
    url = new(there, "closed", "maker")
    sql(there, "REVOKE CONNECT ON DATABASE closed FROM PUBLIC")
    assert refusal(tmp_path, url).endswith("does not let the user maker in: grant it CONNECT.")


def test_users_for_whom_no_wall_holds(there, tmp_path):
    url = new(there, "open", "maker")
    sql(there, "GRANT CREATE ON SCHEMA public TO maker; CREATE ROLE glimt_serve_open BYPASSRLS; GRANT glimt_serve_open TO maker", "open")
    assert "shows the user glimt_serve_open the rows of every company in the table " in refusal(tmp_path, url)


def test_no_connection_is_left(there, tmp_path):
    url = new(there, "crowded", "maker")
    sql(there, "ALTER ROLE maker CONNECTION LIMIT 0")
    try:
        assert refusal(tmp_path, url).endswith("has no connection left: its server's max_connections are in use.")
    finally:
        sql(there, "ALTER ROLE maker CONNECTION LIMIT -1")
    assert tables(there, "crowded") == "0"


def test_a_server_that_ends(tmp_path):
    """While somebody is still connected it lets nobody else in."""
    with postgres() as there:
        url = there.migrated_database("ending")
        with subprocess.Popen([PROGRAMS / "psql", "-qAt", url], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True) as psql:
            psql.stdin.write("SELECT 'here';\n")
            psql.stdin.flush()
            assert psql.stdout.readline() == "here\n"
            there.run("pg_ctl", "-D", "data", "-m", "smart", "-W", "stop")
            said = refusal(tmp_path, url)
            psql.stdin.close()
        assert said.endswith("is not ready yet: its server begins or ends.")
        there.run("pg_ctl", "-D", "data", "-w", "restart")


def test_names_with_control_characters(there, tmp_path):
    said = refusal(tmp_path, f"postgres://glimt@/a%0Ab%1B[2J?host={there.directory}")
    assert said.startswith("glimt: The database a?b?[2J at ") and said.endswith("does not exist on its server.")


def test_rights_that_are_missing(there, tmp_path):
    url = new(there, "bare", "maker")
    assert "grant it CREATE on the schema public" in refusal(tmp_path, url)
    sql(there, "GRANT CREATE ON SCHEMA public TO maker", "bare")
    said = refusal(tmp_path, url)
    statements = said.partition("have an administrator run ")[2]
    assert statements == "CREATE ROLE glimt_serve_bare NOLOGIN; GRANT glimt_serve_bare TO maker."
    assert tables(there, "bare") == "0"
    sql(there, statements.rstrip("."), "bare")
    assert glimt("migrate", "--data", tmp_path, "--database", url).stdout == "The database is up to date.\n"


def test_a_schema_that_may_not_be_used(there, tmp_path):
    url = new(there, "shut", "maker")
    sql(there, "REVOKE USAGE ON SCHEMA public FROM PUBLIC", "shut")
    assert refusal(tmp_path, url).endswith("has no schema that the user maker may use: grant it USAGE.")
    assert tables(there, "shut") == "0"


def test_tables_that_may_not_be_used(there, tmp_path):
    """Not even read by a command that only reads."""
    url = new(there, "lent")
    glimt("migrate", "--data", tmp_path, "--database", url)
    stranger = url.replace("glimt@", "maker@")
    wants = "does not let the user maker use the table migrations: grant it {} on all tables of the schema public."
    sql(there, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO maker; REVOKE SELECT ON contacts FROM maker", "lent")
    assert refusal(tmp_path, stranger).endswith(
        wants.replace("migrations", "absence_projects").format("SELECT, INSERT, UPDATE and DELETE"))
    done = glimt("account", "list", "--data", tmp_path, "--database", stranger, check=False)
    assert done.returncode == 1 and done.stderr.endswith(wants.replace("migrations", "contacts").format("SELECT") + "\n")


def test_a_role_that_is_not_there_any_more(there, tmp_path):
    """As after a restored dump. The server makes it anew."""
    url = new(there, "renamed_later")
    glimt("migrate", "--data", tmp_path, "--database", url)
    sql(there, "ALTER DATABASE renamed_later RENAME TO renamed")
    url = url.replace("renamed_later", "renamed")
    done = glimt("account", "list", "--data", tmp_path, "--database", url, check=False)
    assert done.returncode == 1 and done.stderr.endswith(
        "has no role to serve as yet: start the server once to make it.\n")
    glimt("migrate", "--data", tmp_path, "--database", url)
    assert glimt("account", "list", "--data", tmp_path, "--database", url).returncode == 0


def test_a_user_who_only_serves(there, tmp_path):
    url = new(there, "shared")
    glimt("migrate", "--data", tmp_path, "--database", url)
    sql(there, "CREATE ROLE server LOGIN IN ROLE glimt_serve_shared")
    serving = url.replace("glimt@", "server@")
    assert glimt("migrate", "--data", tmp_path, "--database", serving).returncode == 0
    sql(there, "DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)", "shared")
    said = refusal(tmp_path, serving)
    assert "was made by an older glimt" in said and "run glimt migrate --database with the user that owns" in said


def test_other_programs(there, tmp_path):
    url = new(there, "other")
    sql(there, "CREATE TABLE customers (id int)", "other")
    assert refusal(tmp_path, url).endswith("is not a glimt database.")
    assert tables(there, "other") == "1"


@pytest.mark.parametrize("has_key", [False, True])
def test_tables_that_somebody_has_changed(there, tmp_path, has_key):
    """What is read of them before anything is served fails; the log has what the database's server said of it."""
    name = f"changed{int(has_key)}"
    url = new(there, name)
    if has_key:
        with served(tmp_path, url):
            pass
        (tmp_path / "glimt.conf").unlink()
    else:
        glimt("migrate", "--data", tmp_path, "--database", url)
    sql(there, "ALTER TABLE facts RENAME COLUMN value TO said", name)
    assert refused_start(tmp_path, "--database", url) == "glimt: The database failed."
    sql(there, "ALTER TABLE facts RENAME COLUMN said TO value", name)
    with served(tmp_path, url) as server:
        assert server.client().create()["id"] == 1


def test_a_first_key_that_cannot_be_noted(there, tmp_path):
    """What the database knows of the key that all servers have."""
    url = new(there, "unnoted")
    glimt("migrate", "--data", tmp_path, "--database", url)
    sql(there, "CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'made to fail'; END $$;"
               " CREATE TRIGGER refuses BEFORE INSERT ON facts FOR EACH ROW WHEN (NEW.name = 'secret_key')"
               " EXECUTE FUNCTION refuses()", "unnoted")
    assert refused_start(tmp_path, "--database", url) == "glimt: The database failed."
    sql(there, "DROP TRIGGER refuses ON facts", "unnoted")
    with served(tmp_path, url) as server:
        assert server.client().create()["id"] == 1


def test_other_encodings(there, tmp_path):
    there.run("createdb", "-h", there.directory, "-U", "glimt", "-T", "template0", "-E", "LATIN1", "--locale=C", "latin")
    assert "has the encoding LATIN1" in refusal(tmp_path, f"postgres://glimt@/latin?host={there.directory}")
    assert tables(there, "latin") == "0"


def test_other_orders_of_texts(there, tmp_path):
    """Texts are ordered by their bytes, whatever the database was made with."""
    there.run("createdb", "-h", there.directory, "-U", "glimt", "-T", "template0", "--locale-provider=icu",
              "--icu-locale=sv-SE", "--locale=C.UTF-8", "icu")
    glimt("migrate", "--data", tmp_path, "--database", f"postgres://glimt@/icu?host={there.directory}")
    assert sql(there, "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE"
                      " c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.atttypid = 'text'::regtype"
                      " AND a.attcollation <> '\"C\"'::regcollation AND c.relname <> 'migrations'", "icu") == "0"


def test_a_database_that_only_reads(there, tmp_path):
    url = new(there, "frozen")
    sql(there, "ALTER DATABASE frozen SET default_transaction_read_only = on")
    assert glimt("migrate", "--data", tmp_path, "--database", url).returncode == 0  # it is a default, and no right


def test_too_few_connections(there, tmp_path):
    url = new(there, "crowded", "maker")
    sql(there, "ALTER DATABASE crowded CONNECTION LIMIT 0")
    assert "has no connection left" in refusal(tmp_path, url)


def test_three_begin_at_once(there, tmp_path):
    url = new(there, "rush")
    directories = [tmp_path / name for name in ("one", "two", "three")]
    for directory in directories:
        directory.mkdir(mode=0o700)
    commands = [subprocess.Popen([BINARY, "migrate", "--data", directory, "--database", url],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                for directory in directories]
    said = [command.communicate()[0] for command in commands]
    assert [command.returncode for command in commands] == [0, 0, 0]
    assert set(said) == {"The database is up to date.\n"}
    assert sql(there, "SELECT count(*) = count(DISTINCT number) FROM migrations", "rush") == "t"
    assert sql(there, "SELECT count(*) FROM pg_roles WHERE rolname = 'glimt_serve_rush'") == "1"


@contextlib.contextmanager
def served(directory, url):
    (directory / "glimt.conf").write_text(f'database = "{url}"\n')
    server = Server(directory)
    try:
        yield server
    finally:
        server.stop()


def test_a_newer_schema(there, tmp_path):
    """A server goes on beside what a newer one has added; an older one does not begin there."""
    url = new(there, "newer")
    with served(tmp_path, url) as server:
        client = server.client()
        sql(there, "ALTER TABLE contacts ADD COLUMN later TEXT COLLATE \"C\"; CREATE TABLE later (id BIGINT);"
                   " INSERT INTO migrations VALUES (999, '999_later', 'x', 1)", "newer")
        kept = client.create()["id"]
        assert client.get(f"/v1/Core/Contacts/{kept}").status_code == 200
        assert client.get("/v1/Core/Contacts?page=1&pageSize=5").json()["totalItemCount"] == 1
        other = tmp_path / "other"
        other.mkdir(mode=0o700)
        assert "was made by a newer glimt (it has the migration 999_later)" in refusal(other, url)


@pytest.mark.parametrize("name,user,query", [
    ("listed", f"keeper:{PASSWORD}@", ""), ("hidden", "keeper@", f"&password={PASSWORD}"),
    ("odd", "", f"&user=keeper&passwor%64={PASSWORD}")])
def test_the_process_list_has_no_password(there, tmp_path, name, user, query):
    """Wherever the address has it, and however it is written."""
    there.new_database(name)
    url = f"postgres://{user}/{name}?host={there.directory}{query}"
    sql(there, "GRANT CREATE ON SCHEMA public TO keeper", name)
    server = Server(tmp_path, "--database", url)
    try:
        with open(f"/proc/{server.process.pid}/cmdline", "rb") as words:
            found = words.read()
        assert b"postgres://***" in found and PASSWORD.encode() not in found
    finally:
        server.stop()
