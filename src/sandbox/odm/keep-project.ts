import type { KeptLayout, KeptXml } from '../state/kept-xml.ts';
import type { SandboxProject, StoredRecord } from '../state/project.ts';
import { readFormName } from './field.ts';
import { isFilled, keepDifferences } from './keep.ts';
import { makeSubject } from './write-clinical-data.ts';
import type { FormLayout, ItemGroup, SystemColumns } from './write-form.ts';
import { layForms, signLayout } from './write-form.ts';
import { makeProjectTree, planData } from './writer.ts';
import type { XmlElement } from './xml.ts';
import { attributeOf, childrenOf, findChild } from './xml.ts';

/** Keeps what a project XML has and the sandbox would not write of the project that was read from it. */
export interface Keeper {
  /** Keeps what the SubjectData of a record has besides the items that were stored. */
  readonly keepSubject: (subject: XmlElement, record: StoredRecord, stored: ReadonlySet<XmlElement>) => void;
  /** Keeps what the design and the rest of the file have besides. The file is complete by then. */
  readonly finish: () => void;
}

const readColumns = (metadata: XmlElement): SystemColumns => {
  const items = new Set(
    childrenOf(metadata, 'ItemGroupDef').flatMap((group) =>
      childrenOf(group, 'ItemRef').map((item) => attributeOf(item, 'ItemOID')),
    ),
  );
  return { surveyFields: items.has('redcap_survey_identifier'), groups: items.has('redcap_data_access_group') };
};

/** The groups of a form in the file, with the items that the sandbox knows. Items that the file lacks stay in their groups. */
const readGroups = (metadata: XmlElement, { form, groups }: FormLayout): ItemGroup[] => {
  const known = new Map(groups.flatMap(({ items }) => items.map((item) => [item.oid, item] as const)));
  const definitions = new Map(childrenOf(metadata, 'ItemGroupDef').map((group) => [attributeOf(group, 'OID'), group]));
  const definition = childrenOf(metadata, 'FormDef').find((found) => readFormName(found, 'OID') === form);
  const inFile = childrenOf(definition, 'ItemGroupRef').flatMap((reference) => {
    const group = definitions.get(attributeOf(reference, 'ItemGroupOID'));
    const items = childrenOf(group, 'ItemRef').flatMap((item) => known.get(attributeOf(item, 'ItemOID')) ?? []);
    if (group === undefined || items.length === 0) return [];
    return [{ oid: attributeOf(group, 'OID'), name: attributeOf(group, 'Name'), items }];
  });
  const present = new Set(inFile.flatMap(({ items }) => items.map(({ oid }) => oid)));
  const missing = groups.flatMap((group) => {
    const items = group.items.filter(({ oid }) => !present.has(oid));
    return items.length === 0 ? [] : [{ ...group, items }];
  });
  const oids = new Set(inFile.map(({ oid }) => oid));
  return [
    ...inFile.map((group) => ({
      ...group,
      items: [...group.items, ...missing.filter(({ oid }) => oid === group.oid).flatMap(({ items }) => items)],
    })),
    ...missing.filter(({ oid }) => !oids.has(oid)),
  ];
};

const keepLayout = (metadata: XmlElement, layout: FormLayout): KeptLayout[] => {
  const groups = readGroups(metadata, layout);
  const was = signLayout(layout.groups);
  if (signLayout(groups) === was) return [];
  const kept = groups.map(({ oid, name, items }) => ({ oid, name, items: items.map((item) => item.oid) }));
  return [{ form: layout.form, was, groups: kept }];
};

/** An element without the items that were stored. What held nothing else goes with them. */
const pruneStored = (stored: ReadonlySet<XmlElement>, element: XmlElement): XmlElement | null => {
  if (stored.has(element)) return null;
  const children = element.children.flatMap((child) => pruneStored(stored, child) ?? []);
  if (children.length === 0 && element.children.length > 0) return null;
  return { ...element, children };
};

/** The elements of ClinicalData that are no records, each with the name of the record before it. */
const keepBetween = (odm: XmlElement, places: readonly RecordPlace[]): KeptXml['betweenRecords'] =>
  childrenOf(odm, 'ClinicalData')
    .flatMap(({ children }) => children)
    .map((element, index) => ({ after: places.findLast(({ count }) => count <= index)?.after ?? null, element }));

/** A record, and how many elements that are no records stand before it. */
interface RecordPlace {
  readonly after: string;
  readonly count: number;
}

/** ClinicalData are read record by record, and a file may have several of them. */
const isDesign = (element: XmlElement): boolean => element.name !== 'ClinicalData';

/**
 * Begins to keep what a file has besides. The design of the project must be as the file has it, and all of the Study
 * must be read.
 */
export const createKeeper = (project: SandboxProject, odm: XmlElement): Keeper => {
  const metadata = findChild(odm, 'Study', 'MetaDataVersion') ?? odm;
  const columns = readColumns(metadata);
  const options = {
    exportFiles: true,
    exportSurveyFields: columns.surveyFields,
    exportDataAccessGroups: columns.groups,
  };
  const kept: KeptXml = {
    layouts: layForms(project, columns).flatMap((layout) => keepLayout(metadata, layout)),
    patches: [],
    betweenRecords: [],
  };
  if (kept.layouts.length > 0) project.kept = kept;
  const layouts = layForms(project, columns);
  const own = makeProjectTree(project, layouts, options);
  const writing = planData(project, layouts, options);
  const places: RecordPlace[] = [];
  return {
    keepSubject: (subject, record, stored) => {
      const before = childrenOf(odm, 'ClinicalData').flatMap(({ children }) => children);
      places.push({ after: record.name, count: before.filter((element) => element !== subject).length });
      const written = makeSubject(writing, record);
      const found = keepDifferences(subject, written, (element) => pruneStored(stored, element));
      if (found.length > 0 || written.children.length === 0) record.kept = [...(record.kept ?? []), ...found];
    },
    finish: () => {
      const patches = keepDifferences(odm, own, (element) => (isDesign(element) ? element : null)).map((patch) =>
        patch.path === '/ClinicalData' ? { ...patch, children: [] } : patch,
      );
      const all: KeptXml = { ...kept, patches: patches.filter(isFilled), betweenRecords: keepBetween(odm, places) };
      if (all.layouts.length + all.patches.length + all.betweenRecords.length > 0) project.kept = all;
    },
  };
};
