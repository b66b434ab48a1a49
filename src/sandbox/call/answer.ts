/** A cell of a table: text, a JSON number, nothing, or form rights by form name. */
export type Cell = string | number | null | Readonly<Record<string, number>>;

/** What the handler of a content returns. `wire/` turns it into json, csv or xml. */
export type Answer =
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly Readonly<Record<string, Cell>>[];
      /** XML root element; `records` unless given. */
      readonly root?: string;
      /** XML element of a row; `item` unless given. */
      readonly item?: string;
      /** CSV header cells, where they are labels. */
      readonly headers?: readonly string[];
      readonly delimiter?: string;
      /**
       * Columns whose values CSV always quotes. The last line then has no line break, as REDCap writes arms and events.
       */
      readonly quoted?: readonly string[];
      /** CSV leaves values with blanks unquoted, as REDCap writes the repeating setup. */
      readonly bareBlanks?: boolean;
      /** Rows have only some of the columns. JSON and XML leave out the columns that a row does not have. */
      readonly sparse?: boolean;
      /** What CSV is for no rows: the header line, or one line break. */
      readonly whenEmpty: 'header' | 'newline';
    }
  /** One object that is not in a list (project information). */
  | {
      readonly kind: 'object';
      readonly columns: readonly string[];
      readonly row: Readonly<Record<string, Cell>>;
      /** XML root element; `items` unless given. */
      readonly root?: string;
    }
  /** A bare number. */
  | { readonly kind: 'number'; readonly value: number }
  /** Import Records: `{"count": n}`, `n`, `<count>n</count>`. */
  | { readonly kind: 'count'; readonly value: number }
  /** Import Records: the list of names, or of `new,provided` pairs. */
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  /** Text as it is, in every format. */
  | { readonly kind: 'text'; readonly text: string }
  /** No text, with the status 200 unless another is given. */
  | { readonly kind: 'empty'; readonly status?: 201 }
  | { readonly kind: 'success'; readonly value: boolean }
  | { readonly kind: 'xml'; readonly xml: string }
  | { readonly kind: 'file'; readonly contentType: string; readonly bytes: Uint8Array };
