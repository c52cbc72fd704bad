"""What schemathesis is told of the vendors' conventions, beside `schemathesis.toml`.

Some vendors say in the body that a request was wrong, with HTTP 200. For schemathesis to take that, 200 is an expected
status of wrong requests; so that a mock which lets wrong requests through is found all the same, the rule is applied once
more here, without 200, to answers that are a success.
"""

import copy
import datetime
import json

import jsonschema_rs
import schemathesis
from hypothesis import strategies
from schemathesis.specs.openapi.checks import negative_data_rejection

# Patterns cannot tell the 31st of June from a day.
for spelling in ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y%m%d"]:
    moments = strategies.datetimes(datetime.datetime(1970, 1, 1), datetime.datetime(2100, 1, 1))
    schemathesis.openapi.format(spelling, moments.map(lambda moment, spelling=spelling: moment.strftime(spelling)))

# Whether the body of an answer with HTTP 200 says that the request failed, by the title of the document.
FAILURES = {
    "ThinkingData TE Open API": lambda body: body.get("return_code", 0) != 0,
    "Tencent Cloud Chat": lambda body: body.get("ErrorCode", 0) != 0,
    "Tencent Cloud WeDa Open API": lambda body: "Error" in body.get("Response", {}) or {"code", "message"} <= body.keys(),
}


@schemathesis.check
def failure_inside(ctx, response, case):
    is_failure = FAILURES.get(case.operation.schema.raw_schema["info"]["title"])
    if is_failure is None or response.status_code != 200:
        return None
    try:
        body = response.json()
    except ValueError:
        body = {}
    if isinstance(body, dict) and is_failure(body):
        return None
    strict = copy.copy(ctx)
    strict.config = copy.copy(ctx.config)
    # As it is where the configuration says nothing.
    strict.config.negative_data_rejection = type(ctx.config.negative_data_rejection)()
    return negative_data_rejection(strict, response, case)


@schemathesis.check
def events_hold_items(ctx, response, case):
    """OpenAPI 3.1 has no word for the items of a stream. The documents give the schema of what the events hold, while
    schemathesis takes it for that of the events themselves."""
    if not response.headers.get("content-type", [""])[0].startswith("text/event-stream"):
        return
    document = case.operation.schema.raw_schema
    answers = document["paths"][case.operation.path][case.operation.method.lower()]["responses"]
    media = answers["200"]["content"].get("text/event-stream")
    if media is None:
        return  # Which is for another check to say.
    schema = media["schema"]
    validator = jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})
    # Only these end a line; `splitlines` knows more.
    lines = response.content.decode("utf-8").replace("\r\n", "\n").split("\n")
    held = [line.removeprefix("data:").strip() for line in lines if line.startswith("data:")]
    assert held, "a stream of events holds nothing"
    for text in held:
        if text != "[DONE]":
            validator.validate(json.loads(text))


@schemathesis.hook
def filter_query(context, query):
    """A null in a query is sent as an empty text, which is no longer wrong."""
    return not query or None not in query.values()
