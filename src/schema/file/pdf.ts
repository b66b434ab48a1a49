import { badUserInput } from '../../errors.ts';
import { downloadCall } from '../../loaders/download.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { exportPdf, type ExportPdfArgs } from '../../redcap/methods/pdf.ts';
import { builder } from '../builder.ts';
import { DownloadType } from '../download.ts';
import { findEvent } from '../design/event.ts';
import { findInstrument } from '../design/instrument.ts';
import { findEventOf, findInstrumentPlace, placeArgs } from '../record/instrument-place.ts';
import { Project } from '../project/project.ts';

interface PdfArgs {
  readonly instrument?: string | null | undefined;
  readonly record?: string | null | undefined;
  readonly event?: string | null | undefined;
  readonly repeatInstance?: number | null | undefined;
  readonly allRecords: boolean;
  readonly compactDisplay: boolean;
}

const selectors = ['instrument', 'record', 'event', 'repeatInstance'] as const;

/** REDCap takes no notice of what does not go together; here it is refused, so that nobody gets another PDF than they meant. */
const checkTogether = (args: PdfArgs): void => {
  const given = selectors.find((name) => args[name] != null);
  if (args.allRecords && given !== undefined) {
    throw badUserInput(`allRecords is every instrument of every record: leave ${given} out with it.`, given);
  }
  const lonely = (['event', 'repeatInstance'] as const).find((name) => args[name] != null);
  if (args.record == null && lonely !== undefined) {
    throw badUserInput(`${lonely} is of a record: give the record, or leave it out for empty forms.`, lonely);
  }
  if (args.repeatInstance != null && args.instrument == null) {
    throw badUserInput('repeatInstance is of an instrument: give the instrument with it.', 'repeatInstance');
  }
};

const readArgs = async (source: ProjectSource, args: PdfArgs): Promise<ExportPdfArgs> => {
  checkTogether(args);
  const compact = args.compactDisplay ? { compactDisplay: true } : {};
  if (args.allRecords) return { allRecords: true, ...compact };
  const { record, event } = args;
  if (args.instrument == null && event == null) return { ...(record == null ? {} : { record }), ...compact };
  const design = await source.design();
  if (args.instrument == null) {
    return { record: record ?? undefined, event: findEvent(design, event ?? '', 'event').uniqueEventName, ...compact };
  }
  const instrument = findInstrument(design, args.instrument, 'instrument');
  if (record == null) return { instrument: instrument.name, ...compact };
  if (args.repeatInstance != null) {
    const place = await findInstrumentPlace(source, design, { ...args, record, instrument: instrument.name });
    return { record, ...placeArgs(place), ...compact };
  }
  const found = event == null ? null : findEventOf(design, instrument, event);
  return {
    record,
    instrument: instrument.name,
    ...(found === null ? {} : { event: found.uniqueEventName }),
    ...compact,
  };
};

builder.objectField(Project, 'instrumentPdf', (t) =>
  t.field({
    type: DownloadType,
    nullable: true,
    description:
      'Instruments as a PDF, empty or with the data of a record or of all. Values that export rights withhold are blank in it. REDCap: Export PDF file of Instruments.',
    args: {
      instrument: t.arg.string({ description: 'Unique name of the instrument; left out, all of them.' }),
      record: t.arg({
        type: 'RecordName',
        description: 'With the data of this record; left out, the forms are empty.',
      }),
      event: t.arg.string({ description: 'Unique name of the event; left out, every event of the record.' }),
      repeatInstance: t.arg.int({
        description: 'Which instance, where the instrument or the event repeats; else the first.',
      }),
      allRecords: t.arg.boolean({
        defaultValue: false,
        required: true,
        description: 'Every instrument of every record; not together with the four above.',
      }),
      compactDisplay: t.arg.boolean({
        defaultValue: false,
        required: true,
        description: 'Only the fields that hold something.',
      }),
    },
    resolve: async ({ source }, args) => {
      const prepared = await readArgs(source, args);
      const fileName = `${prepared.instrument ?? source.key}.pdf`;
      return { fileName, source, call: downloadCall(exportPdf, prepared, fileName) };
    },
  }),
);
