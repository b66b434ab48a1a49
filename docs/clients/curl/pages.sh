#!/bin/sh
# All participants and their age, page by page: one line of JSON each.
. "$(dirname "$0")/gateway.sh"

QUERY='
  query Participants($first: Int!, $after: String) {
    records(first: $first, after: $after) {
      nodes { name demographicsList { age { value } } }
      pageInfo { hasNextPage endCursor }
      completeness { isComplete missingRecordCount }
    }
  }'

after=null
while [ "$after" != done ]; do
  page=$(ask "$QUERY" "{ \"first\": 100, \"after\": $after }")
  if [ "$(printf '%s' "$page" | jq .data.records.completeness.isComplete)" != true ]; then
    echo 'A page is not complete: read it again later.' >&2
    exit 1
  fi
  printf '%s' "$page" | jq -c '.data.records.nodes[] | { name, age: .demographicsList[0].age.value }'
  after=$(printf '%s' "$page" | jq '.data.records.pageInfo | if .hasNextPage then .endCursor else "done" end')
  if [ "$after" = '"done"' ]; then after=done; fi
done
