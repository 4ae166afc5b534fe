import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { Erasure, PersonChange, Session, SessionPerson } from "@entente/contracts/api/identity";
import { Uuid } from "@entente/contracts/events/envelope";
import { HttpProblem, idempotencyKeyOf } from "@entente/service-kit";
import { askedBy, withIdempotencyKey } from "../commandRoute.ts";
import type { IdentityDeps } from "../deps.ts";
import { erasePerson, refuseLastOwner } from "./erase.ts";

/** Who somebody is here, under which name, and leaving for good. */
export function peopleRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  app.get("/api/session", {
    schema: {
      summary: "Who you are and what you are a member of",
      operationId: "ReadSession",
      tags: ["people"],
      response: { 200: Session },
    },
    async handler(request, reply): Promise<Session> {
      const { caller } = request.scope;
      reply.header("cache-control", "no-store");
      const person = caller.kind === "person" ? ((await deps.credentials.people([caller.personId]))[0] ?? null) : null;
      return {
        person,
        memberships: person
          ? deps.directory
              .memberships(person.personId)
              .map((held) => ({ ...held, ...(deps.example.holds(held.organisationId) ? { example: true as const } : {}) }))
          : [],
        operator: caller.kind === "operator",
        organisationId: "organisationId" in caller ? caller.organisationId : null,
      };
    },
  });

  app.patch("/api/session/person", {
    schema: {
      summary: "Change your name",
      operationId: "RenamePerson",
      tags: ["people"],
      body: PersonChange,
      headers: withIdempotencyKey,
      response: { 200: SessionPerson },
    },
    async handler(request) {
      const personId = callingPerson(request);
      idempotencyKeyOf(request);
      await deps.credentials.rename(personId, (request.body as z.output<typeof PersonChange>).name);
      const [person] = await deps.credentials.people([personId]);
      if (!person) throw new HttpProblem("unauthenticated");
      return person;
    },
  });

  app.delete("/api/session/person", {
    schema: {
      summary: "Erase yourself: your name, address and all personal text become unreadable for good; what was decided stays",
      operationId: "EraseYourself",
      tags: ["people"],
      headers: withIdempotencyKey,
      response: { 200: Erasure },
    },
    async handler(request) {
      const personId = callingPerson(request);
      idempotencyKeyOf(request);
      await refuseLastOwner(deps, personId);
      return { personId, changed: await erasePerson(deps, askedBy(request), personId) };
    },
  });

  app.delete("/api/people/:personId", {
    schema: {
      summary: "Erase a person",
      operationId: "ErasePerson",
      tags: ["people"],
      params: z.object({ personId: Uuid }),
      headers: withIdempotencyKey,
      response: { 200: Erasure },
    },
    async handler(request) {
      const { personId } = request.params as { personId: string };
      idempotencyKeyOf(request);
      return { personId, changed: await erasePerson(deps, askedBy(request), personId) };
    },
  });
}

/** The rule of these routes lets persons through only. */
function callingPerson({ scope }: FastifyRequest): string {
  if (scope.caller.kind !== "person") throw new HttpProblem("forbidden");
  return scope.caller.personId;
}
