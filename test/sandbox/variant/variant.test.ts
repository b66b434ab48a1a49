import { afterEach, describe, expect, it } from 'vitest';

import { parseConfig } from '../../../src/config.ts';
import { CommandError, runSandbox } from '../../../src/sandbox/command.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { variants } from '../../../src/sandbox/variant/table.ts';
import { chooseVariants, readVariants } from '../../../src/sandbox/variant/variant.ts';
import type { Variants } from '../../../src/sandbox/variant/variant.ts';
import { startSandbox } from '../../../src/start/sandbox.ts';
import { readTable } from '../../support/markdown.ts';
import type { Bench } from '../record/support.ts';
import { sketchPressure } from '../record/support.ts';
import { makeSandbox, tokens } from '../support.ts';
import { askNewProject, listNames, sketchSurvey } from './support.ts';

/** What a sandbox answers with each value of a variant. A variant without a case does not compile. */
type Cases = {
  readonly [Name in keyof Variants]: {
    readonly show: (chosen: Partial<Variants>) => Promise<unknown>;
    readonly shown: Readonly<Record<Variants[Name], unknown>>;
  };
};

const choose = (bench: Bench, chosen: Partial<Variants>): Bench => {
  Object.assign(bench.store.variants, chosen);
  return bench;
};

const cases: Cases = {
  'instance-rows': {
    show: async (chosen) => {
      const bench = choose(await sketchPressure(), chosen);
      return bench.text({ format: 'csv', fields: 'record_id' });
    },
    shown: {
      asked: 'record_id,redcap_repeat_instrument,redcap_repeat_instance\n1,,\n2,,\n',
      all: 'record_id,redcap_repeat_instrument,redcap_repeat_instance\n1,,\n1,bp,1\n1,bp,2\n2,,\n',
    },
  },
  'creator-rights': {
    show: async (chosen) => {
      const [creator] = (await askNewProject(chosen, { content: 'user' })) as Record<string, unknown>[];
      return Object.entries(creator ?? {}).flatMap(([right, level]) => (level === 0 ? [right] : []));
    },
    shown: {
      limited: [
        'email_logging',
        'mobile_app_download_data',
        'record_rename',
        'record_delete',
        'lock_records_all_forms',
        'lock_records',
        'lock_records_customization',
      ],
      all: [],
    },
  },
  'form-rights': {
    show: async (variants) => {
      const { post, postJson } = makeSandbox({ variants });
      const data = '[{"username":"reader","forms":{"demographics":2,"health":138}}]';
      await post({ token: tokens.classic, content: 'user', format: 'json', data });
      const users = (await postJson({ token: tokens.classic, content: 'user' })) as { forms: unknown }[];
      return users.slice(0, 2).map(({ forms }) => forms);
    },
    shown: {
      given: [
        { demographics: 1, health: 1 },
        { demographics: 2, health: 138 },
      ],
      bits: [
        { demographics: 130, health: 130 },
        { demographics: 129, health: 138 },
      ],
    },
  },
  'new-calculations': {
    show: (chosen) => askNewProject(chosen, { content: 'record', fields: 'id,weight,double' }),
    shown: { blank: [{ id: '7', weight: '80', double: '' }], kept: [{ id: '7', weight: '80', double: '160' }] },
  },
  'xml-choices': {
    show: async (chosen) => {
      const asked = { content: 'metadata', fields: 'box' };
      const rows = (await askNewProject(chosen, asked)) as Record<string, unknown>[];
      return rows.map((row) => row.select_choices_or_calculations);
    },
    shown: { written: ['1, Fish|2, Meat'], spaced: ['1, Fish | 2, Meat'] },
  },
  'xml-line-breaks': {
    show: (chosen) => askNewProject(chosen, { content: 'record', fields: 'note' }),
    shown: { joined: [{ note: 'one\ntwo' }], kept: [{ note: 'one\r\ntwo' }] },
  },
  'xml-control-characters': {
    show: async (variants) => {
      const { post } = makeSandbox({ variants });
      const sent = { token: tokens.classic, content: 'record' };
      await post({ ...sent, format: 'json', data: '[{"study_id":"1","comments":"soft\\u000bbreak"}]' });
      const texts = [];
      for (const asked of [{ format: 'xml' }, { format: 'odm' }, { content: 'project_xml' }]) {
        texts.push(/soft.?break/s.exec((await post({ ...sent, ...asked })).text)?.[0]);
      }
      return texts;
    },
    shown: {
      raw: ['soft\u000bbreak', 'soft\u000bbreak', 'soft\u000bbreak'],
      dropped: ['softbreak', 'softbreak', 'softbreak'],
    },
  },
  participants: {
    show: (chosen) => listNames(sketchSurvey(chosen)),
    shown: { arm: ['answered', 'begun', 'enrolled'], event: ['answered', 'begun'], answered: ['answered'] },
  },
  'classic-events': {
    show: async (variants) => {
      const { post } = makeSandbox({ variants });
      const sent = { token: tokens.classic, action: 'import', format: 'json' };
      const arm = await post({ ...sent, content: 'arm', data: '[{"arm_num":1,"name":"Arm 1"}]' });
      const event = await post({ ...sent, content: 'event', data: '[{"arm_num":1,"event_name":"Visit"}]' });
      return [arm.text, event.text];
    },
    shown: {
      taken: ['1', '1'],
      refused: [
        '{"error":"You cannot import arms for classic projects"}',
        '{"error":"You cannot import events for classic projects"}',
      ],
    },
  },
  'record-name-case': {
    show: async (variants) => {
      const { post } = makeSandbox({ variants });
      const sent = { token: tokens.classic, content: 'record', format: 'json' };
      for (const name of ['A-1', 'a-1']) await post({ ...sent, data: JSON.stringify([{ study_id: name, age: '4' }]) });
      const { text } = await post({ ...sent, format: 'csv', 'records[0]': 'a-1', 'fields[0]': 'study_id' });
      return text;
    },
    shown: { kept: 'study_id\na-1\n', ignored: 'study_id\nA-1\n' },
  },
};

