import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectSource } from '../../../src/loaders/project-source.ts';
import { importRecords } from '../../../src/redcap/methods/record.ts';
import { clinic } from '../../support/clinic.ts';
import { startStudy, type SandboxCall, type Study } from '../../support/study.ts';

/** The calls that a design of the clinic is read with. */
const DESIGN = [
  'arm',
  'event',
  'exportFieldNames',
  'formEventMapping',
  'instrument',
  'metadata',
  'project',
  'repeatingFormsEvents',
];

describe('a design that is kept', () => {
  let study: Study;
  /** Answers in place of the sandbox, where it is set. */
  let intercept: ((call: SandboxCall) => Promise<Response> | undefined) | undefined;

  beforeEach(async () => {
    study = await startStudy({ project: clinic, intercept: (call, answer) => intercept?.(call) ?? answer() });
  });

  afterEach(async () => {
    intercept = undefined;
    await study.close();
  });

  const source = (): ProjectSource => {
    const [project] = study.contextOf({}).projects.values();
    if (project === undefined) throw new Error('the context has no project');
    return project;
  };
  const title = async (of = source()): Promise<string> => (await of.design()).rows.project.project_title;
  const asked = (): string[] => study.calls.map(({ content = '' }) => content).sort();
  const isAsked = (calls: readonly string[]) => expect.poll(asked).toEqual(calls);

  /** Reads the design, and lets so many of the 60 seconds pass for which it is kept. */
  const readAndWait = async (seconds: number): Promise<void> => {
    await title();
    expect(asked()).toEqual(DESIGN);
    study.forget();
    study.clock.skip(seconds * 1_000);
  };

  it('is read anew before it is too old for who asks, who does not wait and pays nothing', async () => {
    await readAndWait(46);
    study.project.settings.project_title = 'Another title';
    const request = source();
    expect(await title(request)).toBe('Clinic');
    await isAsked(DESIGN);
    await expect.poll(() => title()).toBe('Another title');
    expect(request.cost.calls).toBe(0);
    // More than 60 seconds after it was read for the first time.
    study.clock.skip(20_000);
    expect(await title()).toBe('Another title');
    expect(asked()).toEqual(DESIGN);
  });

  it('is read anew too where a part of it was asked for before', async () => {
    await source().project();
    await readAndWait(46);
    await title();
    await isAsked(DESIGN);
  });

  it('is read anew although others look for changes meanwhile', async () => {
    await readAndWait(46);
    const { promise: looked, resolve: go } = Promise.withResolvers<void>();
    intercept = ({ content }) =>
      content === 'arm'
        ? looked.then(async () => new Response(await study.post({ content: 'arm', format: 'json' })))
        : undefined;
    study.project.settings.project_title = 'Another title';
    await title();
    await isAsked(DESIGN);
    await source().readAnew();
    go();
    await expect.poll(() => title()).toBe('Another title');
    expect(asked()).toEqual(DESIGN);
  });

  it('stays as it was changed, when it was changed while it was read anew', async () => {
    await readAndWait(46);
    const { promise: changed, resolve: go } = Promise.withResolvers<void>();
    intercept = ({ content }) => {
      if (content !== 'project') return undefined;
      intercept = undefined;
      return study.post({ content: 'project', format: 'json' }).then(async (before) => {
        await changed;
        return new Response(before);
      });
    };
    await title();
    await expect.poll(() => intercept).toBe(undefined);
    study.project.settings.project_title = 'Another title';
    await source().forgetDesign();
    expect(await title()).toBe('Another title');
    study.forget();
    go();
    // All but the project are asked for once more, for the design that is not kept.
    await isAsked(DESIGN.filter((content) => content !== 'project'));
    expect(await title()).toBe('Another title');
  });

  it('is not read anew while it is young', async () => {
    await readAndWait(44);
    await title();
    expect(asked()).toEqual([]);
  });

  it('is read by whoever asks when nobody has asked for long', async () => {
    await readAndWait(61);
    const request = source();
    await title(request);
    expect(asked()).toEqual(DESIGN);
    expect(request.cost.calls).toBe(8);
  });

  it('is good to its end when it could not be read anew, for which one try is made', async () => {
    await readAndWait(46);
    intercept = ({ content }) =>
      content === 'metadata' ? Promise.resolve(new Response('broken', { status: 400 })) : undefined;
    for (let request = 0; request < 5; request += 1) expect(await title()).toBe('Clinic');
    await isAsked(DESIGN);
    for (let request = 0; request < 5; request += 1) expect(await title()).toBe('Clinic');
    expect(asked()).toEqual(DESIGN);
  });

  it('is kept although a record is written while it is read', async () => {
    const { promise: written, resolve: go } = Promise.withResolvers<void>();
    const { promise: isThere, resolve: arrive } = Promise.withResolvers<void>();
    intercept = ({ content }) => {
      if (content !== 'metadata') return undefined;
      arrive();
      return written.then(async () => new Response(await study.post({ content: 'metadata', format: 'json' })));
    };
    const reading = title();
    await isThere;
    const rows = [{ record_id: '1', redcap_event_name: 'baseline_arm_1', first_name: 'Ada' }];
    await source().write(importRecords, { rows, overwriteBehavior: 'normal', forceAutoNumber: false });
    go();
    expect(await reading).toBe('Clinic');
    study.forget();
    expect(await title()).toBe('Clinic');
    expect(asked()).toEqual([]);
  });
});
