import { createInterface } from 'node:readline/promises';
import { Writable, type Readable } from 'node:stream';

/** Where a secret comes from: a person at a terminal, or what is piped in. */
export type SecretInput = Readable & { readonly isTTY?: boolean | undefined };

/** No secret that is read so is longer. */
const MOST_BYTES = 4096;

const askTerminal = async (prompt: string, input: SecretInput, output: Writable): Promise<string> => {
  // Readline writes what is typed to its own output.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  const stopped = new AbortController();
  lines.on('SIGINT', () => stopped.abort());
  output.write(prompt);
  try {
    return await lines.question('', { signal: stopped.signal });
  } catch (error) {
    throw new Error('Stopped. Nothing has changed.', { cause: error });
  } finally {
    lines.close();
    output.write('\n');
  }
};

const readAll = async (input: SecretInput): Promise<string> => {
  let text = '';
  for await (const part of input.setEncoding('utf8')) {
    text += String(part);
    if (text.length > MOST_BYTES) throw new Error('What came on stdin is too long to be a token.');
  }
  return text;
};

/** Reads a secret, without white space around it. At a terminal it prompts, and shows nothing of what is typed. */
export const readSecretInput = async (prompt: string, input: SecretInput, output: Writable): Promise<string> => {
  const text = input.isTTY === true ? await askTerminal(prompt, input, output) : await readAll(input);
  return text.trim();
};
