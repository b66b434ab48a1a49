import { afterEach, describe, expect, it } from 'vitest';
import { clinic, keep } from '../../support/clinic.ts';
import { fetchDownload } from '../../support/fetch.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const ask = (study: Study, args = '') =>
  study.run(`{ project(key: "study") { projectXmlDownload${args} { fileName downloadUrl } } }`);

const fetchXml = async (study: Study, args = ''): Promise<string> => {
  const { data, errors } = await ask(study, args);
  expect(errors).toEqual([]);
  return (await fetchDownload(study, data.project.projectXmlDownload.downloadUrl))?.bytes.toString() ?? '';
};

describe('Project.projectXmlDownload', () => {
  it('is an address that costs no call until it is fetched, and is good for more than once', async () => {
    const study = await start();
    const { data, errors } = await ask(study);
    expect(errors).toEqual([]);
    const { fileName, downloadUrl } = data.project.projectXmlDownload;
    expect([fileName, study.calls]).toEqual(['study.REDCap.xml', []]);
    const fetched = await fetchDownload(study, downloadUrl);
    expect([fetched?.fileName, fetched?.contentType]).toEqual(['study.REDCap.xml', 'application/xml']);
    expect(study.calls.map(({ content }) => content)).toEqual(['project_xml']);
    expect((await fetchDownload(study, downloadUrl))?.bytes).toEqual(fetched?.bytes);
  });

  it('is the design alone unless data are asked for', async () => {
    const study = await start();
    const design = await fetchXml(study);
    expect(design).toContain('Clinic');
    expect(design).not.toContain('Ada');
    const data = await fetchXml(study, '(metadataOnly: false)');
    expect(data).toContain('Ada');
    expect(data).toContain('Fever');
  });

  it('narrows the data and checks the names', async () => {
    const study = await start();
    const xml = await fetchXml(
      study,
      '(metadataOnly: false, records: ["1"], fields: ["record_id", "first_name"], events: ["baseline_arm_1"], dataAccessGroups: true)',
    );
    expect(xml).toContain('Ada');
    expect(xml).not.toContain('Fever');
    expect(xml).not.toContain('"Bo"');
    expect(study.callsOf('project_xml').at(-1)).toMatchObject({
      returnMetadataOnly: 'false',
      'records[0]': '1',
      'fields[1]': 'first_name',
      'events[0]': 'baseline_arm_1',
      exportDataAccessGroups: 'true',
    });
  });

  it('is no file but an error where REDCap writes a control character into it', async () => {
    const study = await start({ variants: { 'xml-control-characters': 'raw' } });
    keep(study.project, '9', 'baseline_arm_1', { first_name: 'soft\u000bbreak' });
    await expect(fetchXml(study, '(metadataOnly: false)')).rejects.toMatchObject({
      code: 'REDCAP_BAD_RESPONSE',
      message: expect.stringMatching(
        /^REDCap's XML has a control character in line \d+, column \d+, so that no parser can read it\. Take it out of the text in REDCap\.$/,
      ) as string,
    });
    // The design has none.
    expect(await fetchXml(study)).toContain('</ODM>');
    const field = study.project.fields.find(({ field_name }) => field_name === 'first_name');
    Object.assign(field ?? {}, { field_label: 'First\u000bname' });
    await expect(fetchXml(study)).rejects.toMatchObject({ code: 'REDCAP_BAD_RESPONSE' });
  });

  it('is the file where REDCap drops control characters', async () => {
    const study = await start({ variants: { 'xml-control-characters': 'dropped' } });
    keep(study.project, '9', 'baseline_arm_1', { first_name: 'soft\u000bbreak' });
    expect(await fetchXml(study, '(metadataOnly: false)')).toContain('softbreak');
  });

  it.each([
    ['records without data', '(records: ["1"])', 'records'],
    ['files without data', '(files: true)', 'files'],
    ['a list of none', '(metadataOnly: false, records: [])', 'records'],
    ['a field that is not there', '(metadataOnly: false, fields: ["nothing"])', 'fields'],
    ['an event that is not there', '(metadataOnly: false, events: ["Baseline"])', 'events'],
  ])('refuses %s', async (_title, args, argument) => {
    const study = await start();
    const { data, errors } = await ask(study, args);
    expect(data).toEqual({ project: { projectXmlDownload: null } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(study.callsOf('project_xml')).toEqual([]);
  });
});
