import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { views } from "@entente/contracts/views/catalogue";
import { HttpProblem } from "@entente/service-kit";
import { asking, founding, openTestHouse, type TestHouse } from "../testing.ts";
import type { AnyView } from "./fold.ts";
import { Projector } from "./projector.ts";

let house: TestHouse;
let projector: Projector;
const organisationId = randomUUID();
const allianceId = randomUUID();

const catalogue = views as unknown as Record<string, AnyView>;
const open = (own: Record<string, AnyView> = catalogue) => {
  const { readStore, feed, store, log } = house.engines;
  return new Projector({ readStore, feed, log: store, logger: log, views: own });
};
const docOf = async (view: keyof typeof views, key: string) => {
  const found = await house.engines.readStore.get(projector.generationOf(view), key);
  return found ? (JSON.parse(found.doc) as Record<string, unknown>) : null;
};
/** Every document of every view, by view and key. */
async function all(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { generation, view, active } of await house.engines.readStore.generations()) {
    if (!active) continue;
    for (const { key, doc } of await house.engines.readStore.list(generation, "", { limit: 100_000 })) found.set(`${view} ${key}`, doc);
  }
  return found;
}

beforeEach(async () => {
  house = await openTestHouse();
});
afterEach(async () => {
  await projector.stop();
  await house.close();
});

describe("following the log", () => {
  test("what is recorded is shown once it is waited for", async () => {
    projector = open();
    await projector.start();
    const revision = await house.record(allianceId, [...founding(organisationId), asking("Shall we?")]);
    await projector.waitFor(`alliance-${allianceId}`, revision);
    expect(await docOf("alliance", allianceId)).toMatchObject({ name: "Clean water", phase: "explore", revision });
    expect(await docOf("portfolio", allianceId)).toMatchObject({ open: [{ title: "Shall we?" }] });
  });

  test("goes on where it stood after a restart, without doubling anything", async () => {
    projector = open();
    await projector.start();
    const first = await house.record(allianceId, founding(organisationId));
    await projector.waitFor(`alliance-${allianceId}`, first);
    await projector.stop();
    house = await house.restart();
    const last = await house.record(allianceId, [asking("One?"), asking("Two?")]);
    projector = open();
    await projector.start();
    await projector.waitFor(`alliance-${allianceId}`, last);
    const live = await all();
    await projector.stop();
    for (const { generation } of await house.engines.readStore.generations()) await house.engines.readStore.drop(generation);
    projector = open();
    await projector.start();
    expect(await all()).toEqual(live);
    expect((await docOf("timeline", `${allianceId}/00000000`))?.["entries"]).toHaveLength(5);
  });

  test("waiting for what never comes ends with projection_behind", async () => {
    projector = open();
    await projector.start();
    await expect(projector.waitFor(`alliance-${allianceId}`, 0)).rejects.toMatchObject({
      code: "projection_behind",
      headers: { "retry-after": "1" },
    });
  }, 10_000);
});

describe("an event that a fold cannot take", () => {
  const poison = "the one that is not to be swallowed";
  const touchy: AnyView = {
    ...catalogue["alliance"],
    name: "alliance",
    evolve(doc, event, key) {
      if (event.data["question"] === poison) throw new Error("this fold cannot take it");
      return catalogue["alliance"]?.evolve(doc, event, key);
    },
  } as AnyView;

  test("faults its one view, loudly, with position and reason; the others go on; it is never skipped", async () => {
    projector = open({ ...catalogue, alliance: touchy });
    await projector.start();
    await house.record(allianceId, [...founding(organisationId), asking("Good?")]);
    const last = await house.record(allianceId, [asking(poison), asking("After?")]);
    await projector.waitFor(`alliance-${allianceId}`, last);
    expect(() => projector.generationOf("alliance")).toThrow(HttpProblem);
    expect(projector.trouble()).toContain("this fold cannot take it");
    const status = (await projector.status()).find(({ view }) => view === "alliance");
    expect(status?.fault?.reason).toContain("DecisionRequested");
    expect(await docOf("portfolio", allianceId)).toMatchObject({ revision: last });

    // After a restart it is still faulted, and nothing has been skipped.
    await projector.stop();
    house = await house.restart();
    projector = open({ ...catalogue, alliance: touchy });
    await projector.start();
    expect(projector.trouble()).toContain("this fold cannot take it");

    // A mended fold has a higher version: the view is built anew and complete.
    await projector.stop();
    projector = open({
      ...catalogue,
      alliance: { ...touchy, version: touchy.version + 1, evolve: (catalogue["alliance"] as AnyView).evolve },
    });
    await projector.start();
    expect(projector.trouble()).toBeNull();
    expect(await docOf("alliance", allianceId)).toMatchObject({ revision: last });
  });

  test("is met in the first build as well", async () => {
    await house.record(allianceId, [...founding(organisationId), asking(poison)]);
    projector = open({ ...catalogue, alliance: touchy });
    await projector.start();
    expect(projector.trouble()).toContain("this fold cannot take it");
    expect(await docOf("decisions", "nothing")).toBeNull();
  });
});

