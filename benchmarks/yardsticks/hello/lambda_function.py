"""The least that a skill on the Alexa SDK can be: it says hello, and remembers nothing."""

from typing import Any

from ask_sdk_core.skill_builder import SkillBuilder

builder = SkillBuilder()


@builder.request_handler(can_handle_func=lambda _: True)  # type: ignore[untyped-decorator]  # the SDK has no types
def hello(handler_input: Any) -> Any:
    """Says hello."""
    return handler_input.response_builder.speak("Hello.").ask("Hello?").response


lambda_handler = builder.lambda_handler()
