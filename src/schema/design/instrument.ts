import { badUserInput } from '../../errors.ts';
import type { Design, InstrumentNode } from '../../graph/design/design.ts';
import { isLabel, plainText } from '../../graph/dictionary/label.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { describedEnum } from '../described-enum.ts';
import { Event, eventShape } from './event.ts';
import { Node, nodeId, projectOfNode, registerNode } from '../node.ts';
import { Project } from '../project/project.ts';

/** An instrument with the design that it is part of. */
export interface InstrumentShape {
  readonly typeName: 'Instrument';
  readonly source: ProjectSource;
  readonly design: Design;
  readonly instrument: InstrumentNode;
}

/** An instrument's object in the graph. */
export const instrumentShape = (
  source: ProjectSource,
  design: Design,
  instrument: InstrumentNode,
): InstrumentShape => ({ typeName: 'Instrument', source, design, instrument });

/** The instrument with this unique name; a label in its place is refused with the name that was probably meant. */
export const findInstrument = (design: Design, name: string, argument: string): InstrumentNode => {
  const instrument = design.instrument(name);
  if (instrument !== undefined) return instrument;
  const meant = design.instruments.filter((candidate) => isLabel(candidate.label, name));
  const hint =
    meant.length === 0
      ? '{ project { instruments { name } } } lists those there are'
      : `this is the label of ${meant.map((candidate) => candidate.name).join(', ')}: give the name`;
  throw badUserInput(`There is no instrument with this name in the project; ${hint}.`, argument);
};

/** How texts that designers may format are given. */
export const LabelFormat = describedEnum('LabelFormat', 'How texts that designers may format with HTML are given.', {
  PLAIN:
    'As people read it, in one line: tags of HTML taken out, entities decoded once, a picture as its alternative text. Only a known element with a proper end is a tag. All other text stays, such as `<LOD` or `1<x<2`. It is text and no HTML: escape it in a page.',
  HTML: 'As the designer wrote it, character for character: the text that REDCap stores and imports. Not sanitised: never put it into a page as it is.',
});

/** A designer's text in the format asked for. */
export const formatText = (text: string, format: 'PLAIN' | 'HTML' | null | undefined): string =>
  format === 'HTML' ? text : plainText(text);

/** What the format of a value's label is about. */
export const shownFormat = 'Labels in plain text or in HTML. A stored text that is no label is the same in both.';

/** What a person reads of a value, in the format asked for. */
export const formatShown = (
  shown: { readonly label: string | null; readonly htmlLabel: string | null } | null,
  format: 'PLAIN' | 'HTML' | null | undefined,
): string | null => (format === 'HTML' ? shown?.htmlLabel : shown?.label) ?? null;

export const Instrument = builder.objectRef<InstrumentShape>('Instrument');

Instrument.implement({
  description: 'A data collection instrument, also called a form. REDCap: Export Instruments.',
  extensions: readAtOnce,
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the instrument.',
      resolve: ({ source, instrument }, _args, context) => nodeId(context, 'Instrument', [source.key, instrument.name]),
    }),
    name: t.string({
      description: 'Unique name, by which everything refers to the instrument (`instrument_name`).',
      resolve: ({ instrument }) => instrument.name,
    }),
    label: t.string({
      description: 'The label that people see (`instrument_label`).',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: 'Plain text or HTML.' }) },
      resolve: ({ instrument }, { format }) => formatText(instrument.label, format),
    }),
    position: t.int({
      description: 'Place in project order, from 0.',
      resolve: ({ instrument }) => instrument.position,
    }),
    events: t.field({
      type: [Event],
      description: 'The events that the instrument is designated for; empty in a classic project.',
      resolve: ({ source, design, instrument }) =>
        design.eventsOf(instrument.name).map((event) => eventShape(source, design, event)),
    }),
    isSurvey: t.boolean({
      nullable: true,
      description:
        "False where surveys are off in the project. Null otherwise: REDCap's API does not show which instruments are surveys.",
      resolve: ({ design }) => (design.rows.project.surveys_enabled ? null : false),
    }),
  }),
});

builder.objectField(Event, 'instruments', (t) =>
  t.field({
    type: [Instrument],
    description: 'The instruments designated for the event, in project order.',
    resolve: ({ source, design, event }) =>
      design.instrumentsOf(event).map((instrument) => instrumentShape(source, design, instrument)),
  }),
);

builder.objectField(Project, 'instruments', (t) =>
  t.field({
    type: [Instrument],
    description: 'The instruments in project order.',
    resolve: async ({ source }) => {
      const design = await source.design();
      return design.instruments.map((instrument) => instrumentShape(source, design, instrument));
    },
  }),
);

builder.objectField(Project, 'instrument', (t) =>
  t.field({
    type: Instrument,
    nullable: true,
    description: 'One instrument by its unique name; null when there is none.',
    args: { name: t.arg.string({ required: true, description: 'Unique name of the instrument.' }) },
    resolve: async ({ source }, { name }) => {
      const design = await source.design();
      const instrument = design.instrument(name);
      return instrument === undefined ? null : instrumentShape(source, design, instrument);
    },
  }),
);

registerNode('Instrument', async ([key, name], context) => {
  const source = projectOfNode(context, key);
  if (source === undefined || typeof name !== 'string') return null;
  const design = await source.design();
  const instrument = design.instrument(name);
  return instrument === undefined ? null : instrumentShape(source, design, instrument);
});
