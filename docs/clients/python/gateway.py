"""A program on the graph by requests. The other files of this folder import it.

GATEWAY is the address of the graph, such as http://localhost:4000/projects/stroke2/graphql, and API_KEY the caller's key.
"""

import os
import time

import requests

GATEWAY = os.environ["GATEWAY"]
TRIES = 5

session = requests.Session()
session.headers["accept"] = "application/graphql-response+json, application/json"
if os.environ.get("API_KEY"):
    session.headers["authorization"] = "Bearer " + os.environ["API_KEY"]


class GatewayError(Exception):
    """What went wrong, in the words of the gateway. It holds no value of a participant."""


def wait_of(response, errors):
    """Seconds until the gateway wants to be asked again; None where asking again does not help."""
    if "retry-after" in response.headers:
        return int(response.headers["retry-after"])
    return next((e["extensions"]["retryAfterSeconds"] for e in errors if "retryAfterSeconds" in e.get("extensions", {})), None)


def send(may_repeat, **request):
    """Sends a request until it is answered, and returns its data. A request that may be done once only is sent once."""
    for left in reversed(range(TRIES)):
        try:
            response = session.post(GATEWAY, timeout=120, **request)
        except (requests.ConnectionError, requests.Timeout) as error:
            if left == 0 or not may_repeat:
                raise GatewayError("The gateway did not answer.") from error
            time.sleep(1)
            continue
        try:
            answer = response.json()
        except requests.JSONDecodeError as error:
            raise GatewayError(f"Something that is no gateway answered, with the status {response.status_code}.") from error
        errors = answer.get("errors", [])
        wait = wait_of(response, errors)
        if wait is not None and left > 0 and may_repeat:
            time.sleep(wait)
        elif errors:
            raise GatewayError("\n".join(f"{e.get('extensions', {}).get('code', 'ERROR')}: {e['message']}" for e in errors))
        else:
            return answer["data"]


def ask(query, variables=None, may_repeat=True):
    """The data of a query. Of a mutation too: it may be repeated where its input has an idempotency key."""
    return send(may_repeat, json={"query": query, "variables": variables or {}})


def refuse(errors):
    """Ends the program where the payload of a mutation has errors: what the caller did wrong, with the place in the input."""
    if errors:
        raise GatewayError("\n".join(": ".join(filter(None, [".".join(e["path"]), e["message"]])) for e in errors))
