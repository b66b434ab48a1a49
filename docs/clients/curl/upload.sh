#!/bin/sh
# upload.sh RECORD FILE: stores a signed consent. Its hash lets the gateway notice a file that was changed on the way.
. "$(dirname "$0")/gateway.sh"

QUERY='
  mutation SignedConsent($record: RecordName!, $file: Upload!, $sha256: String!) {
    importFile(
      input: {
        project: "stroke2", record: $record, event: "screening_arm_1", field: "consent_pdf", file: $file, sha256: $sha256
      }
    ) {
      file { fileName }
      errors { path message }
    }
  }'

sha256=$(sha256sum "$2" | cut -d ' ' -f 1)
operations=$(jq -n --arg query "$QUERY" --arg record "$1" --arg sha256 "$sha256" \
  '{ $query, variables: { $record, $sha256, file: null } }')

# The header lets a form in, which a page of another web site could send as well.
headers | sed '/content-type/d' |
  curl --silent --show-error --config - --header 'apollo-require-preflight: 1' \
    --form-string "operations=$operations" --form-string 'map={"0":["variables.file"]}' --form "0=@$2" "$GATEWAY" |
  jq -er '.data.importFile | if .errors == [] then "stored \(.file.fileName)" else error(.errors[0].message) end'
