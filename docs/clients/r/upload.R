# upload.R RECORD FILE: stores a signed consent. Its hash lets the gateway notice a file that was changed on the way.
source("gateway.R")

QUERY <- "
  mutation SignedConsent($record: RecordName!, $file: Upload!, $sha256: String!) {
    importFile(
      input: {
        project: \"stroke2\", record: $record, event: \"screening_arm_1\", field: \"consent_pdf\", file: $file, sha256: $sha256
      }
    ) {
      file { fileName }
      errors { path message }
    }
  }"

given <- commandArgs(trailingOnly = TRUE)
sha256 <- paste(openssl::sha256(file(given[2])), collapse = "")
operations <- list(query = QUERY, variables = list(record = given[1], sha256 = sha256, file = NULL))

payload <- gateway_request() |>
  # This header lets a form in, which a page of another web site could send as well.
  req_headers(`apollo-require-preflight` = "1") |>
  req_body_multipart(
    operations = as.character(jsonlite::toJSON(operations, auto_unbox = TRUE, null = "null")),
    map = "{\"0\": [\"variables.file\"]}",
    `0` = curl::form_file(given[2])
  ) |>
  req_perform() |>
  data_of()
refuse(payload$importFile$errors)
cat("stored", payload$importFile$file$fileName, "\n")
