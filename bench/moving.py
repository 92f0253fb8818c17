#!/usr/bin/env python3
"""How long glimt import takes of a company with many time reports, from a source without a limit.

Makes a demo company, serves it on one port, and imports it over HTTPS into an empty directory. Prints
seconds, CPU seconds of both sides and the load of the machine before and after, and how long a company
of 40 people and three years takes at four requests a second, calculated from what is counted here.
Writes build/bench-import.json. The data is removed at the end.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEOPLE, YEARS, WORKDAYS, REPORTS_A_DAY, PAGE = 40, 3, 225, 1.5, 100


def glimt(binary, *words):
    done = subprocess.run([binary, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"glimt {words[0]}: {done.stderr}")
    return done


def cpu_of(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def serve(binary, directory):
    process = subprocess.Popen([binary, "serve", "--data", directory, "--listen", "127.0.0.1:0"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        if "https://" in line:
            return process, "https://" + line.partition("https://")[2].split()[0].strip(".,")
    sys.exit("the server did not start")


def move(binary, folder, url, secret):
    """Seconds, CPU seconds, and what was said."""
    (folder / "target").mkdir(mode=0o700)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    said = glimt(binary, "import", "--data", folder / "target", "--from", url, "--id", secret["id"], "--secret-file",
                 folder / "secret", "--ca-file", folder / "source" / "tls" / "cert.pem", "--rate", "off", "--quiet")
    seconds, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, said.stdout


def calculated(rate):
    """Reports of people who report one and a half times a workday: a page for each hundred, and a get for each."""
    reports = int(PEOPLE * YEARS * WORKDAYS * REPORTS_A_DAY)
    requests = reports + reports // PAGE + 1
    return reports, requests, requests / rate / 3600


def measure(binary, folder, reports):
    glimt(binary, "demo", "--data", folder / "source", "--time-reports", reports)
    secret = json.loads(glimt(binary, "app", "add", "bench", "--all-permissions", "--rate", "off", "--json",
                              "--data", folder / "source").stdout)
    (folder / "secret").touch(mode=0o600)
    (folder / "secret").write_text(secret["secret"] + "\n")
    server, url = serve(binary, folder / "source")
    load = os.getloadavg()[0]
    try:
        idle = cpu_of(server.pid)
        seconds, cpu, said = move(binary, folder, url, secret)
        served = cpu_of(server.pid) - idle
    finally:
        server.terminate()
        server.wait()
    line = next(line for line in said.splitlines() if line.startswith("time reports"))
    if line.split()[2:4] != [str(reports)] * 2 or "differs" in said:
        sys.exit("not all has come:\n" + said)
    return {"reports": reports, "seconds": round(seconds, 1), "importCpu": round(cpu, 1), "sourceCpu": round(served, 1),
            "loadBefore": round(load, 1), "loadAfter": round(os.getloadavg()[0], 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=str(ROOT / "build" / "glimt"))
    parser.add_argument("--time-reports", type=int, default=100000)
    chosen = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="glimt-bench-import-"))
    try:
        found = measure(chosen.binary, folder, chosen.time_reports)
    finally:
        shutil.rmtree(folder)
    print(f"{found['reports']} time reports and the rest of a demo company, from a source without a limit:")
    print(f"  {found['seconds']} s, {found['reports'] / found['seconds']:.0f} reports a second")
    print(f"  CPU: {found['importCpu']} s of the import, {found['sourceCpu']} s of the source; load {found['loadBefore']}"
          f" before, {found['loadAfter']} after, on {os.cpu_count()} processors")
    reports, requests, hours = calculated(4)
    print(f"{PEOPLE} people and {YEARS} years are about {reports} reports and {requests} requests: {hours:.1f} hours at 4 a second")
    ROOT.joinpath("build").mkdir(exist_ok=True)
    ROOT.joinpath("build", "bench-import.json").write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
