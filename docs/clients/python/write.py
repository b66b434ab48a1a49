"""write.py RECORD TERM GRADE KEY: adds an adverse event, once for each KEY, however often it is sent."""

import sys

from gateway import GatewayError, ask, refuse

QUERY = """
  mutation AddAdverseEvent($record: RecordName!, $values: AdverseEvents_Input!, $key: String!) {
    importRecords(
      input: {
        adverse_events: [{ record: $record, event: baseline_arm_1, newInstance: true, values: $values }]
        idempotencyKey: $key
      }
    ) {
      rows { outcome repeatInstance errors { path message } }
      errors { path message }
    }
  }
"""


def add_adverse_event(record, values, key):
    """What became of the row. The same key and values again write nothing, and answer the same."""
    payload = ask(QUERY, {"record": record, "values": values, "key": key})["importRecords"]
    refuse(payload["errors"] + [error for row in payload["rows"] for error in row["errors"]])
    return payload["rows"][0]


if __name__ == "__main__":
    record, term, grade, key = sys.argv[1:]
    try:
        row = add_adverse_event(record, {"ae_term": term, "ae_grade": grade}, key)
    except GatewayError as error:
        sys.exit(str(error))
    print(row["outcome"], row["repeatInstance"])
