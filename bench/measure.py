"""One measurement: CPU of a server's processes for the requests that wrk was answered."""

import json
import os
import pathlib
import statistics
import subprocess
from concurrent.futures import ThreadPoolExecutor

from servers import Failed, cpu_seconds

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE_SECONDS = 60  # for an answer; a busy machine is slow, which is no error


def wrk(urls, connections, seconds, token, paths, bodies=None):
    """Runs wrk over the paths in turn, of one server or of several at once; gives what its script
    reports. All of several have as many of the connections."""
    if isinstance(urls, str):
        return wrk_one(urls, connections, seconds, token, paths, bodies)
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda url: wrk_one(url, max(1, connections // len(urls)), seconds, token,
                                                    paths, bodies), urls))
    together = {name: sum(one[name] for one in results) for name in ("requests", "bad")}
    return {**together, "errors": "; ".join(one["errors"] for one in results),
            **{name: max(one[name] for one in results) for name in ("seconds", "p50_us", "p99_us")}}


def wrk_one(url, connections, seconds, token, paths, bodies):
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
    """Of (url, process), or of several servers together: (urls, what tells their CPU)."""
    url, process = server
    tell = getattr(process, "cpu_seconds", lambda: cpu_seconds(process.pid))
    before = tell()
    result = wrk(url, connections, seconds, token, paths, bodies)
    spent = tell() - before
    if result["bad"] or not result["requests"]:
        raise Failed(f"{url} gave {result['bad']} errors among {result['requests']} answers: "
                     f"{result['errors']}")
    return {"us": spent / result["requests"] * 1e6,
            "rps": result["requests"] / result["seconds"],
            "p99_ms": result["p99_us"] / 1000}


def medians(runs):
    return {name: round(statistics.median(run[name] for run in runs), 2) for name in runs[0]}
