import type { Design } from '../../../src/graph/design/design.ts';
import { addUser, makeSettings } from '../../../src/sandbox/odm/index.ts';
import type { SandboxProject, StoredRecord, UserDefinition } from '../../../src/sandbox/state/project.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import type { Exported } from '../../graph/support/project-arbitrary.ts';
import { sandboxProject, storedRecord } from '../../graph/support/sandbox-project.ts';

/** A missing data code stands in a checkbox alone, as REDCap's page sees to. */
const settleBoxes = ({ rows }: StoredRecord, design: Design): void => {
  const missing = new Set(design.missingDataCodes.map(({ code }) => code));
  for (const { checked } of rows.values()) {
    for (const [field, codes] of checked) {
      const code = [...codes].find((each) => missing.has(each));
      if (code !== undefined) checked.set(field, new Set([code]));
    }
  }
};

/** Puts a design and rows of its export into a sandbox, as the project of a user with all rights. */
export const projectFromExport =
  ({ design, rows }: Exported) =>
  (store: SandboxStore): { project: SandboxProject; owner: UserDefinition } => {
    const parts = sandboxProject(design);
    const project: SandboxProject = {
      ...parts,
      settings: { ...makeSettings(), ...parts.settings },
      arms: [
        { armNum: 1, name: 'A' },
        { armNum: 2, name: 'B' },
      ],
      status: 'development',
      creationTime: '2026-01-01 00:00:00',
      productionTime: '',
      dags: [{ groupId: 1, name: 'Site A', uniqueName: 'site_a' }],
      users: [],
      roles: [],
      surveys: [],
      records: new Map(),
      files: new Map(),
      nextDocId: 1,
      log: [],
    };
    for (const [name, own] of Map.groupBy(rows, (row) => row[design.recordIdField.fieldName] ?? '')) {
      const { record } = storedRecord(name, own, design, project);
      settleBoxes(record, design);
      record.dagId = own.some((row) => row['redcap_data_access_group'] === 'site_a') ? 1 : null;
      project.records.set(name, record);
    }
    store.projects.set(project.projectId, project);
    return { project, owner: addUser(project, store, { username: 'owner', rights: 'all' }) };
  };
