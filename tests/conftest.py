"""What all tests stand on."""

import collections
import signal


def pytest_addoption(parser):
    parser.addoption("--sample", type=int, default=1, metavar="N",
                     help="of the cases of each test run the first and every N-th after it, and of long tests none")


def pytest_configure(config):
    config.addinivalue_line("markers", "long: left out of samples, since shorter tests run the same code")
    # A shell has what it starts in the background ignore these, and programs leave that as it is.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def pytest_collection_modifyitems(config, items):
    sample = config.getoption("sample")
    seen, taken, left = collections.Counter(), [], []
    for item in items:
        test = item.nodeid.split("[")[0]
        is_left = seen[test] % sample or sample > 1 and item.get_closest_marker("long")
        (left if is_left else taken).append(item)
        seen[test] += 1
    config.hook.pytest_deselected(items=left)
    items[:] = taken
