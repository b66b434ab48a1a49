import { afterEach, describe, expect, it } from 'vitest';
import { createContext, createSharedState, type Context } from '../../../src/context.ts';
import { systemClock } from '../../../src/redcap/clock.ts';
import { createRedcap } from '../../../src/redcap/client.ts';
import { createTransport, type Transport } from '../../../src/redcap/transport.ts';
import type { ImportRecordsInput } from '../../../src/writers/record/import-type.ts';
import { importRecords } from '../../../src/writers/record/import.ts';
import { clinic } from '../../support/clinic.ts';
import { startStudy, type Study } from '../../support/study.ts';

const opened: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const open = async (): Promise<Study> => {
  const study = await startStudy({ project: clinic });
  opened.push(study);
  return study;
};

/** A gateway of its own: it shares neither lanes nor anything else with the others, only REDCap. */
const replica = (study: Study): Context => {
  const transport: Transport = createTransport({
    url: study.url,
    clock: systemClock,
    callsPerMinute: 1_000_000,
    callsPerFiveSeconds: 100_000,
    maxQueue: 1_000,
  });
  opened.push({ close: () => transport.close(15_000) });
  const shared = createSharedState({
    secret: Buffer.alloc(32, 7),
    designMaxAgeMs: 60_000,
    listMaxAgeMs: 60_000,
    maxPageSize: 100,
    requestTimeoutMs: 30_000,
    clock: systemClock,
  });
  const redcap = createRedcap({ transport, token: study.owner.token ?? '' });
  const connections = [{ key: 'study', host: study.url, redcap }];
  return createContext(shared, { subject: 'owner', mayWrite: true, connections }, {});
};

const write = (context: Context, rows: ImportRecordsInput['rows'], assignRecordNames: boolean) => {
  const source = context.projects.get('study');
  if (source === undefined) throw new Error('the study has no project');
  return importRecords(context, source, { rows, assignRecordNames, dryRun: false, verify: true });
};

describe('three gateways at once', () => {
  it('lose and double no new instance, and return each caller its own', { timeout: 60_000 }, async () => {
    const study = await open();
    const replicas = [replica(study), replica(study), replica(study)];
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, tap) => {
        const values = [{ field: 'ae_term', raw: `Event ${String(tap)}` }];
        const row = { record: '1', event: 'baseline_arm_1', instrument: 'adverse_events', newInstance: true, values };
        return write(replicas[tap % 3] ?? replica(study), [row], false);
      }),
    );
    const rows = [...(study.project.records.get('1')?.rows.values() ?? [])];
    for (const [tap, result] of results.entries()) {
      expect(result.errors).toEqual([]);
      const own = rows.filter((row) => row.values.get('ae_term') === `Event ${String(tap)}`);
      expect(own.map(({ instance }) => instance)).toEqual([result.rows[0]?.repeatInstance]);
    }
    expect(rows.filter(({ repeatInstrument }) => repeatInstrument === 'adverse_events')).toHaveLength(62);
  });

  it('lose and double no new record, and return each caller its own', { timeout: 60_000 }, async () => {
    const study = await open();
    const replicas = [replica(study), replica(study), replica(study)];
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, tap) => {
        const values = [{ field: 'first_name', raw: `Person ${String(tap)}` }];
        const row = { event: 'baseline_arm_1', instrument: 'demographics', values };
        return write(replicas[tap % 3] ?? replica(study), [row], true);
      }),
    );
    expect(study.project.records.size).toBe(62);
    for (const [tap, result] of results.entries()) {
      expect(result.errors).toEqual([]);
      const [row] = study.project.records.get(result.rows[0]?.record ?? '')?.rows.values() ?? [];
      expect(row?.values.get('first_name')).toBe(`Person ${String(tap)}`);
    }
  });
});
