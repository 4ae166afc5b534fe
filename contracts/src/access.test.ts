import { describe, expect, test } from "vitest";
import { actorOf, answer, routes, type Answer, type Caller, type Part, type Relation } from "./access.ts";
import { A, B, operator } from "./events/story.ts";
import { roleIds, type RoleId } from "./roles.ts";

/** Who may do what in an alliance, written down once more, by hand: yes, 403 (related but not allowed) or 404 (nothing to do with it). */
const inAnAlliance = `
            roles                                     core  complementary  facilitator  free-space  left-core  left-complementary  left-facilitator  left-free-space  nothing
  read      owner admin manager member auditor integration  yes   yes  yes   404  yes  yes  yes  404  404
  speak     owner admin manager member integration          yes   yes  403   404  403  403  403  404  404
  speak     auditor                                         403   403  403   404  403  403  403  404  404
  bind      owner admin manager integration                 yes   yes  403   404  403  403  403  404  404
  bind      member auditor                                  403   403  403   404  403  403  403  404  404
  sign      owner admin manager                             yes   yes  403   404  403  403  403  404  404
  sign      member auditor integration                      403   403  403   404  403  403  403  404  404
  own       owner admin manager integration                 yes   yes  403   404  403  403  403  404  404
  own       member auditor                                  403   403  403   404  403  403  403  404  404
  own-sign  owner admin manager                             yes   yes  403   404  403  403  403  404  404
  own-sign  member auditor integration                      403   403  403   404  403  403  403  404  404
  convene   owner admin manager member integration          yes   yes  yes   404  403  403  403  404  404
  convene   auditor                                         403   403  403   404  403  403  403  404  404
  release   owner admin manager integration                 yes   yes  yes   404  403  403  403  404  404
  release   member auditor                                  403   403  403   404  403  403  403  404  404
`;

/** The same for everything that names no alliance. */
const elsewhere = `
  GET /api/session                                    anyone
  GET /api/invitations/:token                         anyone
  POST /api/invitations/:token/decline                anyone
  GET /api/calendar/:token                            anyone
  GET /api/calendar-link                              people
  PATCH /api/session/person                           people
  POST /api/organisations                             people operator
  POST /api/alliances                                 owner admin manager integration operator
  POST /api/invitations/:token/accept                 owner admin manager
  GET /api/portfolio                                  owner admin manager member auditor integration operator
  GET /api/live                                       owner admin manager member auditor integration
  GET /api/organisations/:organisationId              own: owner admin manager member auditor integration operator
  POST /api/organisations/:organisationId/api-keys    own: owner admin operator
  POST /api/imports                                   operator only
  GET /api/installation                               operator only
`;

const alliance = "/api/alliances/:allianceId";
/** Which of the kinds above each command to an alliance is. */
const acts = {
  speak: [
    "phase-results",
    "transitions",
    "debts/:debtId/repair",
    "decisions",
    "decisions/:decisionId/options",
    "decisions/:decisionId/proposals",
    "decisions/:decisionId/review-date",
    "decisions/:decisionId/reviews",
    "decisions/:decisionId/reopen",
    "agreements",
    "agreements/:agreementId/versions",
    "agreements/:agreementId/amendments",
    "ambition",
    "ambition/versions",
    "ambition/invocations",
    "commitments/:commitmentId/postponements",
    "sessions/:sessionId/preparations",
  ],
  bind: [
    "invitations",
    "facilitators",
    "invitations/:invitationId/withdraw",
    "partners",
    "partners/:partnerId/move",
    "transitions/:transitionId/positions",
    "transitions/:transitionId/withdraw",
    "transitions/:transitionId/enter",
    "start",
    "decisions/:decisionId/positions",
    "decisions/:decisionId/objections",
    "decisions/:decisionId/objections/:objectionId/integrate",
    "decisions/:decisionId/objections/:objectionId/withdraw",
    "decisions/:decisionId/minority-views",
    "decisions/:decisionId/take",
    "decisions/:decisionId/fail",
    "decisions/:decisionId/supersede",
    "commitments",
    "commitments/:commitmentId/fulfil",
    "commitments/:commitmentId/postponements/:postponementId/grant",
    "commitments/:commitmentId/waive",
    "evaluation-cycle",
    "brings",
    "gets",
    "lines/:lineId/revise",
    "lines/:lineId/withdraw",
    "lines/:lineId/value",
    "lines/:lineId/deliveries",
    "lines/:lineId/claims",
    "deliveries/:deliveryId/withdraw",
    "claims/:claimId/confirm",
    "claims/:claimId/dispute",
    "claims/:claimId/withdraw",
    "matches",
    "matches/:matchId/release",
    "balance-terms",
    "corrections",
  ],
  sign: [
    "partners/:partnerId/leave",
    "agreements/:agreementId/signatures",
    "agreements/:agreementId/terminate",
    "agreements/:agreementId/suspend",
    "agreements/:agreementId/resume",
    "agreements/:agreementId/renew",
    "ambition/endorsements",
    "ambition/endorsements/withdraw",
    "ambition/reaffirmations",
  ],
  own: ["dossier/costs", "dossier/valuations", "dossier/benefits", "dossier/entries/:entryId/withdraw"],
  "own-sign": ["dossier/mandates", "dossier/mandates/:mandateId/withdraw"],
  convene: [
    "sessions",
    "sessions/:sessionId/reschedule",
    "sessions/:sessionId/cancel",
    "sessions/:sessionId/hold",
    "sessions/:sessionId/insights",
    "sessions/:sessionId/workable-agreements",
  ],
  release: ["facilitators/:facilitatorId/release"],
  operator: ["reported-phases", "reported-ending"],
} as const;

