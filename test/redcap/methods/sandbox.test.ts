import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/redcap/clock.ts';
import { createRedcap } from '../../../src/redcap/client.ts';
import type { Redcap } from '../../../src/redcap/client.ts';
import type { FileReply, Method } from '../../../src/redcap/method.ts';
import { deleteArms, exportArms, importArms } from '../../../src/redcap/methods/arm.ts';
import {
  deleteDataAccessGroups,
  exportDataAccessGroups,
  importDataAccessGroups,
  switchDataAccessGroup,
} from '../../../src/redcap/methods/data-access-group.ts';
import { deleteEvents, exportEvents, importEvents } from '../../../src/redcap/methods/event.ts';
import { exportFieldNames } from '../../../src/redcap/methods/field-name.ts';
import {
  createFileRepositoryFolder,
  deleteFileRepositoryFile,
  exportFileRepositoryFile,
  importFileRepositoryFile,
  listFileRepository,
} from '../../../src/redcap/methods/file-repository.ts';
import { deleteFile, exportFile, importFile } from '../../../src/redcap/methods/file.ts';
import { exportFormEventMappings, importFormEventMappings } from '../../../src/redcap/methods/form-event-mapping.ts';
import { methods } from '../../../src/redcap/methods/index.ts';
import { exportInstruments } from '../../../src/redcap/methods/instrument.ts';
import { exportLogging } from '../../../src/redcap/methods/log.ts';
import { exportMetadata, importMetadata } from '../../../src/redcap/methods/metadata.ts';
import { exportPdf } from '../../../src/redcap/methods/pdf.ts';
import { exportProjectXml } from '../../../src/redcap/methods/project-xml.ts';
import { createProject, exportProject, importProjectSettings } from '../../../src/redcap/methods/project.ts';
import {
  deleteRecords,
  exportRecords,
  generateNextRecordName,
  importRecords,
  importRecordsOnce,
  randomizeRecord,
  renameRecord,
  type RecordRow,
} from '../../../src/redcap/methods/record.ts';
import { exportRecordCells } from '../../../src/redcap/methods/record-cell.ts';
import { exportRecordPlaces } from '../../../src/redcap/methods/record-place.ts';
import { exportRecordSummary } from '../../../src/redcap/methods/record-summary.ts';
import {
  exportRepeatingInstrumentsAndEvents,
  importRepeatingInstrumentsAndEvents,
} from '../../../src/redcap/methods/repeating-setup.ts';
import { exportReport, exportReportRows } from '../../../src/redcap/methods/report.ts';
import {
  exportSurveyAccessCode,
  exportSurveyLink,
  exportSurveyParticipants,
  exportSurveyQueueLink,
  exportSurveyReturnCode,
} from '../../../src/redcap/methods/survey.ts';
import { exportUserDagAssignments, importUserDagAssignments } from '../../../src/redcap/methods/user-dag-assignment.ts';
import {
  exportUserRoleAssignments,
  importUserRoleAssignments,
} from '../../../src/redcap/methods/user-role-assignment.ts';
import { deleteUserRoles, exportUserRoles, importUserRoles } from '../../../src/redcap/methods/user-role.ts';
import { deleteUsers, exportUsers, importUsers } from '../../../src/redcap/methods/user.ts';
import { exportVersion } from '../../../src/redcap/methods/version.ts';
import { createTransport } from '../../../src/redcap/transport.ts';
import type { Transport } from '../../../src/redcap/transport.ts';
import { createSandbox } from '../../../src/sandbox/http/app.ts';
import { demoUsers } from '../../../src/sandbox/demo/access.ts';
import { createDemoProject } from '../../../src/sandbox/demo/study.ts';
import type { ListeningSandbox } from '../../../src/sandbox/http/listen.ts';
import { listenSandbox } from '../../../src/sandbox/http/listen.ts';
import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import { createStore, defaultSuperToken } from '../../../src/sandbox/state/store.ts';

let sandbox: ListeningSandbox;
let transport: Transport;
let study: SandboxProject;
let redcap: Redcap;

const called = new Set<string>();

