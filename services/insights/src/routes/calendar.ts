import type { FastifyInstance } from "fastify";
import ical, { ICalCalendarMethod } from "ical-generator";
import { z } from "zod";
import { SESSION_MINUTES } from "@entente/contracts/events/sessions";
import type { Language } from "@entente/contracts/rejections";
import { dateWording } from "@entente/contracts/telling/dates";
import type { Membership } from "@entente/contracts/views/organisation";
import { relationOf, type Participation } from "@entente/contracts/views/participations";
import type { AllianceCard } from "@entente/contracts/views/portfolio";
import { HttpProblem, languageOf } from "@entente/service-kit";
import type { InsightsDeps } from "../deps.ts";

const PURPOSE = "calendar";
/** How often a calendar is asked to look again, in seconds. */
const LOOK_AGAIN_S = 3_600;
const MOST_MEMBERSHIPS = 200;

/** The dates of the alliances of all one's organisations, as a calendar that programs subscribe to (RFC 5545). */
export function calendarRoutes(app: FastifyInstance, deps: InsightsDeps): void {
  app.get("/api/calendar-link", {
    schema: {
      summary: "Your link to the calendar of your organisations' alliances; whoever has it reads the dates that you may see",
      tags: ["portfolio"],
      response: { 200: z.strictObject({ link: z.string() }) },
    },
    async handler(request) {
      const { caller } = request.scope;
      if (caller.kind !== "person") throw new HttpProblem("forbidden");
      return { link: `/api/calendar/${deps.tokens.sign(PURPOSE, caller.personId)}` };
    },
  });

  app.get("/api/calendar/:token", {
    schema: {
      summary: "Meetings, reviews, due commitments, evaluations and ends of agreements as an iCalendar feed",
      tags: ["portfolio"],
      params: z.object({ token: z.string().max(400) }),
      querystring: z.strictObject({ language: z.enum(["en", "nl"]).optional() }),
    },
    async handler(request, reply) {
      const personId = deps.tokens.verify(PURPOSE, (request.params as { token: string }).token);
      const cards = personId === null ? null : await cardsOf(deps, personId);
      if (cards === null) throw new HttpProblem("absent");
      const language = (request.query as { language?: Language }).language ?? languageOf(request.headers["accept-language"]);
      return reply
        .header("content-type", "text/calendar; charset=utf-8")
        .header("cache-control", "private, max-age=300")
        .send(calendarOf(cards, language));
    },
  });
}

/** The alliances that somebody's organisations take part in now; null for whoever belongs to none. */
async function cardsOf({ projector, readStore }: InsightsDeps, personId: string): Promise<AllianceCard[] | null> {
  const kept = await readStore.list(projector.generationOf("memberships"), `${personId}/`, { limit: MOST_MEMBERSHIPS });
  // Documents were written by the fold of this very version.
  const memberships = kept.map(({ doc }) => JSON.parse(doc) as Membership).filter(({ role }) => role !== null);
  if (memberships.length === 0) return null;
  const cards = new Map<string, AllianceCard>();
  for (const { organisationId } of memberships) {
    const found = await readStore.related(
      projector.generationOf("participations"),
      `${organisationId}/`,
      projector.generationOf("portfolio"),
    );
    for (const { by, of } of found) {
      const { relation, upTo } = relationOf(JSON.parse(by) as Participation);
      if (of === null || upTo !== null || !relation.parts.some((part) => part !== "free-space")) continue;
      const card = JSON.parse(of) as AllianceCard;
      cards.set(card.allianceId, card);
    }
  }
  return [...cards.values()];
}

function calendarOf(cards: readonly AllianceCard[], language: Language): string {
  const calendar = ical({ name: "Entente", method: ICalCalendarMethod.PUBLISH, prodId: "//Entente//Entente//EN", ttl: LOOK_AGAIN_S });
  for (const card of cards) {
    if (card.status !== "active") continue;
    for (const date of card.dates) {
      const moment = date.on.includes("T");
      const start = new Date(moment ? date.on : `${date.on}T00:00:00.000Z`);
      calendar.createEvent({
        id: `${date.kind}-${date.id}@entente`,
        start,
        ...(moment ? { end: new Date(start.getTime() + (date.minutes ?? SESSION_MINUTES) * 60_000) } : { allDay: true }),
        summary: `${dateWording(date, language)} (${card.name})`,
        // Calendars compare this to know whether something changed.
        stamp: new Date(card.recordedAt ?? start),
      });
    }
  }
  return calendar.toString();
}
