/** A project's key as a pattern: a letter, then letters, digits, `_` and `-`. The configuration takes no other, and addresses hold it. */
export const KEY_PATTERN = '[A-Za-z][A-Za-z0-9_-]{0,63}';
