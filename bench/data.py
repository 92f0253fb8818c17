"""The company that is measured, and a client that may ask it anything."""

import json
import shutil
import subprocess
import time

from servers import Client, Failed


def call(binary, *arguments, given=None):
    """What the command prints; `given` is what it reads."""
    run = subprocess.run([binary, *arguments], capture_output=True, text=True, input=given)
    if run.returncode != 0:
        raise Failed(f"glimt {arguments[0]} failed: {run.stderr.strip()}")
    return run.stdout


def prepare_data(binary, data, sizes):
    """A demo company of these sizes (kind to number), kept between runs."""
    note = data / "bench-sizes"
    wanted = json.dumps(sizes, sort_keys=True)
    if note.exists() and note.read_text() == wanted:
        return
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700, parents=True)
    print("making a company with " + ", ".join(f"{number} {kind}" for kind, number in sizes.items()),
          flush=True)
    flags = [flag for kind, number in sizes.items() for flag in (f"--{kind}", str(number))]
    call(binary, "demo", "--data", str(data), "--seed", "1", *flags)
    note.write_text(wanted)


def log_in(binary, data, url):
    application = json.loads(call(binary, "app", "add", "bench", "--data", str(data),
                                  "--all-permissions", "--rate", "off", "--json"))
    client = Client(url, data / "tls" / "cert.pem")
    # The running server knows the application within a second.
    time.sleep(1)
    client.log_in(application)
    return client
