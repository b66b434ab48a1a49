/** The headers of a request, however it came. */
export interface RequestHeaders {
  /** A header by its name; null where it was not sent. */
  get(name: string): string | null;
}

/** The headers of an answer, however it leaves. */
export interface AnswerHeaders extends RequestHeaders {
  set(name: string, value: string): void;
}

/** Says that an answer would be another for another value of this header of the request. */
export const addVary = (headers: AnswerHeaders, name: string): void => {
  const others = headers.get('vary');
  headers.set('vary', others === null ? name : `${others}, ${name}`);
};
