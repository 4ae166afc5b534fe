export interface Person {
  id: string;
  name: string;
  email: string;
}

export interface Membership {
  organisationId: string;
  organisationName: string;
  role: "owner" | "admin" | "manager" | "member" | "auditor" | "integration";
  /** The organisation is invented: it belongs to the example network. */
  example?: true;
}

export interface SignedIn {
  person: Person;
  memberships: readonly Membership[];
}

/** Where the session comes from. */
export interface SessionGateway {
  /** Who is signed in, or null. */
  current: () => Promise<SignedIn | null>;
  signOut: () => Promise<void>;
}

/** Nobody is ever signed in. */
export const nobody: SessionGateway = {
  current: async () => null,
  signOut: async () => undefined,
};
