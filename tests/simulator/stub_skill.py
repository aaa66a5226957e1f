"""A skill of few words, for tests of what stands in front of it."""

from typing import Any


def answer(
    words: str = "Breathe. Say next.", *, reprompt: str | None = "Say next.", **attributes: Any
) -> dict[str, Any]:
    """A response envelope; without a reprompt it closes the session."""
    response: dict[str, Any] = {"shouldEndSession": reprompt is None}
    if words:
        response["outputSpeech"] = {"type": "SSML", "ssml": f"<speak>{words}</speak>"}
    if reprompt is not None:
        response["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{reprompt}</speak>"}}
    return {"version": "1.0", "sessionAttributes": attributes, "response": response}


class StubSkill:
    """Gives the answers it was made with, one after the other, the last one for ever; keeps what it was asked."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.requests: list[dict[str, Any]] = []
        self._answers = list(answers) or [answer()]

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        self.requests.append(request)
        return self._answers[min(len(self.requests), len(self._answers)) - 1]

    @property
    def heard(self) -> list[str]:
        """What each request was: its intent, else its type."""
        requests = [envelope["request"] for envelope in self.requests]
        return [each["intent"]["name"] if "intent" in each else each["type"] for each in requests]
