import type { AgreementKind } from "./agreementKinds.ts";

/** The five phases of the compass, in order. Source: domain.md 2.1 (`ins-compass`). */
export const phaseIds = ["explore", "share", "agree", "shape", "run"] as const;
export type PhaseId = (typeof phaseIds)[number];

export interface Phase {
  readonly id: PhaseId;
  readonly name: { readonly en: string; readonly nl: string };
  /** What the phase is for. */
  readonly goal: { readonly en: string; readonly nl: string };
  /** The tangible result that closes it; leaving without it leaves a debt. */
  readonly result: { readonly en: string; readonly nl: string };
  /** The kinds of document that count as that result. */
  readonly resultKinds: readonly AgreementKind[];
}

/** Goals and results restated from domain.md 2.2. */
export const phases: readonly Phase[] = [
  {
    id: "explore",
    name: { en: "Explore", nl: "Verkennen" },
    goal: {
      en: "See why each party wants to collaborate, and understand the interests and the context.",
      nl: "Zichtbaar maken waarom iedere partij wil samenwerken, met inzicht in belangen en context.",
    },
    result: { en: "a start memo or a presentation of findings", nl: "een startnotitie of bevindingenpresentatie" },
    resultKinds: ["start-memo", "findings"],
  },
  {
    id: "share",
    name: { en: "Share", nl: "Delen" },
    goal: {
      en: "Deepen and sharpen what the collaboration means to everyone, and make the pie bigger.",
      nl: "Verdiepen en aanscherpen wat de samenwerking voor iedereen betekent, en de koek groter maken.",
    },
    result: { en: "a declaration of intent", nl: "een intentieverklaring" },
    resultKinds: ["declaration-of-intent"],
  },
  {
    id: "agree",
    name: { en: "Agree", nl: "Overeenkomen" },
    goal: {
      en: "Turn the joint view of course and direction into agreements.",
      nl: "De gezamenlijke kijk op koers en richting omzetten in afspraken.",
    },
    result: { en: "negotiated agreements on main lines", nl: "onderhandelde afspraken op hoofdlijnen" },
    resultKinds: ["main-lines", "covenant", "contract", "joint-venture"],
  },
  {
    id: "shape",
    name: { en: "Shape", nl: "Vormgeven" },
    goal: {
      en: "Design the content and the form of the collaboration in concrete terms.",
      nl: "Inhoud en vorm van de samenwerking concreet ontwerpen.",
    },
    result: { en: "a work programme with staffing and responsibilities", nl: "een werkprogramma met bezetting en verantwoordelijkheden" },
    resultKinds: ["work-programme"],
  },
  {
    id: "run",
    name: { en: "Run and renew", nl: "Uitvoeren en vernieuwen" },
    goal: {
      en: "Carry it out, evaluate together and renew in time.",
      nl: "Uitvoeren, samen evalueren en op tijd vernieuwen.",
    },
    result: { en: "a running collaboration that is evaluated", nl: "een lopende samenwerking die wordt geëvalueerd" },
    resultKinds: [],
  },
];

/** The phase's place in the order, from 0. */
export const phaseOrder = (phase: PhaseId): number => phaseIds.indexOf(phase);
