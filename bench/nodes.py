"""One or several servers on one PostgreSQL, measured together."""

import contextlib
import shutil

from servers import cpu_seconds, glimt_server


class Nodes:
    """What wrk and measure() take for one server: addresses, and who tells the CPU of all."""

    def __init__(self, cluster, served):
        self.cluster, self.served = cluster, served
        self.urls = [url for url, _ in served]
        self.pid = served[0][1].pid

    def cpu_seconds(self):
        return sum(cpu_seconds(process.pid) for _, process in self.served) + self.cluster.cpu_seconds()


def directory(data, name):
    """Another one beside `data`, with the key that all nodes have to have, the certificate, and files."""
    other = data.parent / f"{data.name}-{name}"
    shutil.rmtree(other, ignore_errors=True)
    other.mkdir(mode=0o700)
    for folder in ("tls", "files"):
        if (data / folder).exists():
            shutil.copytree(data / folder, other / folder)
    for file in ("secret.key", "glimt.conf"):
        shutil.copy2(data / file, other / file)
    return other


@contextlib.contextmanager
def serve_nodes(binary, cluster, places, *flags):
    """On these directories. Gives (addresses, Nodes)."""
    with contextlib.ExitStack() as stack:
        nodes = Nodes(cluster, [stack.enter_context(glimt_server(binary, place, flags=flags))
                                for place in places])
        yield nodes.urls, nodes


def places_of(data, count):
    return [data, *(directory(data, str(number)) for number in range(2, count + 1))]
