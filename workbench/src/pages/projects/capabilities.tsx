import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import type { Text } from '../../language/message.ts';
import { texts } from '../../language/texts.ts';
import { Answered } from '../../part/answered.tsx';
import { Badge } from '../../part/badge.tsx';
import type { BadgeKind } from '../../part/badge.tsx';
import { Disclosure } from '../../part/disclosure.tsx';
import { ProjectCapabilitiesDocument } from './generated/graphql.ts';
import type { ProjectCapabilitiesQuery } from './generated/graphql.ts';
import style from './projects.module.css';

type Capability = NonNullable<ProjectCapabilitiesQuery['project']>['capabilities'][number];

/** REDCap's name of a method, such as `Export Records`, from the name in the graph. */
const methodOf = (name: string): string =>
  name
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join(' ');

const verdictOf = (allowed: boolean | null): readonly [kind: BadgeKind, text: Text] => {
  if (allowed === null) return ['warn', texts.projects.unknown];
  return allowed ? ['good', texts.projects.yes] : ['bad', texts.projects.no];
};

/** What may not be done comes first: it is what people look for. */
const RANK = new Map<boolean | null, number>([
  [false, 0],
  [null, 1],
  [true, 2],
]);

const byVerdict = (one: Capability, other: Capability): number =>
  (RANK.get(one.allowed) ?? 0) - (RANK.get(other.allowed) ?? 0) || one.name.localeCompare(other.name);

const Row = ({ capability }: { readonly capability: Capability }): ReactNode => {
  const { say } = useSpeech();
  const { name, allowed, missingRight, reason } = capability;
  const [kind, text] = verdictOf(allowed);
  return (
    <tr>
      <th scope="row">{methodOf(name)}</th>
      <td>
        <Badge kind={kind}>{say(text)}</Badge>
      </td>
      <td>{reason ?? (missingRight === null ? null : say(texts.projects.missingRight, { right: missingRight }))}</td>
    </tr>
  );
};

const Table = ({ capabilities }: { readonly capabilities: readonly Capability[] }): ReactNode => {
  const { say } = useSpeech();
  const allowed = capabilities.filter((one) => one.allowed === true).length;
  return (
    <>
      <p>{say(texts.projects.mayCount, { allowed, total: capabilities.length })}</p>
      <table className={style['table']}>
        <thead>
          <tr>
            <th scope="col">{say(texts.projects.method)}</th>
            <th scope="col">{say(texts.projects.answer)}</th>
            <th scope="col">{say(texts.projects.why)}</th>
          </tr>
        </thead>
        <tbody>
          {capabilities.toSorted(byVerdict).map((capability) => (
            <Row key={capability.name} capability={capability} />
          ))}
        </tbody>
      </table>
    </>
  );
};

const Asked = ({ project }: { readonly project: string }): ReactNode => {
  const { say } = useSpeech();
  const answer = useAnswer(ProjectCapabilitiesDocument, { project });
  return (
    <Answered answer={answer} what={say(texts.projects.may)}>
      {(data) => (data.project === null ? null : <Table capabilities={data.project.capabilities} />)}
    </Answered>
  );
};

/** What the caller may do, asked when somebody wants to know. */
export const Capabilities = ({ project }: { readonly project: string }): ReactNode => {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure title={say(texts.projects.may)} isOpen={isOpen} onOpen={setOpen}>
      {isOpen ? <Asked project={project} /> : null}
    </Disclosure>
  );
};
