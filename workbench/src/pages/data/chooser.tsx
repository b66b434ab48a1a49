import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import form from '../../part/form.module.css';
import { ChoiceInput } from '../../part/input.tsx';
import { SHOWN } from '../../part/shown.ts';
import type { Design } from './field.ts';
import { route } from './route.ts';
import { SIZES } from './search.ts';
import type { DataSearch } from './search.ts';
import type { View } from './view.ts';

/** Leads to another view, on its first page. */
export const useView = (): ((change: (search: DataSearch) => DataSearch) => void) => {
  const navigate = useNavigate({ from: route.fullPath });
  return (change) =>
    void navigate({
      search: (search) => {
        const { after: _after, page: _page, ...rest } = change(search);
        return rest;
      },
      state: { before: [] },
    });
};

const ALL = '';

/** Which instrument and event, how choices are shown, and how many rows. */
export const Chooser = ({ design, view }: { readonly design: Design; readonly view: View }): ReactNode => {
  const { say, number } = useSpeech();
  const show = useView();
  const { event = ALL } = route.useSearch();
  const { events, name } = view.instrument;
  const hasArms = design.arms.length > 1;
  return (
    <div className={form['row']}>
      <ChoiceInput
        label={say(texts.data.instrument)}
        value={name}
        options={design.instruments.map((one) => ({ value: one.name, label: one.label }))}
        // Columns and filters are of the instrument that they were chosen for.
        onChoose={(instrument) =>
          show(({ show: shown, size }) => ({ instrument, ...(shown && { show: shown }), ...(size && { size }) }))
        }
      />
      {events.length < 2 ? null : (
        <ChoiceInput
          label={say(texts.data.event)}
          value={event}
          options={[
            { value: ALL, label: say(texts.data.allEvents) },
            ...events.map(({ uniqueEventName, eventName, arm }) => ({
              value: uniqueEventName,
              label: eventName,
              group: hasArms ? arm.name : undefined,
            })),
          ]}
          onChoose={(chosen) =>
            show(({ event: _event, ...rest }) => (chosen === ALL ? rest : { ...rest, event: chosen }))
          }
        />
      )}
      <ChoiceInput
        label={say(texts.data.show)}
        value={view.show}
        options={SHOWN.map((value) => ({ value, label: say(texts.shown[value]) }))}
        onChoose={(chosen) => show((search) => ({ ...search, show: SHOWN.find((one) => one === chosen) ?? 'label' }))}
      />
      <ChoiceInput
        label={say(texts.data.size)}
        value={String(view.size)}
        options={SIZES.map((size) => ({ value: String(size), label: number(size) }))}
        onChoose={(chosen) =>
          show((search) => ({ ...search, size: SIZES.find((one) => String(one) === chosen) ?? 50 }))
        }
      />
    </div>
  );
};
