import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { root } from '../support/markdown.ts';
import { makeSandbox, tokens } from './support.ts';

const folder = join(root, 'src', 'sandbox');

const lines = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((line) => [file, line] as const),
  );

/** What a person pastes into grep: the longest sentence or part of one that has no name in quotes and no number. */
const searchFor = (refusal: string): string =>
  refusal
    .split(/"[^"]*"|'[^']*'|\d+|: |(?<=\.) /)
    .map((part) => part.trim())
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');

/** The files with a line that has it. */
const grep = (text: string): string[] => [
  ...new Set(lines.filter(([, line]) => line.includes(text)).map(([file]) => file)),
];

type Sent = Readonly<Record<string, string>>;

const classic = { token: tokens.classic };
const longitudinal = { token: tokens.longitudinal };

/** Takes one right from the owner of the classic project. */
const without =
  (right: string) =>
  (kit: ReturnType<typeof makeSandbox>): void => {
    const [owner] = kit.classic.users;
    if (owner !== undefined) owner.flags[right] = 0;
  };

const produce = (kit: ReturnType<typeof makeSandbox>): void => {
  kit.classic.status = 'production';
  kit.longitudinal.status = 'production';
};

const nothing = (): void => undefined;

describe('a refusal is found by grep', () => {
  it.each<[file: string, sent: Sent, prepare: (kit: ReturnType<typeof makeSandbox>) => void]>([
    ['contents/design/arm.ts', { ...classic, content: 'arm' }, nothing],
    ['contents/design/event.ts', { ...classic, content: 'event' }, nothing],
    ['contents/design/event.ts', { ...classic, content: 'event', action: 'delete', 'events[0]': 'x' }, nothing],
    ['contents/design/form-event-mapping.ts', { ...classic, content: 'formEventMapping' }, nothing],
    ['contents/design/arm.ts', { ...longitudinal, content: 'arm', action: 'import', data: '[]' }, produce],
    ['contents/design/metadata.ts', { ...classic, content: 'metadata', data: '[]' }, produce],
    ['contents/design/repeating-setup.ts', { ...classic, content: 'repeatingFormsEvents' }, nothing],
    ['contents/design/metadata-validation.ts', { ...classic, content: 'metadata', data: '[]' }, nothing],
    [
      'contents/design/arm.ts',
      { ...longitudinal, content: 'arm', action: 'import', data: '[{"arm_num":"0","name":"A"}]' },
      nothing,
    ],
    [
      'contents/design/event-import.ts',
      { ...longitudinal, content: 'event', action: 'import', data: '[{"event_name":"A","arm_num":"9"}]' },
      nothing,
    ],
    [
      'contents/access/user-name.ts',
      { ...classic, content: 'userRoleMapping', data: '[{"username":"nobody","unique_role_name":""}]' },
      nothing,
    ],
    ['call/right.ts', { ...classic, content: 'user' }, without('user_rights')],
    ['call/right.ts', { ...classic, content: 'dag' }, without('data_access_groups')],
    ['call/right.ts', { ...classic, content: 'log' }, without('logging')],
    ['call/right.ts', { ...classic, content: 'fileRepository', action: 'createFolder' }, without('file_repository')],
    ['call/right.ts', { ...classic, content: 'metadata' }, without('api_export')],
    ['contents/record/record.ts', { ...classic, content: 'record', action: 'delete' }, without('record_delete')],
    ['contents/record/delete.ts', { ...classic, content: 'record', action: 'delete', 'records[0]': '99' }, nothing],
    ['contents/record/target.ts', { ...classic, content: 'record', data: '[{"study_id":"1","shoe":"2"}]' }, nothing],
    [
      'contents/file/repository-folder.ts',
      { ...classic, content: 'fileRepository', action: 'list', folder_id: '99' },
      nothing,
    ],
    ['contents/file/repository.ts', { ...classic, content: 'fileRepository', action: 'export', doc_id: '9' }, nothing],
    ['contents/survey/survey.ts', { ...classic, content: 'surveyLink', instrument: 'health' }, nothing],
    ['call/refusal.ts', { ...classic, content: 'report' }, nothing],
    ['call/refusal.ts', { ...classic, content: 'nonsense' }, nothing],
    ['http/authentication.ts', { token: '0'.repeat(32), content: 'record' }, nothing],
  ])('in %s', async (file, sent, prepare) => {
    const kit = makeSandbox();
    prepare(kit);
    const { status, text } = await kit.post({ format: 'json', returnFormat: 'json', ...sent });
    expect(status).toBeGreaterThanOrEqual(400);
    const { error } = JSON.parse(text) as { error: string };
    const searched = grep(error).includes(file) ? error : searchFor(error);
    expect(searched.split(' ').length).toBeGreaterThan(2);
    expect(grep(searched)).toContain(file);
    expect(grep(searched).length).toBeLessThanOrEqual(3);
  });
});

describe('an import whose columns have other names', () => {
  const headings = 'Variable / Field Name,Form Name,Field Type\nage,one,text\nweight,one,text\nheight,one,text';

  it.each<[sent: Sent, refusal: string]>([
    [{ ...classic, content: 'metadata' }, "The columns 'field_name', 'form_name', 'field_type' are"],
    [{ ...longitudinal, content: 'arm', action: 'import' }, "The columns 'arm_num', 'name' are"],
    [{ ...longitudinal, content: 'event', action: 'import' }, "The columns 'event_name', 'arm_num' are"],
    [{ ...longitudinal, content: 'formEventMapping' }, "The columns 'unique_event_name', 'form' are"],
    [{ ...classic, content: 'repeatingFormsEvents' }, "The column 'form_name' is"],
    [{ ...classic, content: 'dag', action: 'import' }, "The column 'data_access_group_name' is"],
    [
      { ...classic, content: 'userDagMapping', action: 'import' },
      "The columns 'username', 'redcap_data_access_group' are",
    ],
    [{ ...classic, content: 'userRoleMapping', action: 'import' }, "The columns 'username', 'unique_role_name' are"],
    [{ ...classic, content: 'user' }, "The column 'username' is"],
  ])('is refused with one sentence, and not with one for each row: %j', async (sent, refusal) => {
    const { post } = makeSandbox();
    const { status, text } = await post({ ...sent, format: 'csv', returnFormat: 'json', data: headings });
    expect([status, JSON.parse(text)]).toEqual([400, { error: `${refusal} missing from the data being imported` }]);
  });
});
