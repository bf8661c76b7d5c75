"""Ctrl-C ends the program, whatever it does at that moment."""

import signal
import threading
import time

import pytest

from newsextract.cli_interrupt import heed_interrupts


class Interrupted:
    """Is interrupted while it is deleted."""

    def __init__(self, deep):
        self.deep = deep

    def __del__(self):
        (interrupt_below if self.deep else signal.raise_signal)(signal.SIGINT)


def interrupt_below(number):
    signal.raise_signal(number)


@pytest.mark.parametrize("deep", [False, True])
def test_an_interrupt_while_something_is_deleted_is_not_lost(deep):
    with pytest.raises(KeyboardInterrupt), heed_interrupts():
        Interrupted(deep)
        for _ in range(500):
            time.sleep(0.01)


def test_an_interrupt_at_any_other_time_is_raised_at_once():
    with pytest.raises(KeyboardInterrupt), heed_interrupts():
        signal.raise_signal(signal.SIGINT)


def test_the_handlers_of_others_stay():
    caught = []
    before = signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    try:
        with heed_interrupts():
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert caught == [signal.SIGINT]


def test_ends_as_it_found_things():
    with heed_interrupts():
        assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_other_threads_have_no_handlers_to_set():
    found = []

    def work():
        with heed_interrupts():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [signal.default_int_handler]
