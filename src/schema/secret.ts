/**
 * The `extensions` of a field whose value is as good as a credential: whoever has it can do what the participant or the token
 * may. The gateway does not pack answers that hold one, because their packed length would say something of it.
 */
export const secret = { secret: true } as const;
