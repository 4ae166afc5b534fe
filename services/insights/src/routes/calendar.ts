import type { FastifyInstance } from "fastify";
import ical, { ICalCalendarMethod } from "ical-generator";
import { z } from "zod";
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

/** The dates of an organisation's alliances as a calendar that programs subscribe to (RFC 5545). */
export function calendarRoutes(app: FastifyInstance, deps: InsightsDeps): void {
  app.get("/api/calendar-link", {
    schema: {
      summary: "Your link to the calendar of your organisation's alliances; whoever has it reads the dates, until you are no longer a member",
      tags: ["portfolio"],
      response: { 200: z.strictObject({ link: z.string() }) },
    },
    async handler(request) {
      const { caller } = request.scope;
      if (caller.kind !== "person" || caller.organisationId === null) throw new HttpProblem("forbidden");
      return { link: `/api/calendar/${deps.tokens.sign(PURPOSE, `${caller.personId}/${caller.organisationId}`)}` };
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
      const { token } = request.params as { token: string };
      const whose = deps.tokens.verify(PURPOSE, token);
      const membership = whose === null ? null : await deps.readStore.get(deps.projector.generationOf("memberships"), whose);
      // Documents were written by the fold of this very version.
      if (membership === null || (JSON.parse(membership.doc) as Membership).role === null) throw new HttpProblem("absent");
      const { organisationId } = JSON.parse(membership.doc) as Membership;
      const language = (request.query as { language?: Language }).language ?? languageOf(request.headers["accept-language"]);
      return reply
        .header("content-type", "text/calendar; charset=utf-8")
        .header("cache-control", "private, max-age=300")
        .send(calendarOf(await cardsOf(deps, organisationId), language));
    },
  });
}

async function cardsOf({ projector, readStore }: InsightsDeps, organisationId: string): Promise<AllianceCard[]> {
  const found = await readStore.related(
    projector.generationOf("participations"),
    `${organisationId}/`,
    projector.generationOf("portfolio"),
  );
  return found.flatMap(({ by, of }) => {
    const { relation, upTo } = relationOf(JSON.parse(by) as Participation);
    const mine = of !== null && upTo === null && relation.parts.some((part) => part !== "free-space");
    return mine ? [JSON.parse(of) as AllianceCard] : [];
  });
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
        ...(moment ? { end: new Date(start.getTime() + 3_600_000) } : { allDay: true }),
        summary: `${dateWording(date, language)} (${card.name})`,
        // Calendars compare this to know whether something changed.
        stamp: new Date(card.recordedAt ?? start),
      });
    }
  }
  return calendar.toString();
}
