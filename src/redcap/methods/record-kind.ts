import { forEachInTurns } from '../../work-turn.ts';
import { createNumbering } from '../numbering.ts';
import { copyText } from './record-cell.ts';

/** The records of an export, and what each of them has. Records that have the same share one kind. */
export interface RecordKinds<Part> {
  /** Record names, each once, in the order in which they came. */
  readonly names: readonly string[];
  /** Of each name the index of its kind. */
  readonly kindOf: readonly number[];
  readonly kinds: readonly (readonly Part[])[];
}

/** Records that are summed up while their rows pass. What is kept of a record is its name and a number. */
export interface GrowingRecordKinds<Part> {
  /** Adds a part to a record. Parts with equal texts are one, which is made once. */
  readonly add: (name: string, text: string, make: () => Part) => void;
  /** After the last row. However many records came, others get their turn meanwhile. */
  readonly end: () => Promise<RecordKinds<Part>>;
}

/** A shorter name comes first, and of equally long ones the smaller. REDCap lists most names so, and then none comes twice. */
const isBehind = (name: string, before: string | undefined): boolean =>
  before === undefined || name.length > before.length || (name.length === before.length && name > before);

/** No record yet. */
export const createRecordKinds = <Part>(): GrowingRecordKinds<Part> => {
  const parts = createNumbering<Part>();
  const kinds = createNumbering<readonly number[]>();
  const names: string[] = [];
  const kindOf: number[] = [];
  let areBehind = true;
  let current: { readonly name: string; readonly parts: number[] } | null = null;

  const numberKind = (own: readonly number[]): number => kinds.numberOf(own.join(), () => own);

  const close = (): void => {
    if (current === null) return;
    areBehind &&= isBehind(current.name, names.at(-1));
    names.push(copyText(current.name));
    kindOf.push(numberKind(current.parts));
  };

  /** A record in several arms may have come in several pieces. */
  const unite = async (): Promise<Pick<RecordKinds<Part>, 'names' | 'kindOf'>> => {
    if (areBehind) return { names, kindOf };
    const united = createNumbering<string>();
    const kindOfUnited: number[] = [];
    await forEachInTurns(names, (name, index) => {
      const kind = kindOf[index] ?? -1;
      const number = united.numberOf(name, () => name);
      const earlier = kindOfUnited[number];
      kindOfUnited[number] =
        earlier === undefined ? kind : numberKind([...(kinds.all[earlier] ?? []), ...(kinds.all[kind] ?? [])]);
    });
    return { names: united.all, kindOf: kindOfUnited };
  };

  return {
    add: (name, text, make) => {
      if (current?.name !== name) {
        close();
        current = { name, parts: [] };
      }
      current.parts.push(parts.numberOf(text, make));
    },
    end: async () => {
      close();
      const records = await unite();
      const all: (readonly Part[])[] = [];
      await forEachInTurns(kinds.all, (own) => {
        all.push(own.flatMap((number) => parts.all.slice(number, number + 1)));
      });
      return { ...records, kinds: all };
    },
  };
};
