import { afterEach, describe, expect, it } from 'vitest';
import { clinic } from '../../support/clinic.ts';
import { fetchDownload } from '../../support/fetch.ts';
import { startStudy, type SandboxCall, type Study } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (): Promise<Study> => {
  const study = await startStudy({ project: clinic });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const ask = (study: Study, args = '') =>
  study.run(`{ project(key: "study") { instrumentPdf${args} { fileName downloadUrl } } }`);

/** The PDF call without what every call has. */
const argsOf = ({ content: _content, format: _format, returnFormat: _returnFormat, ...args }: SandboxCall) => args;

const fetchPdf = async (study: Study, args: string) => {
  const { data, errors } = await ask(study, args);
  expect(errors).toEqual([]);
  expect(study.callsOf('pdf')).toEqual([]);
  return fetchDownload(study, data.project.instrumentPdf.downloadUrl);
};

describe('Project.instrumentPdf', () => {
  it('is an address that costs no call until it is fetched', async () => {
    const study = await start();
    const fetched = await fetchPdf(study, '');
    expect([fetched?.fileName, fetched?.contentType]).toEqual(['study.pdf', 'application/pdf']);
    expect(fetched?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(study.callsOf('pdf').map(argsOf)).toEqual([{}]);
  });

  it.each([
    ['one empty form', '(instrument: "labs")', { instrument: 'labs' }],
    ['a record', '(record: "1", compactDisplay: true)', { record: '1', compactDisplay: 'true' }],
    ['an event', '(record: "1", event: "baseline_arm_1")', { record: '1', event: 'baseline_arm_1' }],
    ['a form in every event', '(record: "1", instrument: "demographics")', { record: '1', instrument: 'demographics' }],
    [
      'an instance',
      '(record: "1", event: "baseline_arm_1", instrument: "adverse_events", repeatInstance: 3)',
      { record: '1', event: 'baseline_arm_1', instrument: 'adverse_events', repeat_instance: '3' },
    ],
    ['all records', '(allRecords: true)', { allRecords: 'true' }],
  ])('asks for %s and for no more', async (_title, args, sent) => {
    const study = await start();
    await fetchPdf(study, args);
    expect(study.callsOf('pdf').map(argsOf)).toEqual([sent]);
  });

  it('never sends allRecords: false, which REDCap takes for all records', async () => {
    const study = await start();
    await fetchPdf(study, '(record: "1", allRecords: false)');
    expect(study.callsOf('pdf').map(argsOf)).toEqual([{ record: '1' }]);
  });

  it.each([
    ['all records and one', '(allRecords: true, record: "1")', 'record'],
    ['an event without a record', '(event: "baseline_arm_1")', 'event'],
    ['an instance without an instrument', '(record: "1", repeatInstance: 1)', 'repeatInstance'],
    ['an instrument that is not there', '(instrument: "Labs")', 'instrument'],
    ['an event that is not there', '(record: "1", event: "Baseline")', 'event'],
    [
      'an instrument that is not designated for the event',
      '(record: "1", instrument: "vitals", event: "baseline_arm_1")',
      'event',
    ],
    [
      'an instance where nothing repeats',
      '(record: "1", instrument: "labs", event: "baseline_arm_1", repeatInstance: 2)',
      'repeatInstance',
    ],
  ])('refuses %s', async (_title, args, argument) => {
    const study = await start();
    const { data, errors } = await ask(study, args);
    expect(data).toEqual({ project: { instrumentPdf: null } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it('keeps the name of the record out of the address and the file name', async () => {
    const study = await start();
    const { data } = await ask(study, '(record: "1234567", instrument: "labs")');
    expect(data.project.instrumentPdf.fileName).toBe('labs.pdf');
    expect(JSON.stringify(data)).not.toContain('1234567');
  });
});
