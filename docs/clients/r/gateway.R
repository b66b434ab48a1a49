# A program on the graph by httr2. The other files of this folder begin by reading this one.
# GATEWAY is the address of the graph, such as http://localhost:4000/projects/stroke2/graphql, and API_KEY the caller's key.
library(httr2)

# Sends a request again after 429 and 503, when the header Retry-After says so, and where no answer came. Newer versions of httr2
# do the last only when they are asked to.
retry <- function(req) {
  asked <- if ("retry_on_failure" %in% names(formals(req_retry))) list(retry_on_failure = TRUE)
  do.call(req_retry, c(list(req, max_tries = 5), asked))
}

# A request to an address of the gateway.
gateway_request <- function(url = Sys.getenv("GATEWAY")) {
  req <- request(url) |>
    req_headers(accept = "application/graphql-response+json, application/json") |>
    req_timeout(120) |>
    retry() |>
    # Errors are in the answer, in words.
    req_error(is_error = function(resp) FALSE)
  key <- Sys.getenv("API_KEY")
  if (key == "") req else req_auth_bearer_token(req, key)
}

# The data of an answer; stops with the words of the gateway where there are errors. They hold no value of a participant.
data_of <- function(resp) {
  if (!grepl("json", resp_content_type(resp))) {
    stop("Something that is no gateway answered, with the status ", resp_status(resp), ".", call. = FALSE)
  }
  answer <- resp_body_json(resp)
  if (length(answer$errors) > 0) {
    words <- vapply(answer$errors, \(e) paste0(e$extensions$code, ": ", e$message), character(1))
    stop(paste(words, collapse = "\n"), call. = FALSE)
  }
  answer$data
}

# Asks a query. A mutation too: it may be sent again where its input has an idempotency key.
ask <- function(query, variables = NULL) {
  gateway_request() |>
    req_body_json(list(query = query, variables = variables), auto_unbox = TRUE, null = "null") |>
    req_perform() |>
    data_of()
}

# Stops where the payload of a mutation has errors: what the caller did wrong, with the place in the input.
refuse <- function(errors) {
  if (length(errors) == 0) return(invisible())
  words <- vapply(errors, \(e) paste(c(paste(unlist(e$path), collapse = ".")[length(e$path) > 0], e$message), collapse = ": "), character(1))
  stop(paste(words, collapse = "\n"), call. = FALSE)
}
