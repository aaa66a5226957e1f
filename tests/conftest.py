"""What all tests share."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import flask
import pytest
from botocore import session as aws  # type: ignore[import-untyped]
from hypothesis import settings

from lower_back_release.alexa.conversation import coach_of
from lower_back_release.content import content_for
from lower_back_release.dialogue.coach import Coach
from lower_back_release.lesson.routine import Routine

# A loaded machine is slow, and no property here is about time. Where everything is tried, more examples are.
EXAMPLES = int(os.environ.get("EXAMPLES") or (100 if os.environ.get("CI") else 20))
settings.register_profile("patient", deadline=None, max_examples=EXAMPLES)
settings.load_profile("patient")

LONGEST = (
    *("test_server", "test_dynamodb_trouble", "test_main"),
    *("test_deploy_page", "test_real_runtime", "sound", "test_understanding", "test_whole_skill", "test_build"),
    *("test_screens", "test_second_reading", "test_access", "test_mannequin", "test_touch", "test_evaluate"),
    *("test_conversation", "test_random_walks", "test_screen", "test_approved", "test_listening"),
    *("test_samples", "test_reminding", "test_language", "test_conversations", "test_status", "test_calibrate"),
    *("test_image", "test_crowd", "test_watching"),
)
"""The folders and modules that take longest: some with a browser, which waits now and then, some that reckon.
What waits for a time or for other processes comes first of all: `make check` has the processors meanwhile."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: else one processor has one of them left to do when the others have nothing more."""

    @cache
    def place(path: Path) -> int:
        parts = path.with_suffix("").parts
        return next((n for n, name in enumerate(LONGEST) if name in parts), len(LONGEST))

    items.sort(key=lambda item: place(item.path))


def pytest_collection_finish() -> None:
    """All that is there by now stays: else it is looked through for garbage again and again."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors where there is a browser, a table or a voice to be waited for."""
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (ours or 1) + any(map(shutil.which, ("node", "java", "chromium", "espeak-ng")))


@pytest.fixture(scope="session", autouse=True)
def aws_read_once() -> Iterator[None]:
    """What boto3 knows of AWS's services is read once: that takes most of the time of a client, each of which would."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(aws, "create_loader", cache(aws.create_loader))
        yield


@pytest.fixture(scope="session")
def coach() -> Coach:
    return coach_of(content_for("en-US"))


@pytest.fixture(scope="session")
def routine(coach: Coach) -> Routine:
    return coach.routine


@pytest.fixture
def app() -> flask.Flask:
    """The least that a server can have to serve."""
    app = flask.Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "here")
    return app


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of this machine that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]
