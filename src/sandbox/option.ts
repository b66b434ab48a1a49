/** An option of the sandbox's command line: how it is read, and what the help says of it. */
export interface SandboxOption {
  readonly name: string;
  /** What stands for the value in the help. */
  readonly value: string;
  readonly help: string;
}

/** The options of the sandbox as a program of its own. */
export const sandboxOptions: readonly SandboxOption[] = [
  { name: 'port', value: 'PORT', help: 'listen on this port, 0 for any free one (8080)' },
  { name: 'host', value: 'HOST', help: 'listen on this address (127.0.0.1)' },
  {
    name: 'project',
    value: 'FILE.xml',
    help: "also serve this project: a file that REDCap's project XML export wrote; may be given again",
  },
  {
    name: 'study',
    value: 'NAME',
    help: 'also serve this invented study; may be given again (test/studies/README.md lists them)',
  },
  { name: 'data', value: 'DIR', help: 'keep everything in this folder across restarts' },
  {
    name: 'control-port',
    value: 'PORT',
    help: 'port of the control address, always on this machine; 0 for any free one, "off" for none (0)',
  },
  { name: 'redcap-version', value: 'X.Y.Z', help: 'behave like this version of REDCap (16.1.3)' },
  {
    name: 'variant',
    value: 'NAME=VALUE',
    help: "behave so where REDCap's behaviour is not sure; may be given again (src/sandbox/README.md lists them)",
  },
  {
    name: 'trigger',
    value: 'URL',
    help: 'send the Data Entry Trigger to this address for what is imported; REDCap sends it for what people enter',
  },
  {
    name: 'super-token',
    value: 'TOKEN',
    help: '64 characters, for creating projects; the variable SANDBOX_SUPER_TOKEN does the same',
  },
];
