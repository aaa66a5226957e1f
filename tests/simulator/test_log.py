import logging
import warnings

import pytest

from simulator.log import logged_afterwards

log = logging.getLogger("lower_back_release.somewhere")


def test_what_failed_is_told_when_the_conversation_is_over(capfd: pytest.CaptureFixture[str]) -> None:
    with logged_afterwards():
        log.error("an answer failed at %s", "here")
        meanwhile = capfd.readouterr()
    assert meanwhile == ("", "")
    assert capfd.readouterr() == ("", "ERROR lower_back_release.somewhere: an answer failed at here\n")


def test_what_only_warns_is_not_told(capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings(), logged_afterwards():
        warnings.simplefilter("always")
        log.warning("Answered 404")
        warnings.warn("a package is old", DeprecationWarning, stacklevel=1)
    assert capfd.readouterr() == ("", "")
