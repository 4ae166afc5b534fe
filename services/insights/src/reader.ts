import { LRUCache } from "lru-cache";
import type { Relation, Scope } from "@entente/contracts/access";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import { views, type ViewName } from "@entente/contracts/views/catalogue";
import { dossierView, type Dossier } from "@entente/contracts/views/dossier";
import { relationOf, type Participation } from "@entente/contracts/views/participations";
import type { Events } from "@entente/service-kit";
import type { ReadStore } from "@entente/service-kit/ports";
import { foldInto, lift, type AnyView, type Folded } from "./projector/fold.ts";
import type { Projector } from "./projector/projector.ts";

/** What an organisation may see of an alliance. */
export interface Sight {
  readonly relation: Relation;
  /** The last revision it may see; null sees everything. */
  readonly upTo: number | null;
}

/** Documents of an alliance as one reader may see them: the kept ones for now, a fold of the stream for then. */
export class Reader {
  readonly #readStore: ReadStore;
  readonly #projector: Projector;
  readonly #events: Events;
  /** A stream up to a revision never changes, so what was folded from it stays right. */
  readonly #past = new LRUCache<string, ReadonlyMap<string, Folded>>({ max: 300 });

  constructor(readStore: ReadStore, projector: Projector, events: Events) {
    this.#readStore = readStore;
    this.#projector = projector;
    this.#events = events;
  }

  /** What the organisation may see of the alliance; null when it has nothing to do with it. */
  async sightOf(allianceId: string, organisationId: string): Promise<Sight | null> {
    const found = await this.#readStore.get(this.#projector.generationOf("participations"), `${organisationId}/${allianceId}`);
    if (!found) return null;
    // Documents were written by the fold of this very version.
    const sight = relationOf(JSON.parse(found.doc) as Participation);
    return sight.relation.parts.some((part) => part !== "free-space") ? sight : null;
  }

  /** An organisation's own file in an alliance, as it is now. */
  async dossier(allianceId: string, organisationId: string): Promise<Dossier> {
    const key = `${allianceId}.${organisationId}`;
    const found = await this.#readStore.get(this.#projector.generationOf("dossier"), key);
    return found ? (JSON.parse(found.doc) as Dossier) : dossierView.initial(key);
  }

