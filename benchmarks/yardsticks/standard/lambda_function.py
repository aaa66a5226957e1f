"""The skill one would copy: the standard builder with its table, read and written in every turn."""

import os
from typing import Any

import boto3  # type: ignore[import-untyped]
from ask_sdk.standard import StandardSkillBuilder  # type: ignore[import-not-found]  # only where it is measured

builder = StandardSkillBuilder(table_name=os.environ["PROGRESS_TABLE"], dynamodb_client=boto3.resource("dynamodb"))


@builder.request_handler(can_handle_func=lambda _: True)  # type: ignore[untyped-decorator]  # the SDK has no types
def hello(handler_input: Any) -> Any:
    """Counts how often it has been called, and says hello."""
    attributes = handler_input.attributes_manager
    kept = attributes.persistent_attributes
    kept["times"] = int(kept.get("times", 0)) + 1
    attributes.save_persistent_attributes()
    return handler_input.response_builder.speak("Hello.").ask("Hello?").response


lambda_handler = builder.lambda_handler()
