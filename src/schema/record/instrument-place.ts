import { badUserInput } from '../../errors.ts';
import type { Design, EventNode, InstrumentNode } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { checkEvent, checkInstance, learnRepeatKinds } from '../../writers/record/place.ts';
import type { UserErrorShape } from '../../writers/user-error.ts';
import { findInstrument } from '../design/instrument.ts';

/** Where an instrument of a record is, as arguments name it. */
export interface InstrumentPlaceArgs {
  readonly instrument: string;
  readonly event?: string | null | undefined;
  readonly repeatInstance?: number | null | undefined;
}

/** The place, checked against the design. */
export interface InstrumentPlace {
  readonly instrument: InstrumentNode;
  /** Null in a classic project. */
  readonly event: EventNode | null;
  /** Null where nothing repeats. */
  readonly repeatInstance: number | null;
}

const refuseFirst = (problems: readonly UserErrorShape[]): void => {
  const [problem] = problems;
  if (problem !== undefined) throw badUserInput(problem.message, problem.path.at(-1) ?? 'instrument');
};

/** The event of an instrument that arguments name; what does not fit the design is refused before REDCap is asked. */
export const findEventOf = (design: Design, instrument: InstrumentNode, name: string | null | undefined) => {
  const problems: UserErrorShape[] = [];
  const event = checkEvent(design, instrument, name, ['event'], problems);
  refuseFirst(problems);
  return event ?? null;
};

/** The place that arguments name; what does not fit the design is refused before REDCap is asked. */
export const findInstrumentPlace = async (
  source: ProjectSource,
  design: Design,
  args: InstrumentPlaceArgs & { readonly record: string },
): Promise<InstrumentPlace> => {
  const instrument = findInstrument(design, args.instrument, 'instrument');
  const event = findEventOf(design, instrument, args.event);
  const repeatKindOf = await learnRepeatKinds(source, design, {
    records: [args.record],
    instruments: [instrument.name],
  });
  const kind = repeatKindOf(event, instrument.name, (args.repeatInstance ?? null) !== null);
  const problems: UserErrorShape[] = [];
  const instance = checkInstance(kind, instrument.name, args, [], problems, false);
  refuseFirst(problems);
  return { instrument, event, repeatInstance: instance ?? null };
};

/** The place as REDCap's parameters have it. */
export const placeArgs = ({ instrument, event, repeatInstance }: InstrumentPlace) => ({
  instrument: instrument.name,
  ...(event === null ? {} : { event: event.uniqueEventName }),
  ...(repeatInstance === null ? {} : { repeatInstance }),
});
