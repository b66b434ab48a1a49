import { auditOptions, gatewayOptions, initOptions, tokenOptions } from '../config/command-line.ts';
import { sandboxOptions } from '../sandbox/option.ts';
import type { Command } from './command.ts';

const ENDED = 'It ended in order.';
const FAILED = 'It could not start, or failed. The reason is on stderr.';

const gateway: Command = {
  name: 'gateway',
  usage: 'npm start --',
  summary: 'Run the GraphQL gateway. Without configuration it serves a sandbox REDCap with a demo study.',
  details: 'REDCAP_URL and REDCAP_TOKEN put a REDCap project behind it instead. docs/configuration.md has the rest.',
  options: gatewayOptions,
  exitCodes: { 0: ENDED, 1: FAILED },
  failureCode: 1,
  run: async (surroundings) => (await import('./command/gateway.ts')).runGateway(surroundings),
};

const sandbox: Command = {
  name: 'sandbox',
  usage: 'npm run sandbox --',
  summary: "Run the sandbox alone. It answers REDCap's API, by default at http://127.0.0.1:8080/api/.",
  details: 'It starts with a demo study, and prints a token for each of its projects.',
  options: sandboxOptions,
  exitCodes: { 0: ENDED, 1: FAILED },
  failureCode: 1,
  run: async ({ argv, env, out }) => (await import('../sandbox/command.ts')).runSandbox(argv, env, out),
};

const schema: Command = {
  name: 'schema',
  usage: 'npm start -- schema [PROJECT]',
  summary: "Print one project's graph, typed by its dictionary, as SDL; without a project, write the files in schema/.",
  details: "  PROJECT  the project's key in the configuration",
  options: [
    ...gatewayOptions,
    { name: 'check', value: null, help: 'only without a project: write nothing, and fail where a file is not current' },
  ],
  exitCodes: {
    0: 'The graph is printed, or the files are current.',
    1: 'The graph could not be made, or with --check a file is not current. The reason is on stderr.',
  },
  failureCode: 1,
  run: async (surroundings) => (await import('./command/schema.ts')).runSchema(surroundings),
};

const init: Command = {
  name: 'init',
  usage: 'npx redcap-graphql init [PROJECT]',
  summary: 'Write into an app what types it by the graph: the pinned graph, code generator, first operation, CI check.',
  details: [
    "  PROJECT  the project's key in the configuration: the app is typed by its dictionary. Without it, the app gets the graph",
    '           that is the same for all projects.',
    '',
    'The command writes study.graphql (without a project redcap.graphql), codegen.ts, documents/first.graphql and',
    'redcap-check.sh. It replaces no file, and says which files differ. Then it says what to do next.',
  ].join('\n'),
  options: [...initOptions, ...gatewayOptions],
  exitCodes: {
    0: 'All files are as they should be.',
    1: 'A file was there, differs, and was kept. Each is listed.',
    2: 'The command could not write. The reason is on stderr.',
  },
  failureCode: 2,
  run: async (surroundings) => ((await (await import('./command/init.ts')).runInit(surroundings)) ? 0 : 1),
};

const check: Command = {
  name: 'check',
  usage: 'npx redcap-graphql check [PROJECT] study.graphql documents/**',
  summary: "Report the operations of an app that a change of the project's design breaks, for the app's CI.",
  details: [
    'The app keeps the project\'s graph, as "schema PROJECT" prints it, in a file. The command compares the file with the',
    'graph as it is now. It reports operations that are not valid any more. It also reports operations whose types have',
    'changed: a field became a date or may now be null, or a variable accepts fewer values. Codes of choices are data, and',
    'the command does not compare them.',
    '',
    "  PROJECT        the project's key in the configuration; without it, the graph of all projects is compared",
    '  study.graphql  the graph that the app was compiled for',
    '  documents/**   its operations: .graphql and .gql files, folders of them, or patterns in quotes. The command does not',
    '                 read documents within other files, such as .ts.',
  ].join('\n'),
  options: gatewayOptions,
  exitCodes: {
    0: 'All operations fit.',
    1: 'Some do not. Each is listed with its place.',
    2: 'The command could not find out. The reason is on stderr.',
  },
  failureCode: 2,
  run: async (surroundings) => ((await (await import('./command/check.ts')).runCheck(surroundings)) === 'fits' ? 0 : 1),
};

const apiKey: Command = {
  name: 'api-key',
  usage: 'npm start -- api-key NAME',
  summary: 'Make an API key for a caller, and print it with the entry for the configuration.',
  details: '  NAME  who is going to hold the key: letters, digits and "_.@-"',
  options: [],
  exitCodes: { 0: 'The key is printed.', 1: 'The name is missing or cannot be one.' },
  failureCode: 1,
  run: async (surroundings) => {
    (await import('./command/api-key.ts')).runApiKey(surroundings);
    return 0;
  },
};

