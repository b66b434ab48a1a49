import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import { classes } from '../look/classes.ts';
import style from './disclosure.module.css';

/** What a disclosure takes. */
export interface DisclosureProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** Something that is shown when the reader asks for it. */
export const Disclosure = ({ title, isOpen, onOpen, children }: DisclosureProps): ReactNode => (
  <AriaDisclosure isExpanded={isOpen} onExpandedChange={onOpen} className={classes(style['disclosure'])}>
    <Heading level={3} className={classes(style['heading'])}>
      <Button slot="trigger" className={classes(style['trigger'])}>
        <svg viewBox="0 0 12 12" aria-hidden="true" className={style['arrow']}>
          <path d="m4 2 4 4-4 4" />
        </svg>
        {title}
      </Button>
    </Heading>
    <DisclosurePanel className={classes(style['panel'])}>{children}</DisclosurePanel>
  </AriaDisclosure>
);
