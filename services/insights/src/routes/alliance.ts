import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  AgreementsAnswer,
  AllianceAnswer,
  CommitmentsAnswer,
  DecisionsAnswer,
  EventsAnswer,
  People,
  TimelineAnswer,
  type SharedEvent,
} from "@entente/contracts/api/insights";
import { Uuid } from "@entente/contracts/events/envelope";
import { shortened } from "@entente/contracts/telling/marks";
import { tell, type Names } from "@entente/contracts/telling/tell";
import { AgreementEntry } from "@entente/contracts/views/agreements";
import { AmbitionPage, ambitionView } from "@entente/contracts/views/ambition";
import { CommitmentEntry } from "@entente/contracts/views/commitments";
import type { AlliancePage } from "@entente/contracts/views/alliance";
import type { Ledger } from "@entente/contracts/views/ledger";
import type { AllianceCard } from "@entente/contracts/views/portfolio";
import { DecisionEntry } from "@entente/contracts/views/decisions";
import { CHUNK, chunkKey, type TimelineChunk, type TimelineEntry } from "@entente/contracts/views/timeline";
import type { ViewName } from "@entente/contracts/views/catalogue";
import { etagOf, HttpProblem, languageOf, personalContext, positionToken } from "@entente/service-kit";
import type { InsightsDeps } from "../deps.ts";
import { opened, shared } from "../sharing.ts";
import { ALLIANCE, AllianceParams, inTheWorld, Reading, reading, viewOf, type View } from "./read.ts";
import type { FastifyRequest } from "fastify";

const PAGE = 200;

/** The pages of one alliance. */
export function allianceRoutes(app: FastifyInstance, deps: InsightsDeps): void {
  app.get(ALLIANCE, {
    schema: {
      summary: "The alliance page",
      tags: ["alliance"],
      params: AllianceParams,
      querystring: Reading.extend(inTheWorld),
      response: { 200: AllianceAnswer },
    },
    async handler(request, reply) {
      const view = await viewOf(deps, request);
      const { allianceId, upTo, effectiveAt } = view;
      const stored = await deps.reader.document<AlliancePage>(request.scope, "alliance", allianceId, allianceId, upTo, effectiveAt);
      const card = await deps.reader.document<AllianceCard>(request.scope, "portfolio", allianceId, allianceId, upTo, effectiveAt);
      if (!stored || !card) throw new HttpProblem("absent");
      const alliance = await withMessages(deps, stored);
      reply.header("etag", etagOf(alliance.revision));
      return {
        alliance,
        card,
        seat: await seatOf(deps, request, alliance),
        people: await deps.namesOf(alliance.people),
        cursor: positionToken(deps.tokens, { stream: `alliance-${allianceId}`, revision: alliance.revision }),
        asOf: view.past ? { revision: alliance.revision, recordedAt: alliance.recordedAt } : null,
      };
    },
  });

  app.get(`${ALLIANCE}/people`, {
    schema: {
      summary: "Names of the people who acted in the alliance",
      tags: ["alliance"],
      params: AllianceParams,
      querystring: Reading,
      response: { 200: People },
    },
    async handler(request) {
      const { allianceId, upTo } = await viewOf(deps, request);
      const alliance = await deps.reader.document<AlliancePage>(request.scope, "alliance", allianceId, allianceId, upTo);
      return deps.namesOf(alliance?.people ?? []);
    },
  });

  register<DecisionEntry>(app, deps, {
    name: "decisions",
    view: "decisions",
    idName: "decisionId",
    entry: DecisionEntry,
    list: DecisionsAnswer,
  });
  register<AgreementEntry>(app, deps, {
    name: "agreements",
    view: "agreements",
    idName: "agreementId",
    entry: AgreementEntry,
    list: AgreementsAnswer,
    more: inTheWorld,
  });
  register<CommitmentEntry>(app, deps, {
    name: "commitments",
    view: "commitments",
    idName: "commitmentId",
    entry: CommitmentEntry,
    list: CommitmentsAnswer,
  });

  app.get(`${ALLIANCE}/ambition`, {
    schema: {
      summary: "The shared ambition: its versions, who stood behind each, and when the partners fell back on it",
      tags: ["ambition"],
      params: AllianceParams,
      querystring: Reading,
      response: { 200: AmbitionPage },
    },
    async handler(request, reply) {
      const { allianceId, upTo } = await viewOf(deps, request);
      const stored = await deps.reader.document<AmbitionPage>(request.scope, "ambition", allianceId, allianceId, upTo);
      const page = stored ?? ambitionView.initial(allianceId);
      reply.header("etag", etagOf(page.revision));
      return page;
    },
  });

  app.get(`${ALLIANCE}/timeline`, {
    schema: {
      summary: "What happened, told as sentences, newest first",
      tags: ["alliance"],
      params: AllianceParams,
      querystring: z.strictObject({
        ...reading,
        before: z.coerce.number().int().min(0).optional(),
        limit: z.coerce.number().int().min(1).max(PAGE).default(50),
        language: z.enum(["en", "nl"]).optional(),
      }),
      response: { 200: TimelineAnswer },
    },
    async handler(request) {
      const view = await viewOf(deps, request);
      const query = request.query as { before?: number; limit: number; language?: "en" | "nl" };
      const alliance = await deps.reader.document<AlliancePage>(request.scope, "alliance", view.allianceId, view.allianceId, view.upTo);
      if (!alliance) throw new HttpProblem("absent");
      const before = Math.min(query.before ?? Number.MAX_SAFE_INTEGER, alliance.revision + 1);
      const entries = await entriesBefore(deps, request, view, before, query.limit);
      const names = await namesFor(deps, request, view, alliance, entries);
      const language = query.language ?? languageOf(request.headers["accept-language"]);
      const oldest = entries.at(-1)?.revision ?? 0;
      return {
        entries: entries.map((entry) => ({ ...entry, sentence: tell(entry, names, language, alliance.timeZone) })),
        earlier: oldest > 0 ? oldest : null,
      };
    },
  });

  app.get(`${ALLIANCE}/events`, {
    schema: {
      summary: "The events themselves, in order; what a page folds to go back in time",
      tags: ["alliance"],
      params: AllianceParams,
      querystring: z.strictObject({
        ...reading,
        from: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(1_000).default(500),
      }),
      response: { 200: EventsAnswer },
    },
    async handler(request) {
      const { allianceId, upTo } = await viewOf(deps, request);
      const { from, limit } = request.query as { from: number; limit: number };
      const events: SharedEvent[] = [];
      let next: number | null = null;
      for await (const event of deps.events.read(request.scope, `alliance-${allianceId}`, { from, limit: limit + 1 })) {
        if (upTo !== null && event.revision > upTo) break;
        if (events.length === limit) next = event.revision;
        else events.push(await shared(event, deps.keys));
      }
      return { events, next };
    },
  });
}

