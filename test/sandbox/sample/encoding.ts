/** Parameters as the documentation's samples hold them. A list is an array of the language. */
export type Sent = Readonly<Record<string, string | readonly string[]>>;

/** The body of a request, and its type where the runtime does not set it. */
export interface Encoded {
  readonly body: BodyInit;
  readonly contentType?: string;
}

type Pair = readonly [name: string, value: string];

const FORM = 'application/x-www-form-urlencoded';

const spread = (sent: Sent, spell: (name: string, index: number) => string): Pair[] =>
  Object.entries(sent).flatMap(([name, value]): Pair[] =>
    typeof value === 'string' ? [[name, value]] : value.map((item, index): Pair => [spell(name, index), item]),
  );

const numbered = (name: string, index: number): string => `${name}[${String(index)}]`;

const writeForm = (pairs: readonly Pair[]): Encoded => ({
  body: pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&'),
  contentType: FORM,
});

const writeMultipart = (pairs: readonly Pair[]): Encoded => {
  const edge = '----------------------------5a3c1f7b9e20';
  const parts = pairs.map(
    ([name, value]) => `--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { body: `${parts.join('')}--${edge}--\r\n`, contentType: `multipart/form-data; boundary=${edge}` };
};

/** How the languages of the documentation's samples, and other clients, send parameters. */
export const encodings: Readonly<Record<string, (sent: Sent) => Encoded>> = {
  /** `requests` and Perl's `LWP`: blanks as `+`, brackets escaped. */
  'Python requests': (sent) => {
    const form = new URLSearchParams(spread(sent, numbered).map(([name, value]) => [name, value]));
    return { body: form.toString(), contentType: FORM };
  },
  /** `http_build_query`: everything escaped, with the character set named. */
  'PHP http_build_query': (sent) => ({
    ...writeForm(spread(sent, numbered)),
    contentType: `${FORM}; charset=UTF-8`,
  }),
  /** `RCurl` and `httr`: a part for each parameter. */
  'R multipart': (sent) => writeMultipart(spread(sent, numbered)),
  /** `curl -d "$DATA"`: only what would break the form is escaped, in upper and lower case. */
  'cURL raw': (sent) => ({
    body: spread(sent, numbered)
      .map(
        ([name, value]) =>
          `${name}=${value.replace(/[%&+#\n\r ]/g, (found) => encodeURIComponent(found).toLowerCase())}`,
      )
      .join('&'),
    contentType: FORM,
  }),
  /** Forms of browsers and Ruby: lists without numbers. */
  'brackets without numbers': (sent) => writeForm(spread(sent, (name) => `${name}[]`)),
  /** Lists that begin at 1 and have a gap, as a filtered array of PHP has. */
  'numbers with gaps': (sent) => writeForm(spread(sent, (name, index) => `${name}[${String(index * 2 + 1)}]`)),
  /** One text with commas for a list. */
  'comma lists': (sent) =>
    writeForm(
      Object.entries(sent).map(([name, value]): Pair => [name, typeof value === 'string' ? value : value.join(',')]),
    ),
  /** Parameters that a sample's author left blank. */
  'blank parameters besides': (sent) =>
    writeForm([
      ...['records[0]', 'fields', 'forms[0]', 'events', 'filterLogic', 'dateRangeBegin', 'csvDelimiter', 'rawOrLabel']
        .filter((name) => !(name.replace(/\[.*/, '') in sent))
        .map((name): Pair => [name, '']),
      ...spread(sent, numbered),
    ]),
  /** The same parameters in the other order. */
  'the other way round': (sent) => writeForm(spread(Object.fromEntries(Object.entries(sent).reverse()), numbered)),
};
