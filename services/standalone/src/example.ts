import { createHmac } from "node:crypto";
import { z } from "zod";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { allianceInvitedTo, noteDue, openAlliances, type AlliancesDeps } from "@entente/alliances";
import { EnterExample, Example, ExampleEntered, ExampleRemoved } from "@entente/contracts/api/example";
import type { Scope } from "@entente/contracts/access";
import type { OrganisationCommand } from "@entente/contracts/commands/organisation";
import { addDays, localDay } from "@entente/contracts/days";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { RecordedEvent, StreamName } from "@entente/contracts/events/envelope";
import {
  cast,
  examplePersonIds,
  exampleOrganisationIds,
  founderOf,
  organisations,
  type ExampleOrganisation,
  type ExamplePerson,
} from "@entente/contracts/example/cast";
import { dueOn, morningsBetween } from "@entente/contracts/example/mornings";
import { isRejection, reject, type Language } from "@entente/contracts/rejections";
import { scheduleView, type Schedule } from "@entente/contracts/views/schedule";
import {
  erasePerson,
  organisationHandler,
  organisationInvitedTo,
  throughCredentials,
  type Generation,
  type Identity,
} from "@entente/identity";
import {
  clockScope,
  guard,
  HttpProblem,
  idempotencyKeyOf,
  languageOf,
  newId,
  playedScope,
  Refused,
  systemScope,
  type Engines,
} from "@entente/service-kit";

export interface ExampleOptions {
  readonly engines: Engines;
  readonly identity: Identity;
  /** Resolves once pages show a stream up to this revision. */
  readonly shown: (stream: StreamName, revision: number) => Promise<void>;
  /** Tells the time as an ISO 8601 instant. */
  readonly clock: () => string;
}

const TIME_ZONE = "Europe/Amsterdam";
/** So many makings an hour: whoever removes and enters again and again must not fill the log. */
const MAKINGS_AN_HOUR = 20;

/**
 * The example network: plays its script through the services' own handlers, as its own people, at the story's own moments. Everything is
 * derived from the language and the number of the making, so that a making that was cut short is gone on with.
 */
export class ExampleNetwork {
  readonly #options: ExampleOptions;
  /** One thing after the other per language: of two first clicks one makes it, and the other finds it made. */
  readonly #turns = new Map<Language, Promise<unknown>>();

  constructor(options: ExampleOptions) {
    this.#options = options;
  }