  /** One document as JSON value; `upTo` asks for the past, `effectiveAt` for the order of the world. Null when there is none. */
  async document<Doc>(
    scope: Scope,
    view: ViewName,
    allianceId: string,
    key: string,
    upTo: number | null,
    effectiveAt: string | null = null,
  ): Promise<Doc | null> {
    if (effectiveAt !== null)
      return ((await this.#inTheWorld(scope, view, allianceId, upTo, effectiveAt)).get(key)?.doc ?? null) as Doc | null;
    if (upTo !== null) return ((await this.#pastOf(scope, view, allianceId, upTo)).get(key)?.doc ?? null) as Doc | null;
    const found = await this.#readStore.get(this.#projector.generationOf(view), key);
    return found ? (JSON.parse(found.doc) as Doc) : null;
  }

  /** Documents of an alliance in key order. */
  async documents<Doc>(
    scope: Scope,
    view: ViewName,
    allianceId: string,
    upTo: number | null,
    page: { readonly after?: string; readonly limit: number },
    effectiveAt: string | null = null,
  ): Promise<{ readonly key: string; readonly doc: Doc }[]> {
    if (upTo === null && effectiveAt === null) {
      const rows = await this.#readStore.list(this.#projector.generationOf(view), `${allianceId}/`, page);
      return rows.map(({ key, doc }) => ({ key, doc: JSON.parse(doc) as Doc }));
    }
    const folded =
      effectiveAt === null
        ? await this.#pastOf(scope, view, allianceId, upTo ?? 0)
        : await this.#inTheWorld(scope, view, allianceId, upTo, effectiveAt);
    const past = [...folded].sort(([a], [b]) => (a < b ? -1 : 1));
    return past
      .filter(([key]) => page.after === undefined || key > page.after)
      .slice(0, page.limit)
      .map(([key, { doc }]) => ({ key, doc: doc as Doc }));
  }

  /** The revision an alliance had at a moment, by recorded time; -1 when it did not exist yet. */
  async revisionAt(scope: Scope, allianceId: string, instant: string): Promise<number> {
    let revision = -1;
    for await (const event of this.#stream(scope, allianceId)) {
      if (event.meta.recordedAt > instant) break;
      revision = event.revision;
    }
    return revision;
  }

  async #pastOf(scope: Scope, view: ViewName, allianceId: string, upTo: number): Promise<ReadonlyMap<string, Folded>> {
    const id = `${view}/${allianceId}/${upTo}`;
    const known = this.#past.get(id);
    if (known) return known;
    const docs = new Map<string, Folded>();
    let reached = -1;
    for await (const event of this.#stream(scope, allianceId)) {
      reached = event.revision;
      if (event.revision > upTo) break;
      foldInto(views[view] as unknown as AnyView, lift(event), docs);
    }
    // A revision that is still to come is not past.
    if (reached >= upTo) this.#past.set(id, docs);
    return docs;
  }

  /**
   * What was so in the world at an instant, as far as it is recorded up to a revision: the same facts in the order of (effectiveAt, revision).
   * When somebody joined or left is taken as corrected.
   */
  async #inTheWorld(
    scope: Scope,
    view: ViewName,
    allianceId: string,
    upTo: number | null,
    effectiveAt: string,
  ): Promise<ReadonlyMap<string, Folded>> {
    // Up to a revision nothing changes any more; without one, the next event may say something new of that moment.
    const id = upTo === null ? null : `${view}/${allianceId}/${upTo}/${effectiveAt}`;
    const known = id === null ? undefined : this.#past.get(id);
    if (known) return known;
    let reached = -1;
    const events: RecordedEvent[] = [];
    const mended = new Map<number, string>();
    for await (const event of this.#stream(scope, allianceId)) {
      reached = event.revision;
      if (upTo !== null && event.revision > upTo) break;
      events.push(event);
      if (event.type !== "FactCorrected") continue;
      // The events of an alliance's stream are those of the catalogue.
      const { corrects, correction } = (event as unknown as Extract<AllianceEvent, { type: "FactCorrected" }>).data;
      if (correction.fact === "partnerJoinedAt" || correction.fact === "partnerLeftAt") mended.set(corrects, correction.becomes);
    }
    const inOrder = notBeforeItsOwn(events, mended)
      .filter((event) => event.meta.effectiveAt <= effectiveAt)
      .sort((a, b) =>
        a.meta.effectiveAt < b.meta.effectiveAt ? -1 : a.meta.effectiveAt > b.meta.effectiveAt ? 1 : a.revision - b.revision,
      );
    const docs = new Map<string, Folded>();
    const newest = new Map<string, RecordedEvent>();
    for (const event of inOrder)
      for (const key of foldInto(views[view] as unknown as AnyView, lift(event), docs))
        if (event.revision > (newest.get(key)?.revision ?? -1)) newest.set(key, event);
    // A document states the last event it rests on; in this order that is not the last that was folded.
    for (const [key, { doc, stream }] of docs) {
      const { revision, meta } = newest.get(key) ?? { revision: -1, meta: null };
      if (typeof doc !== "object" || doc === null || !("revision" in doc)) continue;
      docs.set(key, { doc: { ...doc, revision, ...("recordedAt" in doc ? { recordedAt: meta?.recordedAt } : {}) }, stream, revision });
    }
    if (id !== null && upTo !== null && reached >= upTo) this.#past.set(id, docs);
    return docs;
  }

  #stream(scope: Scope, allianceId: string): AsyncIterable<RecordedEvent> {
    const stream: StreamName = `alliance-${allianceId}`;
    return this.#events.read(scope, stream);
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Events with the moment at which they took effect: as corrected, and never before the things they name were there. Somebody may say that a
 * part was delivered in February of what was offered in March; in the world both are there from March on.
 */
function notBeforeItsOwn(events: readonly RecordedEvent[], mended: ReadonlyMap<number, string>): RecordedEvent[] {
  const since = new Map<string, string>();
  return events.map((event) => {
    let at = mended.get(event.revision) ?? event.meta.effectiveAt;
    const named = Object.values(event.data).filter((value): value is string => typeof value === "string" && UUID.test(value));
    for (const id of named) {
      const known = since.get(id);
      if (known !== undefined && known > at) at = known;
    }
    for (const id of named) if (!since.has(id)) since.set(id, at);
    return at === event.meta.effectiveAt ? event : { ...event, meta: { ...event.meta, effectiveAt: at } };
  });
}
