import { afterEach, describe, expect, it } from 'vitest';

import { parseConfig } from '../../../src/config.ts';
import { CommandError, runSandbox } from '../../../src/sandbox/command.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { variants } from '../../../src/sandbox/variant/table.ts';
import { chooseVariants, readVariants } from '../../../src/sandbox/variant/variant.ts';
import { startSandbox } from '../../../src/start/sandbox.ts';
import { readTable } from '../../support/markdown.ts';
import { cases } from './case.ts';

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
