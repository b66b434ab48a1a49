import { createDemoProject } from '../../../src/sandbox/demo/study.ts';
import { createSandbox } from '../../../src/sandbox/http/app.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { recordIdField, studyEvents, studyFieldsOf, studyInstrument } from '../study.ts';
import type { UpstreamOptions } from './option.ts';

/** The sandbox behind an upstream, with the token of its study. */
export interface StudySandbox {
  readonly token: string;
  readonly answer: (request: Request) => Promise<Response>;
}

const SUPER_TOKEN = 'B'.repeat(64);

const designOf = (fields: number): readonly (readonly [content: string, data: readonly object[]])[] => [
  [
    'metadata',
    [recordIdField, ...studyFieldsOf(fields)].map((name) => ({
      field_name: name,
      form_name: studyInstrument,
      field_type: 'text',
      field_label: name,
    })),
  ],
  [
    'event',
    studyEvents.map((name, index) => ({
      event_name: name.replace('_arm_1', ''),
      arm_num: 1,
      unique_event_name: name,
      day_offset: index,
    })),
  ],
  ['formEventMapping', studyEvents.map((name) => ({ arm_num: 1, unique_event_name: name, form: studyInstrument }))],
];

/** The benchmarks' study: its design, and none of its records. */
const createStudy = async (fields: number): Promise<StudySandbox> => {
  const store = createStore({ seed: 'bench', superToken: SUPER_TOKEN });
  const answer = createSandbox(store);
  const post = async (parameters: Readonly<Record<string, string>>): Promise<string> => {
    const body = new URLSearchParams({ format: 'json', returnFormat: 'json', ...parameters });
    const response = await answer(new Request('http://sandbox/api/', { method: 'POST', body }));
    const text = await response.text();
    if (!response.ok) throw new Error(`The study could not be made: ${text}`);
    return text;
  };
  const project = JSON.stringify([{ project_title: 'Benchmark', purpose: 0, is_longitudinal: 1 }]);
  const token = await post({ token: SUPER_TOKEN, content: 'project', data: project });
  for (const [content, data] of designOf(fields)) {
    const override = content === 'event' ? { action: 'import', override: '1' } : {};
    await post({ token, content, ...override, data: JSON.stringify(data) });
  }
  return { token, answer };
};

/** The demo study with so many records: its own, and copies of them under other names. */
const createDemo = (records: number): StudySandbox => {
  const store = createStore({ seed: 'bench' });
  const project = createDemoProject(store);
  const own = [...project.records.values()];
  for (const { name } of own.slice(records)) project.records.delete(name);
  for (let number = own.length; number < records; number += 1) {
    const like = own[number % own.length];
    const name = `copy-${String(number)}`;
    if (like !== undefined) project.records.set(name, { ...like, name });
  }
  return { token: project.users[0]?.token ?? '', answer: createSandbox(store) };
};

/** The sandbox that answers whatever the upstream does not answer itself. */
export const createStudySandbox = async ({ study, fields, records }: UpstreamOptions): Promise<StudySandbox> =>
  study === 'demo' ? createDemo(records) : createStudy(fields ?? 20);
