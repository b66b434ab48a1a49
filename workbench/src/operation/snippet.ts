import { writePython, writePythonText, writeR, writeRText, writeScriptText, writeShellText } from './literal.ts';
import type { WrittenOperation } from './shown.ts';

/** By which header a program proves who its caller is, and where it finds the secret. The secret is never in it. */
export interface SecretPlace {
  readonly header: string;
  /** What stands before the secret, such as `Bearer `. */
  readonly prefix: string;
  /** The environment variable that holds it. */
  readonly variable: string;
}

/** What a program is made of. */
export interface SnippetSource extends WrittenOperation {
  /** The address of the graph. */
  readonly url: string;
  /** Null where nobody needs a credential. */
  readonly secret: SecretPlace | null;
  /** What a program says to its reader first. */
  readonly comment: string;
}

/** A heredoc without quotes: the shell puts the secret in, and no other process sees it. */
const curl = ({ url, secret, comment, query, variables }: SnippetSource): string =>
  [
    `# ${comment}`,
    `curl --silent --show-error --fail-with-body --config /dev/fd/3 --data-binary @- ${writeShellText(url)} 3<<HEADERS <<'JSON'`,
    'header = "content-type: application/json"',
    ...(secret === null ? [] : [`header = "${secret.header}: ${secret.prefix}$${secret.variable}"`]),
    'HEADERS',
    JSON.stringify({ query, variables }, null, 2),
    'JSON',
  ].join('\n');

const typescript = ({ url, secret, comment, query, variables }: SnippetSource): string => {
  const credential =
    secret === null ? '' : `\n    '${secret.header}': \`${secret.prefix}\${process.env['${secret.variable}'] ?? ''}\`,`;
  return `// ${comment}
const query = ${writeScriptText(query)};

const variables = ${JSON.stringify(variables, null, 2)};

const response = await fetch(${JSON.stringify(url)}, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',${credential}
  },
  body: JSON.stringify({ query, variables }),
});
const { data, errors } = (await response.json()) as { data?: unknown; errors?: { message: string }[] };
if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\\n'));
console.log(JSON.stringify(data, null, 2));`;
};

const python = ({ url, secret, comment, query, variables }: SnippetSource): string => {
  const credential =
    secret === null
      ? ''
      : `\n    headers={"${secret.header}": ${secret.prefix === '' ? '' : `"${secret.prefix}" + `}os.environ["${secret.variable}"]},`;
  return `# ${comment}
import json
import os

import requests

query = ${writePythonText(query)}

variables = ${writePython(variables)}

response = requests.post(
    ${JSON.stringify(url)},
    json={"query": query, "variables": variables},${credential}
    timeout=120,
)
answer = response.json()
if "errors" in answer:
    raise SystemExit("\\n".join(error["message"] for error in answer["errors"]))
print(json.dumps(answer["data"], indent=2, ensure_ascii=False))`;
};

const r = ({ url, secret, comment, query, variables }: SnippetSource): string => {
  const credential =
    secret === null
      ? ''
      : `\n  req_headers("${secret.header}" = paste0("${secret.prefix}", Sys.getenv("${secret.variable}"))) |>`;
  return `# ${comment}
library(httr2)

query <- ${writeRText(query)}

variables <- ${writeR(variables)}

answer <- request(${JSON.stringify(url)}) |>${credential}
  req_body_json(list(query = query, variables = variables), auto_unbox = TRUE, null = "null") |>
  req_timeout(120) |>
  # Errors are in the answer, in words.
  req_error(is_error = \\(resp) FALSE) |>
  req_perform() |>
  resp_body_json()
if (length(answer$errors) > 0) {
  stop(paste(vapply(answer$errors, \\(error) error$message, character(1)), collapse = "\\n"), call. = FALSE)
}
cat(jsonlite::toJSON(answer$data, auto_unbox = TRUE, null = "null", digits = NA, pretty = TRUE), "\\n")`;
};

/** The languages that an operation can be had in. */
export const SNIPPETS = [
  { name: 'curl', write: curl },
  { name: 'TypeScript', write: typescript },
  { name: 'Python', write: python },
  { name: 'R', write: r },
] as const;
