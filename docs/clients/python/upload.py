"""upload.py RECORD FILE: stores a signed consent. Its hash lets the gateway notice a file that was changed on the way."""

import hashlib
import json
import pathlib
import sys

from gateway import GatewayError, refuse, send

QUERY = """
  mutation SignedConsent($record: RecordName!, $file: Upload!, $sha256: String!) {
    importFile(
      input: {
        project: "stroke2", record: $record, event: "screening_arm_1", field: "consent_pdf", file: $file, sha256: $sha256
      }
    ) {
      file { fileName }
      errors { path message }
    }
  }
"""


def upload(record, path):
    """The file as it is stored now. To store the same file again does no harm, so that the request may be repeated."""
    content = path.read_bytes()
    variables = {"record": record, "sha256": hashlib.sha256(content).hexdigest(), "file": None}
    payload = send(
        may_repeat=True,
        # This header lets a form in, which a page of another web site could send as well.
        headers={"apollo-require-preflight": "1"},
        data={"operations": json.dumps({"query": QUERY, "variables": variables}), "map": '{"0": ["variables.file"]}'},
        files={"0": (path.name, content)},
    )["importFile"]
    refuse(payload["errors"])
    return payload["file"]


if __name__ == "__main__":
    try:
        print("stored", upload(sys.argv[1], pathlib.Path(sys.argv[2]))["fileName"])
    except GatewayError as error:
        sys.exit(str(error))
