# A program on the graph by curl and jq. The other files of this folder begin by reading this one.
# GATEWAY is the address of the graph, such as http://localhost:4000/projects/stroke2/graphql, and API_KEY the caller's key.
set -eu

# The key goes to curl through a file that only this process sees. On the command line everybody on the machine could read it.
headers() {
  printf 'header = "content-type: application/json"\n'
  if [ -n "${API_KEY:-}" ]; then printf 'header = "authorization: Bearer %s"\n' "$API_KEY"; fi
}

# ask QUERY VARIABLES: prints the answer as JSON. curl asks again after 429 and 503, when the header Retry-After says so. A
# request without an answer is asked again too. A mutation therefore needs an idempotency key.
ask() {
  answer=$(
    jq -n --arg query "$1" --argjson variables "$2" '{ $query, $variables }' |
      curl --silent --show-error --retry 5 --retry-all-errors --max-time 120 --write-out '\n%{http_code}' \
        --config /dev/fd/3 --data @- "$GATEWAY" 3<<END
$(headers)
END
  )
  # The last line is the status, and all before it the answer.
  status=$(printf '%s\n' "$answer" | tail -n 1)
  answer=$(printf '%s\n' "$answer" | sed '$d')
  if ! printf '%s' "$answer" | jq -e 'type == "object"' >/dev/null 2>&1; then
    echo "Something that is no gateway answered, with the status $status." >&2
    return 1
  fi
  # An answer with an error may have data as well. This program wants all or nothing.
  if printf '%s' "$answer" | jq -e '.errors' >/dev/null; then
    printf '%s' "$answer" | jq -r '.errors[] | "\(.extensions.code // "ERROR"): \(.message)"' >&2
    return 1
  fi
  printf '%s' "$answer"
}
