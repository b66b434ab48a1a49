/** What is wrong with a logic text. The message never repeats quoted text, which may be a participant's value. */
export class LogicError extends Error {
  override readonly name = 'LogicError';
  /** Where in the text, counted from 1; 0 when the text as a whole is meant. */
  readonly position: number;

  constructor(message: string, position = 0) {
    super(position > 0 ? `${message} at character ${String(position)}` : message);
    this.position = position;
  }
}