const rows = Object.entries(cases).flatMap(([name, { show, shown }]) =>
  Object.entries(shown).map(([value, answer]): [string, string, typeof show, unknown] => [name, value, show, answer]),
);

describe('the variants of the sandbox', () => {
  it.each(rows)('%s=%s answers as its line in the table says', async (name, value, show, answer) => {
    expect(await show(readVariants([`${name}=${value}`]))).toEqual(answer);
  });

  it('are those of the table in the README, the default first', () => {
    const table = variants.flatMap(({ name, values, evidence }) =>
      Object.entries(values).map(([value, meaning]) => ({
        variant: `\`${name}\``,
        value: `\`${value}\``,
        'what the sandbox does': meaning,
        fact: `[${evidence}](EVIDENCE.md#${evidence})`,
      })),
    );
    expect(readTable('src/sandbox/README.md', 'variants')).toEqual(table);
  });

  it('have two values or more, each name once', () => {
    expect(variants.filter(({ values }) => Object.keys(values).length < 2)).toEqual([]);
    expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
  });

  it('are plain data in the store, with the default where nothing is chosen', () => {
    expect(createStore().variants).toEqual(chooseVariants());
    expect(createStore().variants['instance-rows']).toBe('asked');
    expect(createStore({ variants: { 'instance-rows': 'all' } }).variants['instance-rows']).toBe('all');
  });
});

describe('the option --variant', () => {
  let close: () => Promise<void> = () => Promise.resolve();

  afterEach(async () => {
    await close();
    close = () => Promise.resolve();
  });

  const countRows = async (url: string): Promise<number> => {
    const sent = { token: 'DE300000000000000000000000000001', content: 'record', format: 'json' };
    const body = new URLSearchParams({ ...sent, records: '3', fields: 'record_id' });
    return ((await (await fetch(url, { method: 'POST', body })).json()) as unknown[]).length;
  };

  it.each([
    [7, []],
    [7, ['--variant', 'instance-rows=asked']],
    [10, ['--variant', 'instance-rows=all']],
    [10, ['--variant', 'instance-rows=asked', '--variant=instance-rows=all']],
  ])('serves %i rows for %j, in the sandbox alone and behind the gateway', async (count, argv) => {
    let printed = '';
    ({ close } = await runSandbox(
      ['--port', '0', '--control-port', 'off', ...argv],
      {},
      {
        write: (text: string) => (printed += text),
      },
    ));
    expect(await countRows(/API at (\S+)/.exec(printed)?.[1] ?? '')).toBe(count);
    const embedded = await startSandbox(parseConfig({ argv, env: {} }));
    expect(await countRows(embedded.url)).toBe(count);
    await embedded.close();
  });

  it.each([
    ['rows=all', /^--variant: The sandbox has no variant "rows"\. It has instance-rows=asked\|all/],
    ['instance-rows', /^--variant: The variant instance-rows has no value ""\. It has asked and all\.$/],
    ['instance-rows=none', /^--variant: The variant instance-rows has no value "none"\. It has asked and all\.$/],
    ['instance-rows=toString', /^--variant: The variant instance-rows has no value "toString"/],
  ])('refuses %s, and lists what there is', async (text, message) => {
    const run = runSandbox(['--variant', text], {}, { write: () => undefined });
    await expect(run).rejects.toThrow(CommandError);
    await expect(run).rejects.toThrow(message);
    await expect(startSandbox(parseConfig({ argv: ['--variant', text], env: {} }))).rejects.toThrow(message);
  });

  it('is refused beside a REDCap server', () => {
    const env = { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: 'A'.repeat(32) };
    expect(() => parseConfig({ argv: ['--variant', 'instance-rows=all'], env })).toThrow(
      '--variant says how the sandbox behaves, but a REDCap server is configured: use one of them.',
    );
  });
});
