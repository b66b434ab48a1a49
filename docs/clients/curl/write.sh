#!/bin/sh
# write.sh RECORD TERM GRADE KEY: adds an adverse event, once for each KEY, however often it is sent.
. "$(dirname "$0")/gateway.sh"

QUERY='
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
  }'

variables=$(jq -n --arg record "$1" --arg term "$2" --arg grade "$3" --arg key "$4" \
  '{ $record, $key, values: { ae_term: $term, ae_grade: $grade } }')
written=$(ask "$QUERY" "$variables")

# What the caller did wrong is no error of the answer: it stands in the payload, with its place.
refusals=$(
  printf '%s' "$written" |
    jq -r '.data.importRecords | .errors[], .rows[].errors[] | [(.path | join(".") | select(. != "")), .message] | join(": ")'
)
if [ -n "$refusals" ]; then
  printf '%s\n' "$refusals" >&2
  exit 1
fi
printf '%s' "$written" | jq -r '.data.importRecords.rows[] | "\(.outcome) \(.repeatInstance)"'
