"""What Lambda calls."""

import os
from typing import Any

from lower_back_release.alexa.skill import Event, build_skill, respond
from lower_back_release.memory.dynamodb import DynamoDbMemory
from lower_back_release.memory.forgetful import Forgetful
from lower_back_release.memory.record import Memory


def memory() -> Memory:
    """The table named in the environment; nothing is remembered where there is none."""
    table = os.environ.get("PROGRESS_TABLE")
    if not table:
        return Forgetful()
    progress = DynamoDbMemory(table)
    progress.get_ready()
    return progress


skill = build_skill(memory())


def lambda_handler(event: Event, context: object) -> dict[str, Any]:
    """The skill's response to a request of Alexa's, both as plain JSON."""
    return respond(skill, event, context)
