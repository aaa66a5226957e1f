"""What Lambda calls."""

import os
from typing import Any

from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
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


skill = build_skill(memory(), os.environ.get("SKILL_ID"), Form(os.environ.get("ANSWER_FORM") or Form.SSML))


def lambda_handler(event: object, context: object) -> dict[str, Any]:
    """The skill's response to a request of Alexa's, both as plain JSON; an empty one to any other event."""
    return respond(skill, event, context)
