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

/** Where each instrument and each variable stands in the dictionary. */
export const placesOf = (design: Design | null): ReadonlyMap<string, number> => {
  const instruments = design?.instruments ?? [];
  const names = [
    ...instruments.map(({ name }) => name),
    ...instruments.flatMap(({ fields }) => fields.map(({ fieldName }) => fieldName)),
  ];
  return new Map(names.map((name, index) => [name, index]));
};
