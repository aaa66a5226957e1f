"""What is logged while somebody talks to the skill is told once they have left, and not across the conversation."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import MemoryHandler

MOST_LINES = 10_000
"""Lines kept. Where a conversation has more, they are told at once."""


@contextmanager
def logged_afterwards() -> Iterator[None]:
    """Keeps what failed while the block runs, and writes it on standard error then. Warnings are left out."""
    failures = logging.StreamHandler()
    failures.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    kept = MemoryHandler(MOST_LINES, flushLevel=logging.CRITICAL + 1, target=failures)
    kept.addFilter(lambda record: record.levelno >= logging.ERROR)
    root = logging.getLogger()
    root.addHandler(kept)
    logging.captureWarnings(True)
    try:
        yield
    finally:
        logging.captureWarnings(False)
        root.removeHandler(kept)
        kept.close()
