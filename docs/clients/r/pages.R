# All participants and their age as a data frame, read page by page.
source("gateway.R")

QUERY <- "
  query Participants($first: Int!, $after: String) {
    records(first: $first, after: $after) {
      nodes { name demographicsList { age { value } } }
      pageInfo { hasNextPage endCursor }
      completeness { isComplete missingRecordCount }
    }
  }"

# A value that is not there is NA.
age_of <- function(node) {
  age <- if (length(node$demographicsList) > 0) node$demographicsList[[1]]$age$value
  if (is.null(age)) NA_character_ else age
}

participants <- function() {
  pages <- list()
  after <- NULL
  repeat {
    page <- ask(QUERY, list(first = 100, after = after))$records
    if (!page$completeness$isComplete) stop("A page is not complete: read it again later.", call. = FALSE)
    pages[[length(pages) + 1]] <- data.frame(
      name = vapply(page$nodes, \(node) node$name, character(1)),
      age = as.numeric(vapply(page$nodes, age_of, character(1)))
    )
    if (!page$pageInfo$hasNextPage) return(do.call(rbind, pages))
    after <- page$pageInfo$endCursor
  }
}

write.csv(participants(), row.names = FALSE, quote = FALSE, na = "")