  /**
   * Signs the caller in as somebody of the example, which is made first when it is not there. Whoever was signed in is signed out.
   * @returns the cookies of the session, and where to go.
   */
  async enter(request: FastifyRequest, language: Language, person: ExamplePerson): Promise<{ cookies: readonly string[]; to: string }> {
    const { identity } = this.#options;
    for (const lastTry of [false, true]) {
      const generation = await this.#inTurn(language, () => this.#made(language));
      const body = { email: this.#email(generation, person), password: this.#password(generation, person) };
      const { cookies, problem } = await throughCredentials(identity, request, { method: "POST", url: "/api/auth/sign-in/email", body });
      if (problem?.code === "invalid-credentials" && !lastTry) {
        // Somebody looked around thoroughly: the person was erased, or has another password. A fresh making mends that.
        await this.#inTurn(language, () => this.#remove(generation, clockScope()));
        continue;
      }
      if (problem) throw problem;
      if (request.scope.caller.kind === "person") {
        const left = await throughCredentials(identity, request, { method: "POST", url: "/api/auth/sign-out", body: {} });
        if (left.problem) throw left.problem;
      }
      return { cookies, to: `/alliances/${this.#id(generation, "alliance")}` };
    }
    throw new HttpProblem("bug");
  }

  /** Whether an organisation takes part in a making that is there. */
  inhabits(organisationId: string): Generation | null {
    const { example } = this.#options.identity;
    return (
      example.standing().find((generation) => exampleOrganisationIds.some((name) => this.#id(generation, name) === organisationId)) ?? null
    );
  }

  /**
   * Removes makings of the example: nobody can sign in there any more, and the next click makes a fresh one.
   * @param only one making, or all of them when it is null.
   * @returns how many were removed.
   */
  async remove(only: Generation | null, by: Scope): Promise<number> {
    const generations = only ? [only] : this.#options.identity.example.standing();
    for (const generation of generations) await this.#inTurn(generation.language, () => this.#remove(generation, by));
    return generations.length;
  }

  /** Finishes removals that were cut short. */
  async tidy(): Promise<void> {
    for (const generation of this.#options.identity.example.standing())
      if (generation.stage === "removing") await this.#inTurn(generation.language, () => this.#remove(generation, clockScope()));
  }

  async #made(language: Language): Promise<Generation> {
    const { example } = this.#options.identity;
    let known = example.current(language);
    if (known?.stage === "ready") return known;
    if (known?.stage === "removing") {
      await this.#remove(known, clockScope());
      known = null;
    }
    if (known) {
      try {
        return await this.#make(known);
      } catch (error) {
        if (!(error instanceof StoryRefused)) throw error;
        // It was begun by another version of the script, which this one cannot go on with.
        await this.#remove(known, clockScope());
      }
    }
    const now = this.#options.clock();
    const anHourAgo = new Date(Date.parse(now) - 3_600_000).toISOString();
    if (example.begunSince(anHourAgo) >= MAKINGS_AN_HOUR) throw new HttpProblem("too-many", { headers: { "retry-after": "600" } });
    return this.#make(example.begin(language, now));
  }

  async #make(generation: Generation): Promise<Generation> {
    const people = await this.#signUp(generation);
    await this.#register(generation, people);
    await this.#play(generation, people);
    this.#options.identity.example.stage(generation, "ready");
    return { ...generation, stage: "ready" };
  }

  /** The six people, each with an account of its own. Passwords are derived, so nothing but their hashes is stored. */
  async #signUp(generation: Generation): Promise<Readonly<Record<ExamplePerson, string>>> {
    const { credentials, baseUrl, example } = this.#options.identity;
    const post = (path: string, body: object, cookie = "") =>
      credentials.handler(
        new Request(new URL(`/api/auth/${path}`, baseUrl), {
          method: "POST",
          headers: { "content-type": "application/json", origin: baseUrl, ...(cookie === "" ? {} : { cookie }) },
          body: JSON.stringify(body),
        }),
      );
    const signedUp = await Promise.all(
      examplePersonIds.map(async (part) => {
        const known = { email: this.#email(generation, part), password: this.#password(generation, part) };
        let response = await post("sign-up/email", { ...known, name: cast[part].name });
        if (response.status === 422) response = await post("sign-in/email", known);
        if (!response.ok) throw new StoryRefused(`${part} could not be signed up: ${response.status}`);
        const { person } = Account.parse(await response.json());
        example.addPerson(generation, part, person.personId);
        // Signing up opens a session that nobody sits in.
        const cookie = response.headers.getSetCookie().map((set) => set.split(";")[0]);
        await post("sign-out", {}, cookie.join("; "));
        return [part, person.personId] as const;
      }),
    );
    // Every part of the cast was signed up.
    return Object.fromEntries(signedUp) as Record<ExamplePerson, string>;
  }

  /** The organisations and who is what there, a day before the story begins. */
  async #register(generation: Generation, people: Readonly<Record<ExamplePerson, string>>): Promise<void> {
    const { engines, identity } = this.#options;
    const at = `${addDays(generation.begunAt.slice(0, 10), -735)}T09:00:00.000Z`;
    const handler = organisationHandler({
      events: engines.events,
      clock: () => at,
      onFolded: (folded) => identity.directory.apply(folded),
    });
    for (const organisation of exampleOrganisationIds) {
      const organisationId = this.#id(generation, organisation);
      identity.example.addOrganisation(organisationId);
      const give = async (person: ExamplePerson, command: OrganisationCommand) => {
        const outcome = await handler.execute(this.#scope(generation, people, person), {
          id: organisationId,
          command,
          idempotencyKey: `example:${command.type}:${person}`,
          correlationId: newId(),
        });
        if (isRejection(outcome)) throw new StoryRefused(`${command.type}: ${outcome.code}`);
      };
      const founder = founderOf(organisation);
      await give(founder, { type: "RegisterOrganisation", name: organisations[organisation][generation.language], country: "NL" });
      for (const colleague of examplePersonIds) {
        const { organisation: theirs, role } = cast[colleague];
        if (theirs !== organisation || colleague === founder) continue;
        const invitationId = this.#id(generation, `membership ${colleague}`);
        await give(founder, { type: "InviteMember", invitationId, role });
        await give(colleague, { type: "AcceptMemberInvitation", invitationId });
      }
    }
  }