const audit: Command = {
  name: 'audit',
  usage: 'npx redcap-graphql audit verify|show [FILE…]',
  summary: 'Find out whether the audit is unbroken, or show its lines.',
  details: [
    '  verify  follow the chain of each gateway from line to line. A line that was changed, added, moved or taken out breaks it.',
    '          Lines that were cut off at the end are missed by the next file, or by --last.',
    '  show    print the lines that the options choose',
    '  FILE…   files, or folders of them; all in the folder of the audit unless given',
  ].join('\n'),
  options: auditOptions,
  exitCodes: {
    0: 'All chains are unbroken, or the lines are shown.',
    1: 'A chain is broken. The file and the line are said.',
    2: 'The command could not find out. The reason is on stderr.',
  },
  failureCode: 2,
  run: async (surroundings) => (await import('./command/audit.ts')).runAudit(surroundings),
};

const resume: Command = {
  name: 'resume',
  usage: 'npx redcap-graphql resume [HOST]',
  summary: 'Let the gateways call a REDCap again that has blocked their address.',
  details: [
    'When REDCap answers with the page of a blocked address, no gateway calls it any more, and a restart does not change that.',
    "First a REDCap administrator lifts the block, and the reason is found. REDCap's page of the Control Center for blocked",
    'addresses has it. Then this command lets the gateways call it again. It ends a pause that REDCap asked for as well.',
    '',
    '  HOST  host of the REDCap, with its port where it has one; all that are held off unless given',
    '',
    "It takes the gateway's configuration, and finds its data folder or its Redis by it. The gateway may be running.",
  ].join('\n'),
  options: gatewayOptions,
  exitCodes: {
    0: 'The hosts are called again, or none was held off.',
    1: 'The host was not held off, or the command could not find out. The reason is printed.',
  },
  failureCode: 1,
  run: async (surroundings) => (await import('./command/resume.ts')).runResume(surroundings),
};

const token: Command = {
  name: 'token',
  usage: 'npx redcap-graphql token add|list|test|rotate|remove [NAME…]',
  summary: 'Keep tokens of REDCap sealed: add them, list them, ask REDCap about them, replace and remove them.',
  details: [
    '  add NAME     store a token, once REDCap has accepted it',
    '  list         print each token by its fingerprint: when it was added and last used, how often REDCap refused it',
    '  test [NAME…] ask REDCap whether it accepts these tokens, or all',
    '  rotate NAME  put another token in the place of one, once REDCap has opened the same project by it',
    '  remove NAME  remove a token to which the configuration does not refer',
    '  NAME         a letter, then letters, digits, "_" and "-", at most 31',
    '',
    'A token is read from stdin, and never from the command line: at a terminal the command prompts and shows nothing of it.',
    'The configuration refers to a stored token by { "stored": "NAME" }. The store is sealed by the configured secret. A gateway',
    'that runs takes a change over by itself.',
  ].join('\n'),
  options: tokenOptions,
  exitCodes: {
    0: 'It is done, or REDCap accepts all of the tokens.',
    1: 'REDCap refuses a token, or the change was refused. The reason is printed.',
    2: 'The command could not do it or find out. The reason is on stderr.',
  },
  failureCode: 2,
  run: async (surroundings) => (await import('./command/token.ts')).runToken(surroundings),
};

const trigger: Command = {
  name: 'trigger',
  usage: 'npx redcap-graphql trigger PROJECT',
  summary: "Print the address for REDCap's Data Entry Trigger, by which a change is noticed at once.",
  details: [
    "  PROJECT  the project's key in the configuration",
    '',
    'The address holds a secret, which is derived from that of the configuration: it changes only with that. REDCap sends it what',
    'was entered, of which the gateway reads nothing. It looks at REDCap, if somebody follows the changes of the project.',
  ].join('\n'),
  options: gatewayOptions,
  exitCodes: {
    0: 'The address is printed.',
    1: 'The configuration has no such project, or no secret. The reason is on stderr.',
  },
  failureCode: 1,
  run: async (surroundings) => {
    (await import('./command/trigger.ts')).runTrigger(surroundings);
    return 0;
  },
};

const doctor: Command = {
  name: 'doctor',
  usage: 'npm start -- doctor',
  summary: 'Look at all that the gateway needs: the way to each REDCap, tokens, rights, clocks, Redis, data folder.',
  details: [
    'A line for each step says what was found and what to do. The command writes nothing to REDCap, and asks for no record. It',
    'makes one request without a token to each REDCap, and three calls for each project.',
  ].join('\n'),
  options: [...gatewayOptions, { name: 'json', value: null, help: 'print the findings as JSON' }],
  exitCodes: { 0: 'Nothing has failed.', 1: 'A step has failed, or the configuration has mistakes.' },
  failureCode: 1,
  run: async (surroundings) => ((await (await import('./command/doctor.ts')).runDoctor(surroundings)) ? 0 : 1),
};

/** All commands of the program. The first runs where the command line names none. */
export const commands: readonly [Command, ...Command[]] = [
  gateway,
  sandbox,
  schema,
  init,
  check,
  doctor,
  apiKey,
  resume,
  audit,
  token,
  trigger,
];
