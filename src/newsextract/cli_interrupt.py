"""Interrupts (Ctrl-C) that are not lost."""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.01  # seconds


@contextmanager
def heed_interrupts() -> Iterator[None]:
    """Raise KeyboardInterrupt in this block at every interrupt, also at one that comes while an object is deleted.

    Python drops what is raised in ``__del__``, and each set in a pattern that the library ``regex`` compiles has one:
    one in six interrupts during the first article were lost. Where interrupts are ignored, or are handled by the
    program that calls this one, that stays so.
    """
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            threading.Timer(_AGAIN, _thread.interrupt_main, [number]).start()
            return
        frame = frame.f_back
    raise KeyboardInterrupt
