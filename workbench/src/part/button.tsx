import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classes } from '../look/classes.ts';
import style from './button.module.css';

/** How much a button asks to be pressed. */
export type ButtonWeight = 'main' | 'plain' | 'quiet';

/** What a button takes. */
export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  readonly weight?: ButtonWeight;
}

/** A button. */
export const Button = ({ weight = 'plain', ...props }: ButtonProps): ReactNode => (
  <AriaButton {...props} className={classes(style['button'], style[weight])} />
);

/** What a steady button takes. */
export interface SteadyButtonProps {
  /** Pressing it does nothing for now. */
  readonly isOff: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A button that keeps the focus while it is off. A disabled one would lose it, and the reader their place. */
export const SteadyButton = ({ isOff, onPress, children }: SteadyButtonProps): ReactNode => (
  <button
    type="button"
    aria-disabled={isOff}
    className={classes(style['button'], style['plain'])}
    onClick={isOff ? undefined : onPress}
  >
    {children}
  </button>
);
