"""What Lambda calls."""

from typing import Any

from lower_back_release.alexa.skill import Event, build_skill, respond
from lower_back_release.memory.forgetful import Forgetful

skill = build_skill(Forgetful())


def lambda_handler(event: Event, context: object) -> dict[str, Any]:
    """The skill's response to a request of Alexa's, both as plain JSON."""
    return respond(skill, event, context)
