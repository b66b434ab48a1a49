import type { Client, Sent } from '../client/support.ts';
import { startServer } from '../client/support.ts';
import type { Bench } from '../record/support.ts';
import { makeField, makeValidated, sketchBench } from '../record/support.ts';

/** A client that also reads answers as JSON. */
export interface VectorClient extends Client {
  /** The parsed body of an answer that must be 200, with `format=json`. */
  readonly json: (sent: Sent) => Promise<unknown>;
}

/** Adds reading as JSON to a client. */
export const readingJson = (client: Client): VectorClient => ({
  ...client,
  json: async (sent) => JSON.parse(await client.ask({ format: 'json', ...sent })) as unknown,
});

/** Serves a bench's project over requests; the client is the bench's user and sends `format=json` unless the call names another. */
export const serve = (bench: Bench): VectorClient => {
  const { store, project, user } = bench;
  store.projects.set(project.projectId, project);
  store.nextEventId = project.events.length + 1;
  const { post } = startServer(store);
  const send: Client['send'] = (sent, file) => post({ token: user.token ?? '', format: 'json', ...sent }, file);
  return readingJson({
    store,
    project,
    send,
    ask: async (sent, file) => {
      const seen = await send(sent, file);
      if (seen.status !== 200) throw new Error(`${String(seen.status)}: ${seen.body}`);
      return seen.body;
    },
  });
};

/** Puts rows into the parameters of an import in JSON. */
export const writeRows = (rows: readonly object[]): Sent => ({ format: 'json', data: JSON.stringify(rows) });

/**
 * Like PyCap's longitudinal project: 16 events in two arms, three forms with 44 designations. `event_1_arm_1` repeats as a
 * whole; record 3 has its instance 1 there.
 */
export const sketchDrugs = async (): Promise<Bench> => {
  const all = ['form_1', 'form_2', 'form_3'];
  const events = [1, 2].flatMap((arm) =>
    Array.from({ length: 8 }, (_, index) => {
      const forms = index < 6 ? all : all.slice(0, 2);
      return [`Event ${String(index + 1)}`, arm, forms] as const;
    }),
  );
  const bench = sketchBench({
    fields: [
      makeField('record_id', 'form_1'),
      makeField('field_1', 'form_1', 'yesno'),
      makeField('checkbox_field', 'form_1', 'checkbox', { select_choices_or_calculations: '1, One | 2, Two' }),
      makeField('upload_field', 'form_1', 'file'),
      makeValidated('weight', 'form_2', 'number'),
      makeField('mood', 'form_3'),
    ],
    events,
    repeating: [[0, '']],
    settings: { record_autonumbering_enabled: false },
  });
  await bench.importRows([
    {
      record_id: '1',
      redcap_event_name: 'event_1_arm_1',
      redcap_repeat_instance: 1,
      field_1: '1',
      checkbox_field___2: '1',
    },
    { record_id: '2', redcap_event_name: 'event_1_arm_1', redcap_repeat_instance: 1, field_1: '0' },
  ]);
  return bench;
};
