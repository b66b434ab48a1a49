# write.R RECORD TERM GRADE KEY: adds an adverse event, once for each KEY, however often it is sent.
source("gateway.R")

QUERY <- "
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
  }"

given <- commandArgs(trailingOnly = TRUE)
values <- list(ae_term = given[2], ae_grade = given[3])
payload <- ask(QUERY, list(record = given[1], values = values, key = given[4]))$importRecords
row <- payload$rows[[1]]
refuse(c(payload$errors, row$errors))
cat(row$outcome, row$repeatInstance, "\n")
