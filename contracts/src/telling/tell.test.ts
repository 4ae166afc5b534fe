import { describe, expect, test } from "vitest";
import { allianceEvents, upcast, type AllianceEvent } from "../events/catalogue.ts";
import { samples } from "../events/corpus/samples.ts";
import {
  A,
  answered,
  asked,
  B,
  decision,
  entered,
  facilitated,
  founded,
  frozen,
  id,
  joined,
  operator,
  proposed,
  recorded,
  stepProposed,
  told,
  took,
  X,
  type Told,
} from "../events/story.ts";
import type { Language } from "../rejections.ts";
import { entryOf } from "../views/timeline.ts";
import { marksOf } from "./marks.ts";
import { sentences, type Sentence } from "./sentences.ts";
import { dateInWords, tell, type Names } from "./tell.ts";

const languages: readonly Language[] = ["en", "nl"];
// The corpus holds what the store holds; lifted to its newest shape it is an event of the catalogue.
const stored = samples
  .filter((sample) => sample.stream.startsWith("alliance-"))
  .map((sample) => upcast(sample) as unknown as AllianceEvent);

const known = new Map(
  stored.flatMap((event): [string, string][] => {
    if (event.type === "PartnerJoined")
      return [
        [event.data.partnerId, event.data.name],
        [event.data.organisationId ?? "", event.data.name],
      ];
    if (event.type === "DecisionRequested") return [[event.data.decisionId, event.data.question]];
    if (event.type === "CommitmentMade") return [[event.data.commitmentId, event.data.text]];
    return event.type === "AgreementDrafted" ? [[event.data.agreementId, event.data.title]] : [];
  }),
);
const nameOf = (key: string) => known.get(key) ?? null;
const names: Names = { partner: nameOf, organisation: nameOf, decision: nameOf, agreement: nameOf, commitment: nameOf, line: nameOf };
const nameless: Names = {
  partner: () => null,
  organisation: () => null,
  decision: () => null,
  agreement: () => null,
  commitment: () => null,
  line: () => null,
};

const parties: Names = {
  ...nameless,
  partner: (key) => [A, B, X].find((who) => who.partnerId === key)?.name ?? null,
  organisation: (key) => [A, B].find((who) => who.organisationId === key)?.name ?? null,
  decision: (key) => (key === decision ? "Where do we begin?" : null),
};
/** The last line of a story, as it is told. */
function lastOf(story: readonly Told[], language: Language = "en", given: Names = parties): string {
  const event = recorded(story).at(-1);
  return event ? tell(entryOf(frozen(event)), given, language, "Europe/Amsterdam") : "";
}

const variantsOf = (type: keyof typeof sentences): readonly [word: string | null, Sentence][] => {
  const telling = sentences[type];
  return "by" in telling ? Object.entries(telling.when) : [[null, telling]];
};
/** The stored events that a variant tells. */
const toldBy = (type: keyof typeof sentences, word: string | null) =>
  stored.filter(
    (event) => event.type === type && (word === null || Object.values(marksOf(event)).some((mark) => "word" in mark && mark.word === word)),
  );
const types = Object.keys(allianceEvents) as (keyof typeof allianceEvents)[];
const variants = types.flatMap((type) =>
  variantsOf(type).map(([word, sentence]) => ({ name: word === null ? type : `${type}, ${word}`, type, word, sentence })),
);
const needed = (template: string) => [...template.replace(/\[[^\]]*\]/g, "").matchAll(/\{(\w+)/g)].map(([, mark]) => mark ?? "");
const optional = (template: string) => [...template.matchAll(/\[([^\]]*)\]/g)].flatMap(([, part]) => needed(part ?? ""));

