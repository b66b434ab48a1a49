#!/bin/sh
# table.sh INSTRUMENT FILE: an instrument as CSV, one row for each participant, event and instance.
. "$(dirname "$0")/gateway.sh"

# A table that breaks off ends curl with an error, so that no half of a file stays. The trailers say whether a record is missing.
part=$2.part
trap 'rm -f "$part" "$part.headers"' EXIT
if ! headers | curl --fail-with-body --silent --show-error --retry 5 --config - --dump-header "$part.headers" \
  --output "$part" "${GATEWAY%/graphql}/instruments/$1.csv?values=labels"; then
  jq -r '.errors[].message' "$part" >&2
  exit 1
fi
if grep -qi '^redcap-complete: false' "$part.headers"; then
  echo 'A participant did not come: fetch the table again later.' >&2
  exit 1
fi
mv "$part" "$2"
