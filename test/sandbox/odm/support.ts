import { readProjectXml } from '../../../src/sandbox/odm/index.ts';
import type { SandboxProject, StoredRow } from '../../../src/sandbox/state/project.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';

/** The parts of a small project XML; what is left out is absent from it. */
export interface XmlParts {
  readonly globals?: string;
  readonly events?: string;
  readonly forms?: string;
  readonly groups?: string;
  readonly items?: string;
  readonly lists?: string;
  readonly data?: string;
  readonly namespace?: string;
}

const formXml =
  '<FormDef OID="Form.visit" Name="Visit" Repeating="No" redcap:FormName="visit">' +
  '<ItemGroupRef ItemGroupOID="visit.id" Mandatory="No"/></FormDef>';

/** An ItemDef of a field, the attributes given as text. */
export const itemXml = (name: string, attributes = '', children = ''): string =>
  `<ItemDef OID="${name}" Name="${name}" DataType="text" Length="999" redcap:Variable="${name}" ` +
  `redcap:FieldType="text" ${attributes}><Question><TranslatedText>${name}</TranslatedText></Question>${children}</ItemDef>`;

/** The item group of the one form with these items after the record id. */
export const groupXml = (...items: string[]): string =>
  '<ItemGroupDef OID="visit.id" Name="Visit" Repeating="No">' +
  ['id', ...items].map((item) => `<ItemRef ItemOID="${item}" Mandatory="No" redcap:Variable="${item}"/>`).join('') +
  '</ItemGroupDef>';

/** The data of the one form, in one record of a classic project. */
export const subjectXml = (items: string, key = '7'): string =>
  `<SubjectData SubjectKey="${key}" redcap:RecordIdField="id"><FormData FormOID="Form.visit" FormRepeatKey="1">` +
  `<ItemGroupData ItemGroupOID="visit.id" ItemGroupRepeatKey="1"><ItemData ItemOID="id" Value="${key}"/>${items}` +
  '</ItemGroupData></FormData></SubjectData>';

/** A project XML with one form `visit` whose first field is `id`. */
export const projectXml = (parts: XmlParts = {}): string =>
  '<?xml version="1.0" encoding="UTF-8" ?>\n' +
  `<ODM xmlns="http://www.cdisc.org/ns/odm/v1.3" xmlns:redcap="${parts.namespace ?? 'https://projectredcap.org'}">` +
  `<Study OID="Project.X">${parts.globals ?? ''}<MetaDataVersion OID="M" Name="X" redcap:RecordIdField="id">` +
  (parts.events ?? '') +
  (parts.forms ?? formXml) +
  (parts.groups ?? groupXml()) +
  itemXml('id') +
  (parts.items ?? '') +
  (parts.lists ?? '') +
  '</MetaDataVersion></Study>' +
  (parts.data === undefined ? '' : `<ClinicalData StudyOID="Project.X">${parts.data}</ClinicalData>`) +
  '</ODM>';

/** Reads a small project XML. */
export const readParts = (parts: XmlParts): SandboxProject => readProjectXml(projectXml(parts), createStore());

/** The rows of a record. */
export const rowsOf = (project: SandboxProject, record = '7'): StoredRow[] => [
  ...(project.records.get(record)?.rows.values() ?? []),
];
