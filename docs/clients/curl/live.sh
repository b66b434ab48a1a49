#!/bin/sh
# live.sh: what becomes of records, a line for each change, until it is ended. After a break it goes on behind the last event.
. "$(dirname "$0")/gateway.sh"

QUERY='subscription { recordChanges { change { kind recordName } } }'

last=$(mktemp)
trap 'rm -f "$last"' EXIT
trap 'exit 1' INT TERM

# An event has a line with its id, one with its data, and then a blank one.
read_events() {
  id=
  while IFS= read -r line; do
    case $line in
    'id: '*) id=${line#id: } ;;
    'data: {'*)
      printf '%s' "${line#data: }" | jq -r '.errors[]? | "\(.extensions.code): \(.message)"' >&2
      printf '%s' "${line#data: }" | jq -r '.data.recordChanges // empty | .change |
        if . == null then "Following the study." else "\(.kind) \(.recordName)" end'
      ;;
    '') if [ -n "$id" ]; then printf '%s' "$id" >"$last"; fi ;;
    esac
  done
}

while true; do
  jq -n --arg query "$QUERY" '{ $query }' |
    curl --silent --show-error --no-buffer --config /dev/fd/3 --header 'accept: text/event-stream' \
      --header "last-event-id: $(cat "$last")" --data @- "$GATEWAY" 3<<END | read_events
$(headers)
END
  sleep 5
done
