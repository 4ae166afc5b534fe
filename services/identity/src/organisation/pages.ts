import { LRUCache } from "lru-cache";
import type { OrganisationEvent } from "@entente/contracts/events/catalogue";
import { organisationView, type OrganisationPage } from "@entente/contracts/views/organisation";
import { systemScope, type Events } from "@entente/service-kit";

/** The page of an organisation, folded from its stream when somebody asks; what was folded before is kept and only caught up. */
export class OrganisationPages {
  readonly #events: Events;
  readonly #kept = new LRUCache<string, OrganisationPage>({ max: 500 });

  constructor(events: Events) {
    this.#events = events;
  }

  /** The page as it is now; null when there is no such organisation. */
  async read(organisationId: string): Promise<OrganisationPage | null> {
    let page = this.#kept.get(organisationId) ?? organisationView.initial(organisationId);
    for await (const event of this.#events.read(systemScope(), `organisation-${organisationId}`, { from: page.revision + 1 })) {
      // Events come out of the store lifted to their newest shape, which is that of the catalogue.
      page = organisationView.evolve(page, event as unknown as OrganisationEvent, organisationId);
    }
    if (page.registered === null) return null;
    this.#kept.set(organisationId, page);
    return page;
  }
}
