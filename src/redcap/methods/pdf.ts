import type { FileReply, FormFields, Method } from '../method.ts';
import { checkEnd, readFile } from './file.ts';

/** Which PDF. Without `record` the forms are empty; what else is left out is not restricted. */
export interface ExportPdfArgs {
  readonly record?: string | undefined;
  /** Unique event name. */
  readonly event?: string | undefined;
  readonly instrument?: string | undefined;
  /** 1 unless given. */
  readonly repeatInstance?: number | undefined;
  /** Every record of the project; all other choices are then left out. */
  readonly allRecords?: boolean | undefined;
  /** Only the fields that hold something. */
  readonly compactDisplay?: boolean | undefined;
}

// REDCap takes `allRecords=false` for "all records": only its absence means no.
const pdfForm = (args: ExportPdfArgs): FormFields => ({
  ...(args.allRecords === true
    ? { allRecords: true }
    : { record: args.record, event: args.event, instrument: args.instrument, repeat_instance: args.repeatInstance }),
  compactDisplay: args.compactDisplay === true ? true : undefined,
});

/** Export PDF file of Instruments: `content=pdf`. The bytes are streamed; read them to their end or stop the iteration. */
export const exportPdf: Method<ExportPdfArgs, FileReply> = {
  name: 'exportPdf',
  content: 'pdf',
  kind: 'read',
  body: 'file',
  // REDCap sends it as text/html and without a name.
  fileStart: /^%PDF-/,
  rights: ['API Export', 'Data Exports'],
  form: pdfForm,
  decode: (reply, { instrument }) => ({
    fileName: `${instrument ?? 'instruments'}.pdf`,
    contentType: 'application/pdf',
    body: checkEnd(readFile(reply).body, /%%EOF\s*$/),
  }),
};
