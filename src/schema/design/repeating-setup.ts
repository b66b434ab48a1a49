import type { Design, RepeatingNode } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { Event, eventShape } from './event.ts';
import { Instrument, instrumentShape } from './instrument.ts';
import { Project } from '../project/project.ts';

/** A repeating instrument or event with the design that it is part of. */
export interface RepeatingSetupShape {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly repeating: RepeatingNode;
}

export const RepeatingSetup = builder.objectRef<RepeatingSetupShape>('RepeatingSetup');

RepeatingSetup.implement({
  description:
    'An instrument that repeats, or an event that repeats as a whole. REDCap: Export Repeating Instruments and Events.',
  fields: (t) => ({
    event: t.field({
      type: Event,
      nullable: true,
      description: 'The event; null in a classic project.',
      resolve: ({ source, design, repeating }) =>
        repeating.event === null ? null : eventShape(source, design, repeating.event),
    }),
    instrument: t.field({
      type: Instrument,
      nullable: true,
      description: 'The instrument; null when the event repeats as a whole.',
      resolve: ({ source, design, repeating }) =>
        repeating.instrument === null ? null : instrumentShape(source, design, repeating.instrument),
    }),
    customLabel: t.string({
      nullable: true,
      description: 'Text with piping that REDCap shows beside each instance (`custom_form_label`).',
      resolve: ({ repeating }) => repeating.customLabel,
    }),
  }),
});

builder.objectField(Project, 'repeatingInstrumentsAndEvents', (t) =>
  t.field({
    type: [RepeatingSetup],
    nullable: true,
    description:
      'The instruments and events that repeat. Null when the token may not read them, and the operator has not configured them: REDCap demands the Project Design and Setup right here. The gateway then recognizes repeating data by the data themselves.',
    resolve: async ({ source }) => {
      const design = await source.design();
      if (design.rows.repeating === null) return null;
      return design.repeating.map((repeating) => ({ source, design, repeating }));
    },
  }),
);