const call = <Args, Result>(method: Method<Args, Result>, args: Args, by: Redcap = redcap): Promise<Result> => {
  called.add(method.name);
  return by.call(method, args);
};

const bytesOf = async function* (text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
};

const collect = async ({ body }: FileReply): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
};

const upload = (text: string) => ({ fileName: 'note 1.txt', contentType: 'text/plain', body: bytesOf(text) });

beforeAll(async () => {
  const store = createStore({ seed: 'methods', now: () => new Date(2025, 0, 1, 12, 0, 0) });
  study = createDemoProject(store);
  for (const name of [...study.records.keys()].slice(30)) study.records.delete(name);
  sandbox = await listenSandbox(createSandbox(store), { host: '127.0.0.1', port: 0 });
  // The sandbox bans nobody, and this file makes more calls than REDCap allows in five seconds.
  transport = createTransport({
    url: sandbox.url,
    clock: systemClock,
    callsPerMinute: 1_000_000,
    callsPerFiveSeconds: 100_000,
  });
  redcap = createRedcap({ transport, token: demoUsers[0].token });
});

afterAll(async () => {
  await transport.close(0);
  await sandbox.close(0);
});

describe('the client and the sandbox agree on', () => {
  it('the project, its XML and its settings', async () => {
    expect(await call(exportVersion, undefined)).toBe('16.1.3');
    expect(await call(importProjectSettings, { project_irb_number: 'X-1', scheduling_enabled: true })).toBe(2);
    expect(await call(exportProject, undefined)).toMatchObject({ project_irb_number: 'X-1', scheduling_enabled: true });
    const xml = await collect(await call(exportProjectXml, { returnMetadataOnly: true }));
    expect(xml).toContain('<StudyName>STROKE-2');
  });

  it('PDFs', async () => {
    const file = await call(exportPdf, { record: '1', instrument: 'demographics', event: 'baseline_arm_1' });
    expect([file.fileName, (await collect(file)).slice(0, 8)]).toEqual(['demographics.pdf', '%PDF-1.3']);
  });

  it('the design', async () => {
    const metadata = await call(exportMetadata, {});
    expect(await call(importMetadata, { rows: metadata })).toBe(metadata.length);
    expect((await call(exportInstruments, undefined)).length).toBe(11);
    expect((await call(exportFieldNames, {})).length).toBeGreaterThan(metadata.length);
    expect(await call(importArms, { rows: [{ arm_num: 3, name: 'Three' }], override: false })).toBe(1);
    expect(await call(importEvents, { rows: [{ event_name: 'Extra', arm_num: 3 }], override: false })).toBe(1);
    expect((await call(exportArms, {})).at(-1)).toEqual({ arm_num: 3, name: 'Three' });
    expect((await call(exportEvents, { arms: [3] })).map((event) => event.unique_event_name)).toEqual(['extra_arm_3']);
    const mappings = await call(exportFormEventMappings, {});
    expect(await call(importFormEventMappings, { rows: mappings })).toBe(mappings.length);
    expect(await call(deleteEvents, { events: ['extra_arm_3'] })).toBe(1);
    expect(await call(deleteArms, { arms: [3] })).toBe(1);
    const repeating = await call(exportRepeatingInstrumentsAndEvents, undefined);
    expect(await call(importRepeatingInstrumentsAndEvents, { rows: repeating })).toBe(repeating.length);
  });

  it('records', async () => {
    const row = { redcap_event_name: 'screening_arm_1', screening_date: '2025-01-01' };
    const common = { overwriteBehavior: 'normal', forceAutoNumber: false } as const;
    expect((await call(importRecords, { rows: [{ record_id: 'x', ...row }], ...common })).ids).toEqual(['x']);
    const once = await call(importRecordsOnce, {
      rows: [{ record_id: 'y', ...row }],
      ...common,
      forceAutoNumber: true,
    });
    expect(once.autoIds).toEqual([{ record: once.ids[0], provided: 'y' }]);
    expect(await call(generateNextRecordName, undefined)).toBe(String(Number(once.ids[0]) + 1));
    expect(await call(renameRecord, { record: 'x', newRecordName: 'z' })).toBe(1);
    expect(await call(exportRecords, { records: ['z'], fields: ['record_id', 'screening_date'] })).toMatchObject([
      { record_id: 'z', screening_date: '2025-01-01' },
    ]);
    const looked = [{ name: 'screening_date', columns: ['screening_date'], isCheckbox: false }];
    const places = { recordIdField: 'record_id', looked, dataAccessGroups: null };
    expect(
      await call(exportRecordPlaces, { ...places, records: ['z'], fields: ['record_id', 'screening_date'] }),
    ).toMatchObject({ names: ['z'], kindOf: [0], kinds: [[['screening_arm_1', '', '', ['screening_date']]]] });
    const start = () => {
      const dates: (string | undefined)[] = [];
      return {
        take: async (rows: readonly RecordRow[]) => {
          await Promise.resolve();
          dates.push(...rows.map((row) => row['screening_date']));
        },
        end: () => dates,
      };
    };
    expect(
      await call(exportRecordSummary, {
        records: ['z'],
        fields: ['record_id', 'screening_date'],
        kept: 'dates',
        start,
      }),
    ).toEqual(['2025-01-01']);
    const [cells] = await call(exportRecordCells, { records: ['z'], fields: ['record_id', 'screening_date'] });
    expect(cells?.get('screening_date')).toBe('2025-01-01');
    expect(await call(deleteRecords, { records: ['z', ...once.ids] })).toBe(2);
  });

  it('randomizing', async () => {
    const eventId = study.events.find((event) => event.uniqueEventName === 'baseline_arm_1')?.eventId ?? 0;
    study.settings.randomization_enabled = true;
    study.randomizations = [
      {
        randomizationId: 5,
        targetField: 'rand_group',
        targetEventId: eventId,
        strata: [],
        byGroup: false,
        isConcealed: false,
        table: [{ value: 'A', number: 'R-1', strata: {}, dagId: null, record: null }],
      },
    ];
    const rows = [{ record_id: 'r', redcap_event_name: 'screening_arm_1' }];
    await call(importRecords, { rows, overwriteBehavior: 'normal', forceAutoNumber: false });
    expect(await call(randomizeRecord, { record: 'r', randomizationId: 5, returnAlt: true })).toEqual({
      randomization_id: 5,
      record: 'r',
      target_field: 'A',
      target_field_alt: 'R-1',
    });
  });

  it('files', async () => {
    const place = { record: '1', field: 'consent_pdf', event: 'screening_arm_1' };
    await call(importFile, { ...place, file: upload('hello') });
    const file = await call(exportFile, place);
    expect([file.fileName, await collect(file)]).toEqual(['note 1.txt', 'hello']);
    await call(deleteFile, place);
    await expect(call(exportFile, place)).rejects.toMatchObject({ code: 'REDCAP_REJECTED' });
  });

  it('the file repository', async () => {
    const folderId = await call(createFileRepositoryFolder, { name: 'Minutes' });
    await call(importFileRepositoryFile, { file: upload('minutes'), folderId });
    const none = { role: '', dag: '' };
    expect(await call(listFileRepository, {})).toEqual([{ folder_id: 1, doc_id: null, name: 'Minutes', ...none }]);
    const [entry] = await call(listFileRepository, { folderId });
    expect(entry).toMatchObject({ folder_id: null, name: 'note 1.txt' });
    const docId = entry?.doc_id ?? 0;
    expect(await collect(await call(exportFileRepositoryFile, { docId }))).toBe('minutes');
    await call(deleteFileRepositoryFile, { docId });
    expect(await call(listFileRepository, { folderId })).toEqual([]);
  });

  it('groups and who is in them', async () => {
    const rows = [{ data_access_group_name: 'Site X', unique_group_name: '' }];
    expect(await call(importDataAccessGroups, { rows })).toBe(1);
    expect((await call(exportDataAccessGroups, undefined)).at(-1)).toMatchObject({ unique_group_name: 'site_x' });
    const assignment = { username: 'demo_app', redcap_data_access_group: 'site_x' };
    expect(await call(importUserDagAssignments, { rows: [assignment] })).toBe(1);
    expect(await call(exportUserDagAssignments, undefined)).toContainEqual(assignment);
    expect(await call(switchDataAccessGroup, { dag: 'site_x' })).toBe(1);
    expect(await call(switchDataAccessGroup, { dag: '' })).toBe(1);
    expect(await call(deleteDataAccessGroups, { dags: ['site_x'] })).toBe(1);
  });

  it('users, roles and who is in them', async () => {
    const owner = (await call(exportUsers, undefined)).find(({ username }) => username === 'demo_owner');
    if (owner === undefined) throw new Error('There is no owner.');
    expect(owner).toMatchObject({ username: 'demo_owner', rights: { api_export: 1, design: 1 } });
    expect(await call(importUsers, { rows: [{ ...owner, username: 'new@example.org' }] })).toBe(1);
    const { username: _, ...ownRights } = owner;
    const users = await call(exportUsers, undefined);
    const { rights, forms, forms_export } = ownRights;
    expect(users.find(({ username }) => username === 'new@example.org')).toMatchObject({ rights, forms, forms_export });
    const role = { unique_role_name: '', role_label: 'Reader', rights: { api_export: 1 }, forms, forms_export };
    expect(await call(importUserRoles, { rows: [role] })).toBe(1);
    const made = (await call(exportUserRoles, undefined)).find(({ role_label }) => role_label === 'Reader');
    expect(made).toMatchObject({ rights: { api_export: 1, design: 0 }, forms, forms_export });
    const unique_role_name = made?.unique_role_name ?? '';
    const assignment = { username: 'new@example.org', unique_role_name, data_access_group: '' };
    expect(await call(importUserRoleAssignments, { rows: [assignment] })).toBe(1);
    expect(await call(exportUserRoleAssignments, undefined)).toContainEqual(assignment);
    expect(await call(deleteUserRoles, { roles: [unique_role_name] })).toBe(1);
    expect(await call(deleteUsers, { users: ['new@example.org'] })).toBe(1);
  });

  it('surveys', async () => {
    const where = { record: '1', instrument: 'quality_of_life', event: '90_day_follow_up_arm_1' };
    const link = await call(exportSurveyLink, where);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/surveys\/\?s=[A-Z0-9]{16}$/);
    expect(await call(exportSurveyAccessCode, where)).toMatch(/^[A-Z0-9]{9}$/);
    expect(await call(exportSurveyReturnCode, where)).toMatch(/^[A-Z0-9]{8}$/);
    expect(await call(exportSurveyQueueLink, { record: '1' })).toMatch(/\/surveys\/\?sq=[A-Z0-9]{16}$/);
    const participants = await call(exportSurveyParticipants, where);
    expect(participants.filter(({ record }) => record === '1')).toMatchObject([{ survey_link: link }]);
  });

  it('reports and the log', async () => {
    const rows = await call(exportReport, { reportId: 1 });
    const batches = (await Readable.from(await call(exportReportRows, { reportId: 1 })).toArray()) as unknown[][];
    expect(batches.flat()).toEqual(rows);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'record_id',
      'redcap_event_name',
      'redcap_repeat_instrument',
      'redcap_repeat_instance',
      'redcap_data_access_group',
      'enrol_date',
      'sex',
      'age',
      'rand_group',
    ]);
    expect(await call(exportLogging, { logtype: 'export', beginTime: '2025-01-01 00:00' })).toContainEqual({
      timestamp: '2025-01-01 12:00',
      username: 'demo_owner',
      action: 'Data Export (API)',
      details: "report_id = '1', export_format = 'json'",
      record: '',
    });
  });

  it('new projects', async () => {
    const administrator = createRedcap({ transport, token: defaultSuperToken });
    const token = await call(createProject, { project_title: 'New', purpose: 0 }, administrator);
    expect(await call(exportProject, undefined, createRedcap({ transport, token }))).toMatchObject({
      project_title: 'New',
      record_autonumbering_enabled: true,
    });
  });

  it('every method that there is', () => {
    expect(methods.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([]);
  });
});