interface Register {
  readonly name: "decisions" | "agreements" | "commitments";
  readonly view: ViewName;
  readonly idName: string;
  readonly entry: z.ZodType;
  readonly list: z.ZodType;
  /** What its reads may ask beside. */
  readonly more?: z.core.$ZodShape;
}

/** A register: the list of entries and one entry with its ETag. */
function register<Entry extends { readonly revision: number }>(
  app: FastifyInstance,
  deps: InsightsDeps,
  { name, view, idName, entry, list, more = {} }: Register,
): void {
  app.get(`${ALLIANCE}/${name}`, {
    schema: {
      summary: `The register of ${name}`,
      tags: [name],
      params: AllianceParams,
      querystring: z.strictObject({
        ...reading,
        ...more,
        after: z.string().max(400).optional(),
        limit: z.coerce.number().int().min(1).max(PAGE).default(100),
      }),
      response: { 200: list },
    },
    async handler(request, reply) {
      const { allianceId, upTo, effectiveAt } = await viewOf(deps, request);
      const { after: cursor, limit } = request.query as { after?: string; limit: number };
      const purpose = `${name}-cursor/${allianceId}`;
      const after = cursor === undefined ? null : deps.tokens.verify(purpose, cursor);
      if (cursor !== undefined && after === null)
        throw new HttpProblem("position-invalid", { faults: [{ pointer: "#/query/after", message: "is not a cursor of this list" }] });
      const range = { ...(after === null ? {} : { after }), limit: limit + 1 };
      const rows = await deps.reader.documents<Entry>(request.scope, view, allianceId, upTo, range, effectiveAt);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const next = rows.length > limit && last ? deps.tokens.sign(purpose, last.key) : null;
      if (next) {
        // The next page is of the same moment.
        const { asOf, effectiveAt: at } = request.query as { asOf?: string; effectiveAt?: string };
        const moment = Object.entries({ asOf, effectiveAt: at }).flatMap(([key, value]) => (value === undefined ? [] : `&${key}=${value}`));
        reply.header(
          "link",
          `<${ALLIANCE.replace(":allianceId", allianceId)}/${name}?after=${next}&limit=${limit}${moment.join("")}>; rel="next"`,
        );
      }
      return { [name]: page.map(({ doc }) => doc), next };
    },
  });

  app.get(`${ALLIANCE}/${name}/:${idName}`, {
    schema: {
      summary: `One of the register of ${name}`,
      tags: [name],
      params: AllianceParams.extend({ [idName]: Uuid }),
      querystring: Reading.extend(more),
      response: { 200: entry },
    },
    async handler(request, reply) {
      const { allianceId, upTo, effectiveAt } = await viewOf(deps, request);
      const id = (request.params as Record<string, string>)[idName] ?? "";
      const doc = await deps.reader.document<Entry>(request.scope, view, allianceId, `${allianceId}/${id}`, upTo, effectiveAt);
      if (!doc) throw new HttpProblem("absent");
      reply.header("etag", etagOf(doc.revision));
      return doc;
    },
  });
}