  /** The script, scene by scene, with the clock's notes on the mornings in between. What was played before is passed over. */
  async #play(generation: Generation, people: Readonly<Record<ExamplePerson, string>>): Promise<void> {
    const { engines, shown } = this.#options;
    const allianceId = this.#id(generation, "alliance");
    const stream: StreamName = `alliance-${allianceId}`;
    let now = "";
    const played = openAlliances(engines, { authenticate: async () => ({ kind: "anonymous" }), clock: () => now });
    let schedule: Schedule | null = null;
    let revision = -1;
    const see = (event: RecordedEvent) => {
      revision = event.revision;
      // Events come out of the store lifted to their newest shape, which is that of the catalogue.
      const known = event as unknown as AllianceEvent;
      if (scheduleView.keys(known).length > 0)
        schedule = scheduleView.evolve(schedule ?? scheduleView.initial(allianceId), known, allianceId);
    };
    let recorded = "";
    for await (const event of engines.events.read(systemScope(), stream)) {
      see(event);
      recorded = event.meta.recordedAt;
    }
    // Loaded when it is played: most starts never need it.
    const { storyOf } = await import("@entente/contracts/example/story");
    const story = storyOf({
      language: generation.language,
      today: localDay(generation.begunAt, TIME_ZONE),
      id: (name) => this.#id(generation, name),
    });
    let before = "";
    for (const [scene, { who, at, command }] of story.entries()) {
      for (const morning of before === "" ? [] : morningsBetween(before, at)) {
        if (morning < recorded) continue;
        for (const due of dueOn(morning, schedule)) {
          now = morning;
          await noteDue(played, due);
          for await (const event of engines.events.read(systemScope(), stream, { from: revision + 1 })) see(event);
        }
      }
      before = at;
      if (at < recorded) continue;
      now = at;
      const asked = { idempotencyKey: `example:${scene}`, correlationId: newId() };
      const scope = this.#scope(generation, people, who);
      const outcome =
        command.of === "alliance"
          ? await played.handler.execute(scope, { allianceId, command: command.is, ...asked })
          : await played.dossiers.execute(scope, {
              id: `${allianceId}.${this.#id(generation, cast[who].organisation)}`,
              command: { command: command.is, alliance: await knownOf(played, allianceId) },
              ...asked,
            });
      if (isRejection(outcome)) throw new StoryRefused(`scene ${scene}, ${command.is.type}: ${outcome.code}`);
      if (outcome.kind === "recorded" && command.of === "alliance") for (const event of outcome.events) see(event);
    }
    await shown(stream, revision);
  }

  async #remove(generation: Generation, by: Scope): Promise<void> {
    const { identity } = this.#options;
    const { example, handler, keys } = identity;
    if (!example.standing().some(({ language, number }) => language === generation.language && number === generation.number)) return;
    example.stage(generation, "removing");
    const people = example.people(generation);
    const parts = new Set(people.values());
    const asked = { scope: by, correlationId: newId() };
    const key = (what: string) => `example-removed:${generation.language}:${generation.number}:${what}`;
    for (const organisation of exampleOrganisationIds) {
      const id = this.#id(generation, organisation);
      const state = (await handler.load(id))?.state;
      const owner = people.get(founderOf(organisation));
      if (!state || owner === undefined) continue;
      const scope = playedScope({ kind: "person", personId: owner, organisationId: id, role: "owner" });
      const give = (command: OrganisationCommand, what: string) =>
        handler.execute(scope, { id, command, idempotencyKey: key(`${command.type}:${what}`), correlationId: asked.correlationId });
      // Whoever was invited here by a visitor goes too, and so does software.
      for (const personId of Object.keys(state.members)) if (!parts.has(personId)) await give({ type: "RemoveMember", personId }, personId);
      for (const [keyId, { revoked }] of Object.entries(state.apiKeys)) {
        if (revoked) continue;
        await give({ type: "RevokeApiKey", keyId }, keyId);
        await identity.credentials.revokeApiKey(keyId);
      }
      for (const [invitationId, { status }] of Object.entries(state.invitations))
        if (status === "open") await give({ type: "WithdrawMemberInvitation", invitationId }, invitationId);
    }
    const erased = new Set((await keys.erased()).map(({ personId }) => personId));
    for (const personId of parts) {
      const known = (await identity.credentials.people([personId])).length > 0 || identity.directory.memberships(personId).length > 0;
      if (known || erased.has(personId)) await erasePerson(identity, { ...asked, idempotencyKey: key(personId) }, personId);
    }
    example.stage(generation, "removed");
  }

  #scope(generation: Generation, people: Readonly<Record<ExamplePerson, string>>, person: ExamplePerson): Scope {
    const { organisation, role } = cast[person];
    return playedScope({ kind: "person", personId: people[person], organisationId: this.#id(generation, organisation), role });
  }

  /** A UUID (version 8) of one making; the secret is in it, so that nobody elsewhere can guess it. */
  #id({ language, number }: Generation, name: ExampleOrganisation | string): string {
    const hex = this.#derived("id", language, number, name).toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** An address that no mail can ever reach, and that nobody can sign up with first. */
  #email({ language, number }: Generation, person: ExamplePerson): string {
    return `${person}.${this.#derived("address", language, number, person).toString("hex").slice(0, 16)}@example.invalid`;
  }

  #password({ language, number }: Generation, person: ExamplePerson): string {
    return this.#derived("password", language, number, person).toString("base64url");
  }

  #derived(what: string, language: Language, number: number, name: string): Buffer {
    return createHmac("sha256", this.#options.engines.secret).update(`example ${what}\n${language}\n${number}\n${name}`).digest();
  }

  #inTurn<Result>(language: Language, work: () => Promise<Result>): Promise<Result> {
    const result = (this.#turns.get(language) ?? Promise.resolve()).then(work);
    this.#turns.set(
      language,
      result.catch(() => undefined),
    );
    return result;
  }
}

