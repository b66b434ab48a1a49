#!/bin/sh
# For this app's CI: fails where the app does not fit the study any more.
# The command finds the project as the gateway does: by its configuration file, or by REDCAP_URL, REDCAP_TOKEN and
# REDCAP_PROJECT, which the CI keeps as secrets. The token needs no right but that of reading.
set -eu
cd "$(dirname "$0")"

# Does the graph still have what the operations of this app ask for?
npx redcap-graphql check stroke2 study.graphql 'documents/**'
# Are the types in src/generated those of the pinned graph and of the operations?
npx graphql-codegen --check
