"""One measurement: CPU of a server's processes for the requests that wrk was answered."""

import json
import os
import pathlib
import statistics
import subprocess

from servers import Failed, cpu_seconds

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE_SECONDS = 60  # for an answer; a busy machine is slow, which is no error


def wrk(url, connections, seconds, token, paths, bodies=None):
    """Runs wrk over the paths in turn; gives what its script reports."""
    environment = dict(os.environ, BENCH_TOKEN=token, BENCH_PATHS=str(paths),
                       BENCH_BODIES=str(bodies or ""))
    threads = min(2, connections)
    run = subprocess.run(
        ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", f"--timeout={PATIENCE_SECONDS}s",
         "-s", str(HERE / "requests.lua"), url],
        capture_output=True, text=True, env=environment)
    for line in run.stdout.splitlines():
        if line.startswith("result "):
            return json.loads(line.removeprefix("result "))
    raise Failed(f"wrk failed: {run.stdout}{run.stderr}")


def measure(server, connections, seconds, token, paths, bodies=None):
    url, process = server
    before = cpu_seconds(process.pid)
    result = wrk(url, connections, seconds, token, paths, bodies)
    spent = cpu_seconds(process.pid) - before
    if result["bad"] or not result["requests"]:
        raise Failed(f"{url} gave {result['bad']} errors among {result['requests']} answers: "
                     f"{result['errors']}")
    return {"us": spent / result["requests"] * 1e6,
            "rps": result["requests"] / result["seconds"],
            "p99_ms": result["p99_us"] / 1000}


def medians(runs):
    return {name: round(statistics.median(run[name] for run in runs), 2) for name in runs[0]}
