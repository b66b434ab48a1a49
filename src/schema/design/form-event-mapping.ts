import type { Design, FormEventMappingNode } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { Event, eventShape } from './event.ts';
import { Instrument, instrumentShape } from './instrument.ts';
import { Project } from '../project/project.ts';

/** A designation with the design that it is part of. */
export interface FormEventMappingShape {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly mapping: FormEventMappingNode;
}

export const FormEventMapping = builder.objectRef<FormEventMappingShape>('FormEventMapping');

FormEventMapping.implement({
  description: 'An instrument is designated for an event. REDCap: Export Instrument-Event Mappings.',
  fields: (t) => ({
    event: t.field({
      type: Event,
      description: 'The event.',
      resolve: ({ source, design, mapping }) => eventShape(source, design, mapping.event),
    }),
    instrument: t.field({
      type: Instrument,
      description: 'The instrument.',
      resolve: ({ source, design, mapping }) => instrumentShape(source, design, mapping.instrument),
    }),
  }),
});

builder.objectField(Project, 'formEventMappings', (t) =>
  t.field({
    type: [FormEventMapping],
    description: 'Which instruments are designated for which events; empty in a classic project.',
    resolve: async ({ source }) => {
      const design = await source.design();
      return design.mappings.map((mapping) => ({ source, design, mapping }));
    },
  }),
);