describe("rebuilding", () => {
  test("gives the same, also twice, also while events arrive, and never an empty view in between", async () => {
    projector = open();
    await projector.start();
    const others = Array.from({ length: 20 }, () => randomUUID());
    for (const id of others) await projector.waitFor(`alliance-${id}`, await house.record(id, founding(organisationId)));
    let writing = true;
    let last = 0;
    const writer = (async () => {
      for (let n = 0; writing; n += 1)
        last = await house.record(allianceId, n === 0 ? founding(organisationId) : [asking(`Question ${n}?`)]);
    })();
    let empty = 0;
    const reader = (async () => {
      while (writing) {
        if ((await docOf("alliance", others[0] ?? "")) === null) empty += 1;
        // Reading is quick; let the others have their turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await projector.rebuild("alliance");
    await projector.rebuild("timeline");
    await projector.rebuild("alliance");
    writing = false;
    await Promise.all([writer, reader]);
    await projector.waitFor(`alliance-${allianceId}`, last);
    const rebuilt = await all();
    expect(empty, "how often a reader met nothing").toBe(0);
    await projector.stop();
    for (const { generation } of await house.engines.readStore.generations()) await house.engines.readStore.drop(generation);
    projector = open();
    await projector.start();
    expect(await all()).toEqual(rebuilt);
  });

  test("a document that was written and is then touched again is as if it had never left memory", async () => {
    const quiet = Array.from({ length: 3 }, () => randomUUID());
    for (const id of quiet) await house.record(id, founding(organisationId));
    await house.record(allianceId, founding(organisationId));
    // Long enough for the others to have been written meanwhile.
    for (let n = 0; n < 16; n += 1)
      await house.record(
        allianceId,
        Array.from({ length: 100 }, (_, index) => asking(`Question ${n}.${index}?`)),
      );
    for (const id of quiet) await house.record(id, [asking("Still there?")]);
    projector = open();
    await projector.start();
    const built = await all();
    expect(await docOf("alliance", quiet[0] ?? "")).toMatchObject({ name: "Clean water", revision: 3 });
    expect(await docOf("portfolio", quiet[2] ?? "")).toMatchObject({ name: "Clean water", open: [{ title: "Still there?" }] });
    for (const view of ["alliance", "portfolio", "timeline", "decisions"]) await projector.rebuild(view);
    expect(await all()).toEqual(built);
  });

  test("a first build that was cut short begins again", async () => {
    const last = await house.record(allianceId, founding(organisationId));
    const { readStore } = house.engines;
    const { generation } = await readStore.begin("alliance", views.alliance.version);
    await readStore.fill(generation, [{ key: randomUUID(), stream: `alliance-${allianceId}`, revision: 0, doc: "{}" }]);
    await readStore.activate(generation);
    projector = open();
    await projector.start();
    expect(await docOf("alliance", allianceId)).toMatchObject({ revision: last });
    expect(await readStore.count(projector.generationOf("alliance"))).toBe(1);
  });

  test("a fold that is not pure is found out before anybody reads it", async () => {
    projector = open();
    await projector.start();
    const revision = await house.record(allianceId, founding(organisationId));
    await projector.waitFor(`alliance-${allianceId}`, revision);
    await projector.stop();
    let calls = 0;
    const impure = { ...catalogue["alliance"], version: 9, evolve: () => ({ calls: (calls += 1) }) } as AnyView;
    projector = open({ ...catalogue, alliance: impure });
    await expect(projector.start()).rejects.toThrow("its fold is not pure");
  });
});
