import type { allianceEvents } from "../events/catalogue.ts";

/**
 * One sentence per event, in both languages. `{mark}` is filled in; `[…]` is left out when a mark inside it is missing.
 * `{actor}` is the organisation that acted, `{partner}` the partner it concerns.
 */
export const sentences: Readonly<Record<keyof typeof allianceEvents, { readonly en: string; readonly nl: string }>> = {
  AllianceInitiated: {
    en: "{actor} founded the alliance “{name}”: {purpose}",
    nl: "{actor} begon de alliantie ‘{name}’: {purpose}",
  },
  PartnerInvited: { en: "{actor} invited {name} to the {ring}.", nl: "{actor} nodigde {name} uit voor de {ring}." },
  FacilitatorInvited: { en: "{actor} invited {name} to facilitate.", nl: "{actor} vroeg {name} om te faciliteren." },
  InvitationAccepted: { en: "{actor} accepted the invitation.", nl: "{actor} nam de uitnodiging aan." },
  InvitationDeclined: { en: "The invitation was declined[: {reason}]", nl: "De uitnodiging werd afgeslagen[: {reason}]" },
  InvitationWithdrawn: { en: "{actor} withdrew an invitation[: {reason}]", nl: "{actor} trok een uitnodiging in[: {reason}]" },
  PartnerJoined: { en: "{name} joined the {ring}.", nl: "{name} trad toe tot de {ring}." },
  PartnerMovedBetweenRings: {
    en: "{partner} moved from the {from} to the {to}: {reason}",
    nl: "{partner} ging van de {from} naar de {to}: {reason}",
  },
  PartnerLeft: { en: "{partner} left the alliance[: {reason}]", nl: "{partner} verliet de alliantie[: {reason}]" },
  FacilitatorAppointed: { en: "{name} was appointed facilitator.", nl: "{name} werd benoemd tot facilitator." },
  FacilitatorReleased: { en: "The facilitator was released[: {reason}]", nl: "De facilitator werd ontheven[: {reason}]" },
  PhaseResultSubmitted: { en: "{actor} submitted the {kind} “{title}” for {phase}.", nl: "{actor} leverde voor {phase} op: {kind} ‘{title}’." },
  PhaseTransitionProposed: {
    en: "{actor} proposed to move {direction} from {from}[ to {to}]: {reason}",
    nl: "{actor} stelde voor om {direction} te gaan van {from}[ naar {to}]: {reason}",
  },
  PhaseTransitionPositionTaken: { en: "{partner} {position}[: {reason}]", nl: "{partner} {position}[: {reason}]" },
  PhaseTransitionWithdrawn: { en: "{actor} withdrew the proposed transition[: {reason}]", nl: "{actor} trok de voorgestelde overgang in[: {reason}]" },
  PhaseTransitionDecided: {
    en: "The transition was agreed: {agreed} core partners agreed, {consented} of the ring consented.",
    nl: "De overgang is overeengekomen: {agreed} kernpartners zeiden ja, {consented} uit de ring stemden in.",
  },
  PhaseStepSkipped: { en: "The phase {phase} was skipped.", nl: "De fase {phase} werd overgeslagen." },
  PhaseEntered: {
    en: "The alliance entered {phase} ({direction}), with {debts} things left undone.",
    nl: "De alliantie kwam in {phase} ({direction}), met {debts} punten die bleven liggen.",
  },
  PhaseDebtRepaired: { en: "{actor} repaired what was left undone: {how}", nl: "{actor} herstelde wat was blijven liggen: {how}" },
  CollaborationStarted: { en: "The work together began.", nl: "Het samen werken begon." },
  AllianceEnded: { en: "The alliance ended ({ending}): {reason}", nl: "De alliantie eindigde ({ending}): {reason}" },
  DecisionRequested: { en: "{actor} asked for a decision: {question}", nl: "{actor} vroeg een besluit: {question}" },
  OptionAdded: { en: "{actor} added an option to {decision}: {text}", nl: "{actor} voegde een optie toe aan {decision}: {text}" },
  DecisionProposed: { en: "{actor} proposed on {decision}: {text}", nl: "{actor} stelde voor bij {decision}: {text}" },
  PositionTaken: { en: "{partner} {position} on {decision}[: {reason}]", nl: "{partner} {position} over {decision}[: {reason}]" },
  PositionChanged: { en: "{partner} changed its position on {decision}: it {position}[: {reason}]", nl: "{partner} wijzigde het standpunt over {decision}: {position}[: {reason}]" },
  ObjectionRaised: { en: "{partner} objected to {decision}: {reason}", nl: "{partner} maakte bezwaar bij {decision}: {reason}" },
  ObjectionIntegrated: { en: "An objection to {decision} was met: {how}", nl: "Aan een bezwaar bij {decision} is tegemoetgekomen: {how}" },
  ObjectionWithdrawn: { en: "An objection to {decision} was withdrawn.", nl: "Een bezwaar bij {decision} is ingetrokken." },
  MinorityViewRecorded: { en: "{partner} recorded a minority view on {decision}: {view}", nl: "{partner} legde een minderheidsstandpunt vast bij {decision}: {view}" },
  DecisionTaken: { en: "The partners decided on {decision}: {text}", nl: "De partners besloten over {decision}: {text}" },
  DecisionFailed: { en: "No decision was taken on {decision}: {reason}", nl: "Over {decision} is geen besluit genomen: {reason}" },
  DecisionReviewScheduled: { en: "{decision} will be reviewed on {on}.", nl: "{decision} wordt herzien op {on}." },
  DecisionReviewed: { en: "{decision} was reviewed: {finding}", nl: "{decision} is herzien: {finding}" },
  DecisionReopened: { en: "{actor} reopened {decision}: {reason}", nl: "{actor} heropende {decision}: {reason}" },
  DecisionSuperseded: { en: "{decision} was replaced by {by}.", nl: "{decision} is vervangen door {by}." },
  AgreementDrafted: { en: "{actor} drafted the {kind} “{title}”.", nl: "{actor} stelde op: {kind} ‘{title}’." },
  AgreementVersionProposed: { en: "{actor} proposed version {version} of {agreement}: {change}", nl: "{actor} stelde versie {version} van {agreement} voor: {change}" },
  AgreementSigned: { en: "{partner} signed version {version} of {agreement}.", nl: "{partner} tekende versie {version} van {agreement}." },
  AgreementReached: { en: "{agreement} was signed by all; version {version} is in force from {from}.", nl: "{agreement} is door allen getekend; versie {version} geldt vanaf {from}." },
  AgreementTerminated: { en: "{agreement} was terminated: {reason}", nl: "{agreement} is beëindigd: {reason}" },
  SessionScheduled: { en: "{actor} planned “{title}” for {on}.", nl: "{actor} plande ‘{title}’ op {on}." },
  SessionRescheduled: { en: "{actor} moved a meeting to {on}.", nl: "{actor} verplaatste een bijeenkomst naar {on}." },
  SessionCancelled: { en: "{actor} cancelled a meeting.", nl: "{actor} zegde een bijeenkomst af." },
  FactCorrected: {
    en: "{actor} corrected {fact}: “{was}” became “{becomes}”, because {reason}",
    nl: "{actor} corrigeerde {fact}: ‘{was}’ werd ‘{becomes}’, want {reason}",
  },
};

