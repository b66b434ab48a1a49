import type { Rights, SandboxProject, UserDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import { makeAllRights } from './right.ts';

/** A user to add. `rights` is `all` or the rights themselves. Everything else is optional. */
export interface NewUser {
  readonly username: string;
  readonly rights: 'all' | Rights;
  readonly email?: string;
  readonly firstname?: string;
  readonly lastname?: string;
  /** Group id. */
  readonly dagId?: number;
  /** `unique_role_name`; the role's rights then count instead of the user's own. */
  readonly role?: string;
  /** 32 hex digits; a new one unless given. */
  readonly token?: string;
}

/** Adds a user with an API token to a project. */
export const addUser = (project: SandboxProject, store: SandboxStore, user: NewUser): UserDefinition => {
  const rights =
    user.rights === 'all' ? makeAllRights(project.instruments.map((instrument) => instrument.name)) : user.rights;
  const added: UserDefinition = {
    username: user.username,
    email: user.email ?? '',
    firstname: user.firstname ?? '',
    lastname: user.lastname ?? '',
    expiration: '',
    dagId: user.dagId ?? null,
    role: user.role ?? null,
    token: user.token ?? store.newToken(),
    flags: { ...rights.flags },
    forms: { ...rights.forms },
    formsExport: { ...rights.formsExport },
  };
  project.users.push(added);
  return added;
};
