/** A word of a command as a shell takes it, whatever is in it. */
const quote = (word: string): string => (/^[\w./=:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** What the check compares: a project's own graph under some options of the gateway, or the graph of all projects. */
export interface Checked {
  /** Null for the graph of all projects. */
  readonly project: string | null;
  readonly pinned: string;
  /** Where the command finds the project. */
  readonly options: readonly string[];
}

/** The call that fails where an operation of the app does not fit any more. */
export const checkCall = ({ project, pinned, options }: Checked): string =>
  [
    'npx redcap-graphql check',
    ...[...(project === null ? [] : [project]), pinned].map(quote),
    "'documents/**'",
    ...options.map(quote),
  ].join(' ');

const PROJECT_NOTE = `# The command finds the project as the gateway does: by its configuration file, or by REDCAP_URL, REDCAP_TOKEN and
# REDCAP_PROJECT, which the CI keeps as secrets. The token needs no right but that of reading.
`;

/** \`redcap-check.sh\` of an app. */
export const ciCheck = (checked: Checked): string =>
  `#!/bin/sh
# For this app's CI: fails where the app does not fit ${checked.project === null ? 'this version of the gateway' : 'the study'} any more.
${checked.project === null ? '' : PROJECT_NOTE}set -eu
cd "$(dirname "$0")"

# Does the graph still have what the operations of this app ask for?
${checkCall(checked)}
# Are the types in src/generated those of the pinned graph and of the operations?
npx graphql-codegen --check
`;
