"""What all tests stand on."""

import collections
import signal


def pytest_addoption(parser):
    parser.addoption("--sample", type=int, default=1, metavar="N",
                     help="of the cases of each test run the first and every N-th after it")


def pytest_configure(config):
    # A shell has what it starts in the background ignore these, and programs leave that as it is.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def pytest_collection_modifyitems(config, items):
    seen, taken, left = collections.Counter(), [], []
    for item in items:
        test = item.nodeid.split("[")[0]
        (left if seen[test] % config.getoption("sample") else taken).append(item)
        seen[test] += 1
    config.hook.pytest_deselected(items=left)
    items[:] = taken
