import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../support.ts';

const lists = [
  ['arm', 'arms'],
  ['event', 'events'],
  ['dag', 'dags'],
  ['user', 'users'],
  ['userRole', 'roles'],
] as const;

const cases = lists.flatMap(([content, list]) =>
  (['json', 'csv', 'xml'] as const).flatMap((format) =>
    (['classic', 'longitudinal'] as const).map((project) => [content, list, format, project] as const),
  ),
);

// EVIDENCE.md#nothing-to-delete
describe('a deletion that names nothing', () => {
  it.each(cases)(
    'of content=%s, with %s left out or blank, answers 0 (%s, %s project)',
    async (content, list, format, project) => {
      const kit = makeSandbox();
      const before = structuredClone({ ...kit[project], log: [] });
      const sent = { token: tokens[project], content, action: 'delete', format };
      for (const blank of [{}, { [list]: '' }, { [`${list}[0]`]: '' }]) {
        expect(await kit.post({ ...sent, ...blank })).toMatchObject({ status: 200, text: '0' });
      }
      expect(structuredClone({ ...kit[project], log: [] })).toEqual(before);
    },
  );

  it.each([
    ['arm', 'arms', '1', 'You cannot delete arms for classic projects'],
    ['event', 'events', 'event_1_arm_1', 'You cannot delete events for classic projects'],
  ])('is refused of content=%s in a classic project where %s names one', async (content, list, name, error) => {
    const { postJson } = makeSandbox();
    const sent = { token: tokens.classic, content, action: 'delete', [`${list}[0]`]: name };
    expect(await postJson(sent)).toEqual({ error });
  });

  it('is refused of records, which must be named', async () => {
    const { post } = makeSandbox();
    expect((await post({ token: tokens.classic, content: 'record', action: 'delete' })).status).toBe(400);
  });
});
