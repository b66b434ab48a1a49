/** One server-sent event. */
export interface SentEvent {
  readonly event: string;
  readonly id: string | undefined;
  /** As JSON; undefined where there is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states the shape that it expects by reading it
  readonly data: any; // Its shape is that of the operation, which the caller of this kit alone knows.
}

/** Server-sent events as they come. */
export interface SentEvents {
  /** The next event, past the comments; undefined when the stream is over. */
  readonly next: () => Promise<SentEvent | undefined>;
  /** All until the end. */
  readonly rest: () => Promise<readonly SentEvent[]>;
  readonly end: () => Promise<void>;
}

const readBlock = (block: string): SentEvent | undefined => {
  const fields = new Map(
    block
      .split('\n')
      .filter((line) => !line.startsWith(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()] as const),
  );
  const event = fields.get('event');
  if (event === undefined) return undefined;
  const data = fields.get('data') ?? '';
  return { event, id: fields.get('id'), data: data === '' ? undefined : JSON.parse(data) };
};

/** Reads the body of an answer as server-sent events. */
export const readEvents = ({ body }: Pick<Response, 'body'>): SentEvents => {
  if (body === null) throw new Error('the answer has no body');
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const next = async (): Promise<SentEvent | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end === -1) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        text += decoder.decode(value, { stream: true });
        continue;
      }
      const event = readBlock(text.slice(0, end));
      text = text.slice(end + 2);
      if (event !== undefined) return event;
    }
  };
  const rest = async (): Promise<readonly SentEvent[]> => {
    const event = await next();
    return event === undefined ? [] : [event, ...(await rest())];
  };
  return { next, rest, end: () => reader.cancel() };
};
