import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useAnswer } from '../graph/answer.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { classes } from '../look/classes.ts';
import { SessionDocument } from '../session/generated/graphql.ts';
import { projectKeysOf } from '../session/project-key.ts';
import { projectPages } from '../pages.ts';
import { Choices } from './menu.tsx';
import style from './menu.module.css';

/** Which project the pages are about. The list costs no call of REDCap, so it has the operator's keys and no titles. */
export const ProjectMenu = ({ project }: { readonly project: string | undefined }): ReactNode => {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const { data } = useAnswer(SessionDocument, {});
  const keys = projectKeysOf(data);
  if (keys.length === 0) return null;
  const label = project ?? say(texts.frame.chooseProject);
  return (
    <MenuTrigger>
      <Button className={classes(style['trigger'])} aria-label={`${say(texts.frame.project)}: ${label}`}>
        <span>{label}</span>
        <svg viewBox="0 0 12 12" aria-hidden="true" className={style['arrow']}>
          <path d="m2 4 4 4 4-4" />
        </svg>
      </Button>
      <Popover className={classes(style['popover'])}>
        <Menu aria-label={say(texts.frame.project)} className={classes(style['menu'])}>
          <Choices
            title={say(texts.frame.project)}
            choices={keys.map((key) => ({ name: key, label: key }))}
            chosen={project}
            onChoose={(key) => void navigate({ to: projectPages[0].to, params: { project: key } })}
          />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
};