/** Words of events and commands that sentences use. */
export const words: Readonly<Record<string, { readonly en: string; readonly nl: string }>> = {
  start: { en: "at the start", nl: "bij de start" },
  forward: { en: "forward", nl: "verder" },
  back: { en: "back", nl: "terug" },
  skip: { en: "ahead, skipping a phase", nl: "vooruit, met overslaan van een fase" },
  end: { en: "to an end", nl: "tot een einde" },
  agree: { en: "agrees", nl: "is het ermee eens" },
  disagree: { en: "disagrees", nl: "is het er niet mee eens" },
  abstain: { en: "abstains", nl: "onthoudt zich" },
  object: { en: "objects", nl: "maakt bezwaar" },
  completed: { en: "completed", nl: "voltooid" },
  terminated: { en: "terminated", nl: "voortijdig gestopt" },
  allianceName: { en: "the name of the alliance", nl: "de naam van de alliantie" },
  alliancePurpose: { en: "the purpose of the alliance", nl: "het doel van de alliantie" },
  partnerName: { en: "the name of a partner", nl: "de naam van een partner" },
  partnerJoinedAt: { en: "when a partner joined", nl: "wanneer een partner toetrad" },
  partnerLeftAt: { en: "when a partner left", nl: "wanneer een partner vertrok" },
  decisionQuestion: { en: "the question of a decision", nl: "de vraag van een besluit" },
  agreementTitle: { en: "the title of an agreement", nl: "de titel van een afspraak" },
};
