"""What is logged, and what is said, when something fails."""

import logging

from lower_back_release.content import Content
from lower_back_release.dialogue.answering import AnsweringWords
from lower_back_release.dialogue.turn import OpeningWords
from lower_back_release.memory.record import Trouble

log = logging.getLogger(__name__)


def log_trouble(what: object, error: Exception) -> None:
    """One line with the kind of error and where it arose.

    Never the error's message, which may quote what was said; but of trouble out of our hands, whose message is a kind.
    """
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"
    kind = f"{type(error).__name__} {error}" if isinstance(error, Trouble) else type(error).__name__
    log.error("%s failed: %s at %s", what, kind, where)


def log_told(what: str, kinds: tuple[str, ...]) -> None:
    """One line with why a session broke off, an answer was refused or a screen failed, where that is told."""
    if kinds:
        log.error("%s tells of: %s", what, " ".join(kinds))


def log_refused() -> None:
    """One line for a request that is for another skill."""
    log.error("a request for another skill was refused")


def sorry(content: Content) -> tuple[str, str]:
    """What is said to somebody who has to say it once more, and said again where they don't."""
    trouble = content.words.of(AnsweringWords).trouble
    return trouble, f"{trouble} {content.words.of(OpeningWords).way_back}"