/** Opens the personal words of invitations for the reader. */
async function withMessages(deps: InsightsDeps, alliance: AlliancePage): Promise<AlliancePage> {
  const invitations = await Promise.all(
    alliance.invitations.map(async (invitation) => {
      const type = invitation.kind === "partner" ? "PartnerInvited" : "FacilitatorInvited";
      return {
        ...invitation,
        message: await opened(invitation.message, personalContext(`alliance-${alliance.allianceId}`, type, "message"), deps.keys),
      };
    }),
  );
  return { ...alliance, invitations };
}

async function seatOf(deps: InsightsDeps, request: FastifyRequest, alliance: AlliancePage) {
  const { caller } = request.scope;
  const organisationId = "organisationId" in caller ? caller.organisationId : null;
  const sight = organisationId === null ? null : await deps.reader.sightOf(alliance.allianceId, organisationId);
  const partnerIds = alliance.partners
    .filter((partner) => partner.left === null && partner.organisationId !== null && partner.organisationId === organisationId)
    .map((partner) => partner.partnerId);
  return { parts: [...(sight?.relation.parts ?? [])], left: sight?.relation.left ?? false, partnerIds };
}

async function entriesBefore(
  deps: InsightsDeps,
  request: FastifyRequest,
  { allianceId, upTo }: View,
  before: number,
  limit: number,
): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  for (let revision = before - 1; revision >= 0 && entries.length < limit;) {
    const chunk = await deps.reader.document<TimelineChunk>(request.scope, "timeline", allianceId, chunkKey(allianceId, revision), upTo);
    const found = (chunk?.entries ?? []).filter((entry) => entry.revision <= revision).toReversed();
    entries.push(...found.slice(0, limit - entries.length));
    revision = Math.floor(revision / CHUNK) * CHUNK - 1;
  }
  return entries;
}

/** The names that the sentences of these entries need. */
async function namesFor(
  deps: InsightsDeps,
  request: FastifyRequest,
  { allianceId, upTo }: View,
  alliance: AlliancePage,
  entries: readonly TimelineEntry[],
): Promise<Names> {
  const ids = (kind: "decision" | "agreement" | "commitment" | "line") =>
    new Set(
      entries.flatMap((entry) => Object.values(entry.marks).flatMap((mark) => (kind in mark ? [String(Object.values(mark)[0])] : []))),
    );
  const titles = new Map<string, string>();
  for (const id of ids("decision")) {
    const doc = await deps.reader.document<DecisionEntry>(request.scope, "decisions", allianceId, `${allianceId}/${id}`, upTo);
    if (doc) titles.set(id, doc.question);
  }
  for (const id of ids("agreement")) {
    const doc = await deps.reader.document<AgreementEntry>(request.scope, "agreements", allianceId, `${allianceId}/${id}`, upTo);
    if (doc) titles.set(id, doc.title);
  }
  for (const id of ids("commitment")) {
    const doc = await deps.reader.document<CommitmentEntry>(request.scope, "commitments", allianceId, `${allianceId}/${id}`, upTo);
    if (doc) titles.set(id, shortened(doc.text));
  }
  if (ids("line").size > 0) {
    const ledger = await deps.reader.document<Ledger>(request.scope, "ledger", allianceId, allianceId, upTo);
    for (const { lineId, description } of ledger?.lines ?? []) titles.set(lineId, description);
  }
  return {
    partner: (id) => alliance.partners.find((partner) => partner.partnerId === id)?.name ?? null,
    organisation: (id) =>
      alliance.partners.find((partner) => partner.organisationId === id)?.name ??
      alliance.facilitators.find((facilitator) => facilitator.organisationId === id)?.name ??
      null,
    decision: (id) => titles.get(id) ?? null,
    agreement: (id) => titles.get(id) ?? null,
    commitment: (id) => titles.get(id) ?? null,
    line: (id) => titles.get(id) ?? null,
  };
}
