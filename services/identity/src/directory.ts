import type { OrganisationEvent } from "@entente/contracts/events/catalogue";
import { upcast } from "@entente/contracts/events/catalogue";
import { idOf, type Position, type RecordedEvent } from "@entente/contracts/events/envelope";
import type { RoleId } from "@entente/contracts/roles";
import type { Engines } from "@entente/service-kit";

export interface Membership {
  readonly organisationId: string;
  readonly name: string;
  readonly role: RoleId;
}

const filter = { categories: ["organisation"] };

/**
 * Who is what in which organisation, now: what authentication asks on every request. It is folded from the organisations' events, kept
 * in memory, and small: names and roles, no pages. It hears of this process's own acts before they are answered, and of others' live.
 */
export class Directory {
  readonly #organisations = new Map<string, { name: string; revision: number }>();
  readonly #people = new Map<string, Map<string, RoleId>>();
  readonly #keys = new Map<string, { readonly organisationId: string; readonly role: RoleId }>();
  #fault: string | null = null;
  #stop: () => Promise<void> = async () => {};

  /** Reads all organisations once and follows them from there. */
  static async open({ store, log }: Pick<Engines, "store" | "log">): Promise<Directory> {
    const directory = new Directory();
    let after: Position | undefined;
    for await (const event of store.readAll({ filter })) {
      directory.apply([upcast(event)]);
      after = event.position;
    }
    const subscription = store.subscribe({ filter, ...(after === undefined ? {} : { after }) }, async ({ events }) =>
      directory.apply(events.map(upcast)),
    );
    // Why it ended early was told when it did.
    directory.#stop = () => subscription.stop().catch(() => undefined);
    subscription.closed.catch((error: unknown) => {
      directory.#fault = error instanceof Error ? error.message : String(error);
      log.fatal({ err: error }, "memberships are no longer followed; restart this service");
    });
    return directory;
  }

  roleOf(personId: string, organisationId: string): RoleId | null {
    return this.#people.get(personId)?.get(organisationId) ?? null;
  }

  memberships(personId: string): Membership[] {
    return [...(this.#people.get(personId) ?? [])].map(([organisationId, role]) => ({
      organisationId,
      name: this.nameOf(organisationId) ?? "",
      role,
    }));
  }

  /** The one organisation of a person that has exactly one. */
  onlyOrganisationOf(personId: string): string | null {
    const held = this.#people.get(personId);
    const [only] = held?.size === 1 ? held.keys() : [];
    return only ?? null;
  }

  /** Whom a key acts for; null once it is revoked. */
  key(keyId: string): { readonly organisationId: string; readonly role: RoleId } | null {
    return this.#keys.get(keyId) ?? null;
  }

  nameOf(organisationId: string): string | null {
    return this.#organisations.get(organisationId)?.name ?? null;
  }

  /** Null while memberships are followed, or why not. */
  fault(): string | null {
    return this.#fault;
  }

  /** Folds events of organisations, in order per stream; what was folded before is passed over. */
  apply(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      const organisationId = idOf(event.stream);
      const organisation = this.#organisations.get(organisationId) ?? { name: "", revision: -1 };
      if (event.revision <= organisation.revision) continue;
      organisation.revision = event.revision;
      this.#organisations.set(organisationId, organisation);
      // Events were lifted to their newest shape, which is that of the catalogue.
      this.#fold(organisationId, organisation, event as unknown as OrganisationEvent);
    }
  }

  close(): Promise<void> {
    return this.#stop();
  }

  #fold(organisationId: string, organisation: { name: string }, event: OrganisationEvent): void {
    switch (event.type) {
      case "OrganisationRegistered":
      case "OrganisationRenamed":
        organisation.name = event.data.name;
        return;
      case "MemberAdded":
      case "RoleGranted": {
        const held = this.#people.get(event.data.personId) ?? new Map<string, RoleId>();
        this.#people.set(event.data.personId, held.set(organisationId, event.data.role));
        return;
      }
      case "MemberRemoved":
      case "PersonErased": {
        const held = this.#people.get(event.data.personId);
        held?.delete(organisationId);
        if (held?.size === 0) this.#people.delete(event.data.personId);
        return;
      }
      case "ApiKeyIssued":
        this.#keys.set(event.data.keyId, { organisationId, role: event.data.role });
        return;
      case "ApiKeyRevoked":
        this.#keys.delete(event.data.keyId);
    }
  }
}
