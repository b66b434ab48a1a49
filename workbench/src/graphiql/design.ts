import type { GraphiqlDesignQuery } from './generated/graphql.ts';

/** A study as far as GraphiQL makes examples of it. */
export type Design = NonNullable<GraphiqlDesignQuery['project']>;

/** One of its instruments. */
export type DesignInstrument = Design['instruments'][number];

const MOST_VARIABLES = 5;
const WITHOUT_TEXT = new Set(['DESCRIPTIVE', 'FILE', 'SIGNATURE']);

/** Some variables of an instrument that identify nobody. */
export const plainVariablesOf = (design: Design, instrument: DesignInstrument): readonly string[] =>
  instrument.fields
    .filter(
      ({ fieldName, fieldType, isIdentifier }) =>
        !isIdentifier && !WITHOUT_TEXT.has(fieldType) && fieldName !== design.recordIdField?.fieldName,
    )
    .map(({ fieldName }) => fieldName)
    .slice(0, MOST_VARIABLES);

/** The instruments that examples are about: the first with variables, and the first that repeats. */
export const exampleInstrumentsOf = (design: Design): readonly DesignInstrument[] => {
  const repeating = new Set(
    (design.repeatingInstrumentsAndEvents ?? []).flatMap(({ instrument }) => (instrument ? [instrument.name] : [])),
  );
  const useful = design.instruments.filter((instrument) => plainVariablesOf(design, instrument).length > 0);
  const first = useful.find(({ name }) => !repeating.has(name));
  const second = useful.find(({ name }) => repeating.has(name));
  return [first, second].filter((instrument) => instrument !== undefined);
};

/** A name of the dictionary, with the words that people know it by. */
export interface DictionaryName {
  readonly name: string;
  readonly label: string;
}

/** The names of a study, in the order of its dictionary. */
export interface Dictionary {
  readonly instruments: readonly DictionaryName[];
  readonly variables: readonly DictionaryName[];
}

/** The dictionary of a study; an empty one where there is none. */
export const dictionaryOf = (design: Design | null): Dictionary => {
  const instruments = design?.instruments ?? [];
  return {
    instruments: instruments.map(({ name, label }) => ({ name, label })),
    variables: instruments.flatMap(({ fields }) =>
      fields.map(({ fieldName, fieldLabel }) => ({ name: fieldName, label: fieldLabel })),
    ),
  };
};