describe("the sentences", () => {
  test("are there for every event of an alliance", () => {
    expect(Object.keys(sentences).sort()).toEqual([...types].sort());
  });

  test.each(variants)("$name names only what its event gives", ({ type, word, sentence }) => {
    const all = toldBy(type, null).map((event) => new Set(Object.keys(marksOf(event))));
    const given = toldBy(type, word).map((event) => new Set(Object.keys(marksOf(event))));
    for (const language of languages) {
      for (const mark of needed(sentence[language]).filter((name) => name !== "actor"))
        expect(
          given.every((marks) => marks.has(mark)),
          `{${mark}} in ${language}`,
        ).toBe(true);
      for (const mark of optional(sentence[language]))
        expect(
          all.some((marks) => marks.has(mark)),
          `[{${mark}}] in ${language}`,
        ).toBe(true);
    }
  });

  test.each(variants)("$name says the same in both languages", ({ sentence }) => {
    expect(new Set([...needed(sentence.nl), ...optional(sentence.nl)])).toEqual(
      new Set([...needed(sentence.en), ...optional(sentence.en)]),
    );
    expect(sentence.nl).not.toBe(sentence.en);
  });

  test.each(types.map((type) => ({ type })))("leave nothing unsaid that $type gives", ({ type }) => {
    const telling = sentences[type];
    const used = new Set(variantsOf(type).flatMap(([, { en }]) => [...needed(en), ...optional(en)]));
    if ("by" in telling) used.add(telling.by);
    const given = new Set(stored.filter((event) => event.type === type).flatMap((event) => Object.keys(marksOf(event))));
    expect([...given].filter((mark) => !used.has(mark))).toEqual([]);
  });

  test("have a variant for every word that an event may carry", () => {
    const {
      PhaseTransitionProposed,
      PhaseTransitionPositionTaken,
      PhaseEntered,
      AllianceEnded,
      PositionTaken,
      PositionChanged,
      EvaluationDue,
      FactCorrected,
    } = allianceEvents;
    const words = {
      PhaseTransitionProposed: [...PhaseTransitionProposed.data.shape.direction.options, ...AllianceEnded.data.shape.ending.options],
      PhaseTransitionPositionTaken: PhaseTransitionPositionTaken.data.shape.position.options,
      PhaseEntered: PhaseEntered.data.shape.direction.options,
      AllianceEnded: AllianceEnded.data.shape.ending.options,
      PositionTaken: PositionTaken.data.shape.position.options,
      PositionChanged: PositionChanged.data.shape.position.options,
      EvaluationDue: EvaluationDue.data.shape.kind.options,
      BringGetLinesCommitted: ["some", "none"],
      FactCorrected: FactCorrected.data.shape.correction.options.map((option) => option.shape.fact.value),
    };
    expect(PhaseTransitionProposed.type).toBe("PhaseTransitionProposed");
    for (const type of types) {
      const telling = sentences[type];
      if ("by" in telling)
        expect(new Set(Object.keys(telling.when)), type).toEqual(
          new Set<string>((words as Readonly<Record<string, readonly string[]>>)[type]),
        );
      else expect(words).not.toHaveProperty(type);
    }
  });
});

