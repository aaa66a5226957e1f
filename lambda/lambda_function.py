"""What Lambda calls."""

import os
from typing import Any

from lower_back_release import __version__
from lower_back_release.alexa.audio import Form
from lower_back_release.alexa.skill import build_skill, respond
from lower_back_release.alexa.watching import Watch
from lower_back_release.memory.counted import Counted
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


kept = Counted(memory())
skill_id = os.environ.get("SKILL_ID")
skill = build_skill(kept, skill_id, Form(os.environ.get("ANSWER_FORM") or Form.SSML))
function = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
watch = Watch(kept, function, __version__, skill_id=skill_id) if function else None


def lambda_handler(event: object, context: object) -> dict[str, Any]:
    """The skill's response to a request of Alexa's, both as plain JSON; an empty one to any other event.

    In Lambda a line is printed of each request, of which CloudWatch makes metrics.
    """
    if watch is None:
        return respond(skill, event, context)
    return watch.answered(event, lambda: respond(skill, event, context))