const answers: Readonly<Record<string, Answer>> = { yes: "allowed", "403": "forbidden", "404": "absent" };
const person = (role: RoleId | null, organisationId: string | null = A.organisationId): Caller => ({
  kind: "person",
  personId: A.actor.id,
  organisationId,
  role,
});
const anonymous: Caller = { kind: "anonymous" };

function ruleFor(route: string) {
  const rule = routes[route];
  if (!rule) throw new Error(`${route} is not in the table`);
  return rule;
}

const relations: Readonly<Record<string, Relation | null>> = Object.fromEntries(
  ["core", "complementary", "facilitator", "free-space"].flatMap((part) => [
    [part, { parts: [part as Part], left: false }],
    [`left-${part}`, { parts: [part as Part], left: true }],
  ]),
);

describe("in an alliance", () => {
  const [header = "", ...lines] = inAnAlliance.trim().split("\n");
  const columns = header.trim().split(/\s+/).slice(1);
  const rows = lines.map((line) => {
    const cells = line.trim().split(/\s+/);
    return { act: cells[0] ?? "", roles: cells.slice(1, -columns.length), expected: cells.slice(-columns.length) };
  });
  const example: Readonly<Record<string, string>> = {
    read: `GET ${alliance}`,
    ...Object.fromEntries(Object.entries(acts).map(([act, [first]]) => [act, `POST ${alliance}/${first}`])),
  };
  const cases = rows.flatMap(({ act, roles, expected }) =>
    columns.flatMap((column, index) => roles.map((role) => ({ act, role, column, expected: answers[expected[index] ?? ""] }))),
  );

  test("the table names every role for every act, once", () => {
    for (const act of ["read", "speak", "bind", "sign", "own", "own-sign", "convene", "release"])
      expect(
        rows
          .filter((row) => row.act === act)
          .flatMap((row) => row.roles)
          .sort(),
      ).toEqual([...roleIds].sort());
  });

  test.each(cases)("to $act as $role: $column, $expected", ({ act, role, column, expected }) => {
    const rule = ruleFor(example[act] ?? "");
    const relation = relations[column] ?? null;
    expect(answer(rule, person(role as RoleId), { relation })).toBe(expected);
    expect(answer(rule, { kind: "apiKey", keyId: "k", organisationId: A.organisationId, role: role as RoleId }, { relation })).toBe(
      expected,
    );
    expect(answer(rule, person(null), { relation })).toBe("absent");
    expect(answer(rule, anonymous, { relation })).toBe("unauthenticated");
    // Nobody but its organisation has anything to do with a private file.
    expect(answer(rule, operator.caller, { relation: null })).toBe(act.startsWith("own") ? "forbidden" : "allowed");
  });

  test("an organisation with several places may do what any of them may", () => {
    const both: Relation = { parts: ["free-space", "complementary"], left: false };
    expect(answer(ruleFor(example["speak"] ?? ""), person("member"), { relation: both })).toBe("allowed");
    expect(answer(ruleFor(example["read"] ?? ""), person("member"), { relation: { parts: [], left: true } })).toBe("absent");
  });

  test.each(Object.entries(acts).flatMap(([act, paths]) => paths.map((path) => ({ act, path }))))("$path is to $act", ({ act, path }) => {
    const rule = ruleFor(`POST ${alliance}/${path}`);
    if (act === "operator") return expect(rule).toEqual({ for: "operator" });
    expect(rule).toEqual(ruleFor(example[act] ?? ""));
  });

  test("every command route is one of these", () => {
    const listed = Object.values(acts).flatMap((paths) => paths.map((path) => `POST ${alliance}/${path}`));
    expect(
      Object.keys(routes)
        .filter((route) => route.startsWith(`POST ${alliance}/`))
        .sort(),
    ).toEqual([...listed].sort());
  });
});