describe.each(languages)("told in %s", (language) => {
  test.each(stored.map((event) => ({ name: `${event.type} (${event.revision})`, event })))("$name is one whole sentence", ({ event }) => {
    for (const given of [names, nameless]) {
      const sentence = tell(entryOf(event), given, language, "Europe/Amsterdam");
      expect(sentence).not.toMatch(/[{}[\]#|]|undefined|null|NaN/);
      expect(sentence).toMatch(/^[“‘\p{Lu}].*[.!?”’)]$/su);
      expect(sentence).not.toMatch(/[.:,;]\.|\s\s|:\s*$/);
      expect(sentence).not.toBe(event.type);
    }
  });
});

describe("a sentence", () => {
  test("says by number and leaves out what there is none of", () => {
    const debt = (n: number) => ({ debtId: id(0x611 + n), phase: "explore" as const, kind: "named" as const, text: "More talks" });
    const enter = (...debts: ReturnType<typeof debt>[]) => [...founded(), entered("share", "explore", debts)];
    expect(lastOf(enter())).toBe("The alliance moved on to the Share phase.");
    expect(lastOf(enter(debt(1)))).toBe("The alliance moved on to the Share phase, leaving one thing undone.");
    expect(lastOf(enter(debt(1), debt(2)))).toBe("The alliance moved on to the Share phase, leaving 2 things undone.");
    expect(lastOf(enter(debt(1)), "nl")).toBe("De alliantie ging verder naar de fase Delen en liet één punt liggen.");
    expect(lastOf(founded())).toBe("The alliance began in the Explore phase.");
  });

  test("says a position as what somebody did", () => {
    const table = [...founded(), joined(B, "core"), asked(), proposed(), stepProposed("share")];
    expect(lastOf([...table, took(B, "abstain")])).toBe("Birch Housing abstained on “Where do we begin?”");
    expect(lastOf([...table, took(B, "agree")], "nl")).toBe("Birch Housing zei ja tegen het voorstel over ‘Where do we begin?’");
    expect(lastOf([...table, answered(B, "object")])).toBe("Birch Housing objected to the proposed step.");
    expect(lastOf([...table, answered(B, "disagree")], "nl")).toBe("Birch Housing was het niet eens met de voorgestelde stap.");
  });

  test("tells ending from breaking off", () => {
    expect(lastOf([...founded(), stepProposed(null)])).toBe("Alder Care proposed to complete the alliance: We know enough.");
    expect(lastOf([...founded(), stepProposed(null, { ending: "terminated" })], "nl")).toBe(
      "Alder Care stelde voor de alliantie voortijdig te beëindigen: We know enough.",
    );
  });

  test("says what was only reported, and by whom", () => {
    expect(lastOf([joined(X, "core")])).toBe("Dogwood Volunteers joined the strategic core (reported by Alder Care).");
    expect(
      lastOf(
        [
          told(
            operator,
            "DecisionRequested",
            { decisionId: decision, question: "Where?", background: null, lenses: [], decideBy: null },
            { onBehalfOf: B.partnerId },
          ),
        ],
        "nl",
      ),
    ).toBe("Birch Housing vroeg om een besluit: Where? (gemeld door de beheerder van Entente).");
  });

  test("ends where its text ends", () => {
    const because = (reason: string) =>
      lastOf([told(B, "PartnerLeft", { partnerId: B.partnerId, organisationId: B.organisationId, reason })]);
    expect(because("Other plans")).toBe("Birch Housing left the alliance: Other plans.");
    expect(because("Other plans!")).toBe("Birch Housing left the alliance: Other plans!");
    expect(because("They said “no”")).toBe("Birch Housing left the alliance: They said “no”.");
    expect(because("Why? (See the minutes.)")).toBe("Birch Housing left the alliance: Why? (See the minutes.)");
  });

  test("leaves text alone, whatever signs are in it", () => {
    const odd: Names = { ...parties, organisation: () => "A$&{name}[x]" };
    expect(lastOf([facilitated(), joined(X, "core")], "en", odd)).toBe(
      "Dogwood Volunteers joined the strategic core (reported by A$&{name}[x]).",
    );
    expect(
      lastOf([told(B, "PartnerLeft", { partnerId: B.partnerId, organisationId: B.organisationId, reason: "See [1] and {actor}." })]),
    ).toBe("Birch Housing left the alliance: See [1] and {actor}.");
  });

  test("names what it does not know as unknown", () => {
    expect(lastOf([took(B, "agree")], "en", nameless)).toBe(
      "A party not named here agreed with the proposal on a decision not named here.",
    );
    expect(lastOf([asked(B)], "nl", nameless)).toBe("Een partij die hier geen naam heeft vroeg om een besluit: Where do we begin?");
  });

  test("an event of a type that is not known is told by its name", () => {
    const [event] = recorded([asked()]);
    if (event) expect(tell({ ...entryOf(event), type: "AllianceDreamt" }, parties, "en", "Etc/UTC")).toBe("AllianceDreamt");
    if (event)
      expect(tell({ ...entryOf(event), type: "PhaseEntered", marks: { direction: { word: "sideways" } } }, parties, "en", "Etc/UTC")).toBe(
        "PhaseEntered",
      );
  });
});

describe("the marks of an event", () => {
  test("cut long text short, never through a character", () => {
    const reason = `${"x".repeat(298)}👵👵`;
    const [event] = recorded([told(B, "PartnerLeft", { partnerId: B.partnerId, organisationId: B.organisationId, reason })]);
    const mark = event ? marksOf(event)["reason"] : undefined;
    expect(mark).toEqual({ text: `${"x".repeat(298)}…` });
    expect(mark && "text" in mark ? mark.text.isWellFormed() : false).toBe(true);
  });

  test("keep text of three hundred characters whole", () => {
    const [event] = recorded([
      told(B, "PartnerLeft", { partnerId: B.partnerId, organisationId: B.organisationId, reason: "x".repeat(300) }),
    ]);
    expect(event ? marksOf(event)["reason"] : undefined).toEqual({ text: "x".repeat(300) });
  });
});

describe("dates in words", () => {
  test("a day is that day everywhere", () => {
    expect(dateInWords("2026-03-01", "en", "Pacific/Auckland")).toBe("1 March 2026");
    expect(dateInWords("2026-03-01", "nl", "America/Los_Angeles")).toBe("1 maart 2026");
  });

  test("a moment is told in the alliance's time zone, by the clock of its season", () => {
    expect(dateInWords("2026-03-10T11:30:00.000Z", "en", "Pacific/Auckland")).toBe("11 March 2026 at 00:30");
    expect(dateInWords("2026-03-29T00:59:00.000Z", "nl", "Europe/Amsterdam")).toBe("29 maart 2026 om 01:59");
    expect(dateInWords("2026-03-29T01:00:00.000Z", "nl", "Europe/Amsterdam")).toBe("29 maart 2026 om 03:00");
  });
});
