import { badUserInput } from '../../errors.ts';
import { downloadCall } from '../../loaders/download.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { exportProjectXml, type ExportProjectXmlArgs } from '../../redcap/methods/project-xml.ts';
import { builder } from '../builder.ts';
import { DownloadType } from '../download.ts';
import { findEvent } from '../design/event.ts';
import { findField } from '../design/field.ts';
import { Project } from '../project/project.ts';

interface XmlArgs {
  readonly metadataOnly: boolean;
  readonly records?: readonly string[] | null | undefined;
  readonly fields?: readonly string[] | null | undefined;
  readonly events?: readonly string[] | null | undefined;
  readonly surveyFields: boolean;
  readonly dataAccessGroups: boolean;
  readonly files: boolean;
}

const ofData = ['records', 'fields', 'events', 'surveyFields', 'dataAccessGroups', 'files'] as const;
const lists = ['records', 'fields', 'events'] as const;

/** REDCap takes no notice of what is asked of data that it does not send, and takes an empty list for all. */
const checkArgs = (args: XmlArgs): void => {
  const odd = ofData.find((name) => args[name] !== null && args[name] !== undefined && args[name] !== false);
  if (args.metadataOnly && odd !== undefined) {
    throw badUserInput(`${odd} is about data: give metadataOnly: false with it.`, odd);
  }
  const empty = lists.find((name) => args[name]?.length === 0);
  if (empty !== undefined) throw badUserInput(`${empty} is empty: leave it out for all, or name at least one.`, empty);
};

/** The fields and events that are named, checked against the design, which is looked at for nothing else. */
const checkNames = async (
  source: ProjectSource,
  { fields, events }: XmlArgs,
): Promise<Pick<ExportProjectXmlArgs, 'fields' | 'events'>> => {
  if (fields == null && events == null) return {};
  const design = await source.design();
  return {
    ...(fields == null ? {} : { fields: fields.map((name) => findField(design, name, 'fields').fieldName) }),
    ...(events == null ? {} : { events: events.map((name) => findEvent(design, name, 'events').uniqueEventName) }),
  };
};

const readArgs = async (source: ProjectSource, args: XmlArgs): Promise<ExportProjectXmlArgs> => {
  checkArgs(args);
  return {
    returnMetadataOnly: args.metadataOnly,
    ...(args.records == null ? {} : { records: args.records }),
    ...(await checkNames(source, args)),
    ...(args.surveyFields ? { exportSurveyFields: true } : {}),
    ...(args.dataAccessGroups ? { exportDataAccessGroups: true } : {}),
    ...(args.files ? { exportFiles: true } : {}),
  };
};

builder.objectField(Project, 'projectXmlDownload', (t) =>
  t.field({
    type: DownloadType,
    nullable: true,
    description:
      'The project as REDCap XML (CDISC ODM): the design, and with `metadataOnly: false` the data. Of the data, fields that export rights withhold are missing from it without a word. An XML with a control character, which no parser can read, ends with the error `REDCAP_BAD_RESPONSE`. REDCap: Export Entire Project as REDCap XML.',
    args: {
      metadataOnly: t.arg.boolean({
        defaultValue: true,
        required: true,
        description: 'The design alone. With false the data of patients too.',
      }),
      records: t.arg({ type: ['RecordName'], description: 'Data of these records only.' }),
      fields: t.arg.stringList({ description: 'Data of these fields only.' }),
      events: t.arg.stringList({ description: 'Data of these events only, by their unique names.' }),
      surveyFields: t.arg.boolean({
        defaultValue: false,
        required: true,
        description: 'Survey identifiers and timestamps too.',
      }),
      dataAccessGroups: t.arg.boolean({
        defaultValue: false,
        required: true,
        description: 'The groups of the records too.',
      }),
      files: t.arg.boolean({
        defaultValue: false,
        required: true,
        description: 'The files of file fields too, inside the XML: it may be enormous.',
      }),
    },
    resolve: async ({ source }, args) => {
      const prepared = await readArgs(source, args);
      const fileName = `${source.key}.REDCap.xml`;
      return { fileName, source, call: downloadCall(exportProjectXml, prepared, fileName) };
    },
  }),
);
