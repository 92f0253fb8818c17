"""What all tests stand on."""

import signal


def pytest_configure(config):
    # A shell has what it starts in the background ignore these, and programs leave that as it is.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