/** The script met a refusal. */
class StoryRefused extends Error {
  override readonly name = "StoryRefused";
}

const Account = z.object({ person: z.object({ personId: z.string() }) });

/** What a dossier's command is decided on. */
async function knownOf({ handler }: AlliancesDeps, allianceId: string) {
  const alliance = await handler.load(allianceId);
  return { timeZone: TIME_ZONE, knowsLine: (lineId: string) => alliance?.state.exchange.lines[lineId] !== undefined };
}

/**
 * Keeps the example apart. Whoever looks around shares its people with everybody, so none of them may come to act for a real organisation
 * or in a real alliance, and no real organisation takes part in an invented one.
 * @throws Refused `example-stays-apart`, before the route does anything.
 */
export const exampleStaysApart =
  ({ identity, alliances }: { readonly identity: Identity; readonly alliances: AlliancesDeps }) =>
  async (request: FastifyRequest): Promise<void> => {
    const { example, tokens } = identity;
    const route = apart[`${request.method} ${request.routeOptions.url}`];
    if (route === undefined || request.scope.caller.kind !== "person") return;
    const { personId, organisationId } = request.scope.caller;
    const { token = "" } = request.params as { token?: string };
    if (route === "founding" && example.plays(personId)) throw new Refused(reject("example-stays-apart"));
    if (route === "membership" && example.plays(personId)) {
      const invitedBy = organisationInvitedTo(tokens, token);
      if (invitedBy !== null && !example.holds(invitedBy)) throw new Refused(reject("example-stays-apart"));
    }
    if (route === "partnership" && organisationId !== null) {
      const allianceId = allianceInvitedTo(tokens, token);
      const alliance = allianceId === null ? null : await alliances.handler.load(allianceId);
      if (!alliance) return;
      const invented = [...alliance.participations.keys()].some((key) => example.holds(key.split("/")[0] ?? ""));
      if (invented !== example.holds(organisationId)) throw new Refused(reject("example-stays-apart"));
    }
  };
const apart: Readonly<Record<string, "founding" | "membership" | "partnership">> = {
  "POST /api/organisations": "founding",
  "POST /api/member-invitations/:token/accept": "membership",
  "POST /api/invitations/:token/accept": "partnership",
};

/** Looking around in the example network. Switched off, nothing of it is there. */
export const exampleRoutes =
  (example: ExampleNetwork, { engines, identity }: Pick<ExampleOptions, "engines" | "identity">) =>
  async (app: FastifyInstance): Promise<void> => {
    const on = engines.settings.ENTENTE_EXAMPLE === "on";
    app.addHook("onRequest", async () => {
      if (!on) throw new HttpProblem("absent");
    });
    guard(app, identity.authenticate, async () => null);

    app.get("/api/example", {
      schema: {
        summary: "The people of the example network, as whom anybody may look around; all of them are invented",
        operationId: "ReadExample",
        tags: ["example"],
        response: { 200: Example },
      },
      async handler(request): Promise<Example> {
        const language = languageOf(request.headers["accept-language"]);
        const people = examplePersonIds.map((person) => {
          const { name, organisation, role, post, says } = cast[person];
          return { person, name, organisation: organisations[organisation][language], role, post: post[language], says: says[language] };
        });
        return { people };
      },
    });

    app.post("/api/example/enter", {
      schema: {
        summary: "Look around in the example network as one of its people; whoever was signed in is signed out",
        operationId: "EnterExample",
        tags: ["example"],
        body: EnterExample,
        response: { 200: ExampleEntered },
      },
      async handler(request, reply) {
        const { language, person } = request.body as z.output<typeof EnterExample>;
        const { cookies, to } = await example.enter(request, language, person);
        return reply
          .header("set-cookie", [...cookies])
          .header("cache-control", "no-store")
          .send({ to });
      },
    });

    app.delete("/api/example", {
      schema: {
        summary: "Remove the example network you look around in; its sessions end, and the next visitor gets a fresh one",
        operationId: "RemoveExample",
        tags: ["example"],
        headers: z.looseObject({ "idempotency-key": z.string().optional() }),
        response: { 200: ExampleRemoved },
      },
      async handler(request) {
        idempotencyKeyOf(request);
        const { caller } = request.scope;
        if (caller.kind === "operator") return { removed: await example.remove(null, request.scope) };
        const generation = "organisationId" in caller && caller.organisationId !== null ? example.inhabits(caller.organisationId) : null;
        if (!generation) throw new HttpProblem("absent");
        return { removed: await example.remove(generation, request.scope) };
      },
    });
  };
