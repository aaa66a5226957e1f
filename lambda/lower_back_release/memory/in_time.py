"""A call to somebody else, which is given up after a time however busily it goes on."""

from collections.abc import Callable
from functools import partial
from queue import Empty, Queue
from threading import Thread
from typing import NoReturn, TypeVar

T = TypeVar("T")


class TooSlowError(Exception):
    """It has taken longer than it may."""


def in_time(work: Callable[[], T], seconds: float) -> T:
    """What the work returns or raises. Raises TooSlowError where that takes longer than so many seconds."""
    outcome: Queue[Callable[[], T]] = Queue()

    def do() -> None:
        try:
            done = work()
        except BaseException as error:
            outcome.put(partial(_raise, error))
        else:
            outcome.put(lambda: done)

    # Nobody can stop a thread, but nobody need wait for it either.
    Thread(target=do, daemon=True).start()
    try:
        told = outcome.get(timeout=seconds)
    except Empty:
        raise TooSlowError from None
    return told()


def _raise(error: BaseException) -> NoReturn:
    raise error