describe("elsewhere", () => {
  const rows = elsewhere
    .trim()
    .split("\n")
    .map((line) => {
      const [route = "", who = ""] = line.trim().split(/\s{2,}/);
      return { route, who };
    });

  test.each(rows)("$route: $who", ({ route, who }) => {
    const rule = ruleFor(route);
    const own = { organisationId: A.organisationId };
    const words = who.split(/[\s:]+/);
    const open = who === "anyone";
    const only = who === "operator only";
    expect(answer(rule, anonymous, own), "anonymous").toBe(open ? "allowed" : "unauthenticated");
    expect(answer(rule, operator.caller, own), "operator").toBe(open || words.includes("operator") ? "allowed" : "forbidden");
    for (const role of roleIds) {
      const key: Caller = { kind: "apiKey", keyId: "k", organisationId: A.organisationId, role };
      const asPerson = open || who.startsWith("people") || words.includes(role) ? "allowed" : only ? "absent" : "forbidden";
      expect(answer(rule, person(role), own), role).toBe(asPerson);
      expect(answer(rule, key, own), `key of ${role}`).toBe(who.startsWith("people") ? "forbidden" : asPerson);
      if (who.startsWith("own:")) expect(answer(rule, person(role, B.organisationId), own), `${role} of another`).toBe("absent");
    }
    const homeless = open || who.startsWith("people") ? "allowed" : only || who.startsWith("own:") ? "absent" : "forbidden";
    expect(answer(rule, person(null, null), own), "of no organisation").toBe(homeless);
  });
});

describe("the table of routes", () => {
  test("a path that names an alliance asks for a relation to it", () => {
    const names = Object.entries(routes).filter(([route]) => route.includes(":allianceId"));
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter(([, rule]) => rule.for !== "participant" && rule.for !== "operator").map(([route]) => route)).toEqual([]);
  });

  test("a path that names an organisation asks for one's own", () => {
    expect(
      Object.entries(routes)
        .filter(([route, rule]) => route.includes(":organisationId") && rule.for !== "ownOrganisation")
        .map(([route]) => route),
    ).toEqual([]);
  });

  test("a rule about what the path names stands at a path that names it", () => {
    expect(
      Object.entries(routes)
        .filter(([route, rule]) => rule.for === "participant" && !route.includes(":allianceId"))
        .map(([route]) => route),
    ).toEqual([]);
    expect(
      Object.entries(routes)
        .filter(([route, rule]) => rule.for === "ownOrganisation" && !route.includes(":organisationId"))
        .map(([route]) => route),
    ).toEqual([]);
  });

  test("nothing is written by just anybody, but for signing in, answering by link, and looking around in the example", () => {
    expect(
      Object.entries(routes)
        .filter(([route, rule]) => !/^GET |^POST \/api\/auth\//.test(route) && rule.for === "anyone")
        .map(([route]) => route),
    ).toEqual(["POST /api/password-recovery", "POST /api/invitations/:token/decline", "POST /api/example/enter"]);
  });

  test("only reading outlasts leaving", () => {
    expect(
      Object.entries(routes)
        .filter(([route, rule]) => rule.for === "participant" && rule.onceLeft && !route.startsWith("GET "))
        .map(([route]) => route),
    ).toEqual([]);
  });
});

describe("the actor an event names", () => {
  test("is the person or the key, with the organisation it acts for", () => {
    expect(actorOf(A.caller)).toEqual(A.actor);
    expect(actorOf(A.key.caller)).toEqual(A.key.actor);
    expect(actorOf(operator.caller)).toEqual({ kind: "apiKey", id: "operator", organisationId: null });
    expect(actorOf({ kind: "operator", organisationId: B.organisationId })).toEqual({
      kind: "apiKey",
      id: "operator",
      organisationId: null,
    });
    expect(actorOf(anonymous)).toEqual({ kind: "system", id: "anonymous", organisationId: null });
  });
});
