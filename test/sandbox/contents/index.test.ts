import { describe, expect, it } from 'vitest';

import { sandboxMethods, superMethods } from '../../../src/sandbox/contents/index.ts';
import { makeSandbox, tokens } from '../support.ts';

describe('the list of methods', () => {
  it('has each content and action once, and each title once', () => {
    const keys = sandboxMethods.map((method) => `${method.content} ${method.action}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const titles = sandboxMethods.map((method) => method.title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    expect(superMethods.map((method) => method.title)).toEqual(['Create A New Project', 'Export REDCap Version']);
  });

  it.each(sandboxMethods.filter((method) => method.rights.some(({ right }) => right === 'api_import')))(
    'refuses $content $action to a token that may export only',
    async ({ content, action }) => {
      const { post } = makeSandbox();
      expect(await post({ token: tokens.classicReader, content, action, data: '', format: 'json' })).toEqual({
        status: 403,
        text: '{"error":"You do not have API Import/Update privileges"}',
        contentType: 'application/json; charset=utf-8',
      });
    },
  );

  it.each(sandboxMethods.filter(({ content, statuses }) => statuses?.allowed.length === 1 && content !== 'record'))(
    'refuses $content $action outside Development',
    async ({ content, action, statuses }) => {
      const { post, longitudinal } = makeSandbox();
      longitudinal.status = 'production';
      const reply = await post({ token: tokens.longitudinal, content, action, data: '[]', format: 'json' });
      expect(reply.status).toBe(400);
      expect(reply.text).toBe(JSON.stringify({ error: statuses?.refusal }));
    },
  );
});
