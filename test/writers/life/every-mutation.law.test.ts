import { afterEach, describe, expect, it } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { createSkippingClock } from '../../support/skipping-clock.ts';
import { startStudy, type Loss, type Study } from '../../support/study.ts';
import { isWrite, storedIn } from '../../support/study-write.ts';
import { inputTypeOf, lifeClinic, mutationCases, type MutationCase } from './mutation.ts';

/** When REDCap does what it was sent: it may still be at work when its answer is lost. */
type Moment = 'at once' | 'between two looks' | 'after the last look';

type Lose = (study: Study) => Response | Loss;

const page = (status: number, words = 'Proxy'): Response =>
  new Response(`<html><body><h1>${words}</h1></body></html>`, { status, headers: { 'content-type': 'text/html' } });

/** What a web server says when the process that did REDCap's work has died. */
const DIED =
  'The server is temporarily unable to service your request due to maintenance downtime or capacity problems.';

/** Every way in which an answer is lost after the call was sent. */
const losses: Readonly<Record<string, Lose>> = {
  'a 502 of a proxy': () => page(502),
  'a 504 of a proxy': () => page(504),
  'a 503 of a web server': () => page(503, DIED),
  'no answer in time': (study) => {
    study.clock.skip(120_000);
    return 'hang';
  },
  'a reset connection': () => 'reset',
  'a body that breaks off': () => 'cut',
  'an empty body': () => new Response(''),
  'a page with 200': () => page(200),
  'an answer of another form': () => Response.json({ unexpected: true }),
};

const moments: readonly Moment[] = ['at once', 'between two looks', 'after the last look'];

interface PayloadError {
  readonly code: string;
  readonly message: string;
  readonly isRetryable: boolean;
  readonly retryAfterSeconds: number | null;
}

interface Result {
  readonly errors: readonly PayloadError[];
  readonly rows: readonly { readonly outcome: string }[];
  readonly writes: number;
  readonly isStored: boolean;
  readonly pauses: readonly number[];
}

type Respond = (study: Study, commit: () => Promise<Response>) => Promise<Response | Loss>;

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const run = async (
  { name, input }: MutationCase,
  respond: Respond,
  during?: () => Promise<unknown>,
): Promise<Result> => {
  let isArmed = false;
  let writes = 0;
  const clock = createSkippingClock(() => during?.());
  const study = await startStudy({
    project: lifeClinic,
    mayCreateProjects: true,
    clock,
    intercept: (call, answer) => {
      if (!isArmed || !isWrite(call)) return answer();
      writes += 1;
      return respond(study, answer);
    },
  });
  studies.push(study);
  const prepared = typeof input === 'function' ? await input(study) : input;
  const before = storedIn(study);
  isArmed = true;
  const rows = name === 'importRecords' ? 'rows { outcome }' : '';
  const source = `mutation ($input: ${inputTypeOf(name)}) {
    ${name}(input: $input) { errors { code message isRetryable retryAfterSeconds } ${rows} }
  }`;
  const project = name === 'createProject' ? {} : { project: 'study' };
  const { data, errors } = await study.run(source, { input: { ...project, ...prepared } });
  expect(errors).toEqual([]);
  const payload = data[name] as { errors: PayloadError[]; rows?: { outcome: string }[] };
  return {
    errors: payload.errors,
    rows: payload.rows ?? [],
    writes,
    isStored: storedIn(study) !== before,
    pauses: clock.pauses,
  };
};

/** Runs a mutation whose answer is lost, while REDCap does it at some moment. */
const runLost = (mutation: MutationCase, lose: Lose, moment: Moment): Promise<Result> => {
  let commit = (): Promise<unknown> => Promise.resolve();
  const respond: Respond = async (study, answer) => {
    if (moment === 'at once') await answer();
    if (moment === 'between two looks') {
      commit = () => {
        commit = () => Promise.resolve();
        return answer();
      };
    }
    return lose(study);
  };
  return run(mutation, respond, () => commit());
};

const titleOf = ({ name, title }: MutationCase): string => (title === undefined ? name : `${name} ${title}`);
const cases = mutationCases.map((mutation) => [titleOf(mutation), mutation] as const);

describe('every mutation', () => {
  it('has a case here', () => {
    const named = new Set(mutationCases.map(({ name }) => name));
    expect([...named].sort()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort());
  });
});

describe.each(cases)('%s', (_title, mutation) => {
  const ways = Object.entries(losses).filter(
    ([way]) => way !== 'an empty body' || mutation.isAnsweredWithNothing !== true,
  );

  it.each(ways)('whose answer is lost by %s is done when a look shows it, and else unknown', async (_way, lose) => {
    for (const moment of moments) {
      const result = await runLost(mutation, lose, moment);
      const isShown = moment !== 'after the last look' && mutation.isHidden !== true;
      const codes = isShown ? [] : [['UNKNOWN_OUTCOME', false]];
      expect([moment, result.errors.map(({ code, isRetryable }) => [code, isRetryable])]).toEqual([moment, codes]);
      expect(result.rows.filter(({ outcome }) => outcome === 'UNKNOWN')).toHaveLength(isShown ? 0 : result.rows.length);
      // A look that says "done" at once, before REDCap has done it, leaves nothing stored.
      if (isShown) expect([moment, result.isStored]).toEqual([moment, true]);
      expect(result.writes).toBe(1);
    }
  });

  it('that is answered late is done, with looks that have time of their own', async () => {
    const result = await run(mutation, async (study, answer) => {
      const real = await answer();
      // Later than the reads of the operation might have ended.
      study.clock.skip(35_000);
      return real;
    });
    expect(result).toMatchObject({ errors: [], writes: 1, isStored: true, pauses: [] });
  });

  it('that REDCap refuses is not done, and needs no looks', async () => {
    const refusal = { error: 'It is not allowed' };
    const result = await run(mutation, () => Promise.resolve(Response.json(refusal, { status: 400 })));
    expect(result.errors.map(({ code }) => code)).toEqual(['REDCAP_REJECTED']);
    expect(result).toMatchObject({ writes: 1, isStored: false, pauses: [] });
  });

  it('that REDCap puts off is not done, and may be sent again after the pause that REDCap asks for', async () => {
    const later = new Response('', { status: 429, headers: { 'retry-after': '3600' } });
    const result = await run(mutation, () => Promise.resolve(later));
    expect(result.errors).toMatchObject([{ code: 'REDCAP_UNAVAILABLE', isRetryable: true, retryAfterSeconds: 3600 }]);
    // What was sent is never called not attempted.
    expect(result.rows.filter(({ outcome }) => outcome !== 'REJECTED')).toEqual([]);
    expect(result).toMatchObject({ writes: 1, isStored: false, pauses: [] });
  });
});
