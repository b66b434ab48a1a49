# table.R INSTRUMENT: an instrument as a data frame, one row for each participant, event and instance.
source("gateway.R")

# All cells are texts as REDCap stores them, so that no leading zero is lost. A blank cell is NA, and the text "NA" stays one.
table_of <- function(instrument) {
  url <- paste0(sub("/graphql$", "", Sys.getenv("GATEWAY")), "/instruments/", instrument, ".csv?values=labels")
  resp <- gateway_request(url) |>
    req_headers(accept = "text/csv, application/json") |>
    req_perform()
  # A table that breaks off has stopped the program by now, as its end is missing.
  if (resp_status(resp) != 200) data_of(resp)
  read.csv(text = resp_body_string(resp), colClasses = "character", na.strings = "", check.names = FALSE)
}

frame <- table_of(commandArgs(trailingOnly = TRUE)[1])
cat(nrow(frame), "rows:", head(names(frame), 4), "\n")
