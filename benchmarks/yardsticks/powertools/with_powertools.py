"""Ours, with the library beside it that one would take to write metrics: AWS's Powertools."""

from typing import Any

from aws_lambda_powertools import Metrics  # type: ignore[import-not-found]

from lambda_function import lambda_handler as answered

metrics = Metrics(namespace="LowerBackRelease", service="skill")


@metrics.log_metrics  # type: ignore[untyped-decorator]
def lambda_handler(event: object, context: object) -> dict[str, Any]:
    """Our answer, and a metric."""
    metrics.add_metric(name="Sessions", unit="Count", value=1)
    return answered(event, context)
