"""All participants and their age, page by page."""

from gateway import GatewayError, ask

QUERY = """
  query Participants($first: Int!, $after: String) {
    records(first: $first, after: $after) {
      nodes { name demographicsList { age { value } } }
      pageInfo { hasNextPage endCursor }
      completeness { isComplete missingRecordCount }
    }
  }
"""


def participants():
    """Yields each participant once."""
    after, more = None, True
    while more:
        page = ask(QUERY, {"first": 100, "after": after})["records"]
        if not page["completeness"]["isComplete"]:
            raise GatewayError("A page is not complete: read it again later.")
        yield from page["nodes"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]


if __name__ == "__main__":
    for participant in participants():
        ages = [demographics["age"]["value"] for demographics in participant["demographicsList"]]
        print(participant["name"], *ages)
