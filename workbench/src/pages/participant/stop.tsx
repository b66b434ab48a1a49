import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { given } from '../../address.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Disclosure } from '../../part/disclosure.tsx';
import { StatusBadge } from '../../part/status.tsx';
import style from './participant.module.css';
import { route } from './route.ts';
import type { ParticipantSearch } from './route.ts';
import type { Place, Saved, Stop } from './timeline.ts';
import { Values } from './values.tsx';

/** What an item of the timeline takes. */
interface SavedItemProps {
  readonly saved: Saved;
  readonly place: Place;
  readonly event: string | null;
}

/** The address of a participant at whom this one is open. */
const searchOf = ({ saved, place, event }: SavedItemProps): ParticipantSearch => ({
  open: place.name,
  ...given('event', event ?? undefined),
  ...given('instance', saved.repeatInstance ?? undefined),
});

/** A saved instrument, which opens to its values. Which one is open stands in the address. */
const SavedItem = (props: SavedItemProps): ReactNode => {
  const { saved, place, event } = props;
  const { label } = place;
  const { say } = useSpeech();
  const { project } = route.useParams();
  const navigate = useNavigate({ from: route.fullPath });
  const opened = route.useSearch();
  const own = searchOf(props);
  const isOpen = opened.open === own.open && opened.event === own.event && opened.instance === own.instance;
  const title =
    saved.repeatKind === 'INSTRUMENT' && saved.repeatInstance !== null
      ? say(texts.participant.instance, { name: label, number: saved.repeatInstance })
      : label;
  return (
    <li className={style['item']}>
      <Disclosure
        title={title}
        isOpen={isOpen}
        onOpen={(isNow) => void navigate({ search: isNow ? own : {}, replace: true })}
      >
        {isOpen ? (
          <>
            <Values id={saved.id} label={title} />
            <Link
              to="/projects/$project/data"
              params={{ project }}
              search={{ instrument: place.name, ...(event === null ? {} : { event }) }}
            >
              {say(texts.participant.allRows)}
            </Link>
          </>
        ) : null}
      </Disclosure>
      <span className={style['status']}>
        <StatusBadge status={saved.status} />
      </span>
    </li>
  );
};

const PlaceItems = ({ place, event }: { readonly place: Place; readonly event: string | null }): ReactNode => {
  if (place.saved.length > 0) {
    return place.saved.map((saved) => <SavedItem key={saved.id} saved={saved} place={place} event={event} />);
  }
  return (
    <li className={style['item']}>
      <span className={style['nothing']}>{place.label}</span>
      <span className={style['status']}>
        <StatusBadge status="NOT_STARTED" />
      </span>
    </li>
  );
};

/** One stop of the timeline. */
export const StopItem = ({ stop }: { readonly stop: Stop }): ReactNode => {
  const { say } = useSpeech();
  const { uniqueEventName, eventName, instance, dayOffset, places } = stop;
  const name = eventName ?? say(texts.participant.instruments);
  return (
    <li className={style['stop']}>
      <h2>
        {instance === null ? name : say(texts.participant.instance, { name, number: instance })}
        {dayOffset === null ? null : <small>{say(texts.participant.day, { day: dayOffset })}</small>}
      </h2>
      <ul className={style['items']}>
        {places.map((place) => (
          <PlaceItems key={place.id} place={place} event={uniqueEventName} />
        ))}
      </ul>
    </li>
  );
};
