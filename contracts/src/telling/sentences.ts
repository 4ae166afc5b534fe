import type { allianceEvents } from "../events/catalogue.ts";

export interface Sentence {
  readonly en: string;
  readonly nl: string;
}
/** One sentence, or several of which the word under the mark `by` chooses. */
export type Told = Sentence | { readonly by: string; readonly when: Readonly<Record<string, Sentence>> };

/**
 * How each event is told, in both languages. `{mark}` is filled in; `[…]` is left out when a mark inside it is missing;
 * `{mark:one thing|# things}` chooses by number. `{actor}` is the organisation that acted, `{partner}` the partner it concerns.
 */
export const sentences: Readonly<Record<keyof typeof allianceEvents, Told>> = {
  AllianceInitiated: { en: "{actor} founded the alliance “{name}”: {purpose}", nl: "{actor} begon de alliantie ‘{name}’: {purpose}" },
  PartnerInvited: { en: "{actor} invited {name} to join the {ring}.", nl: "{actor} nodigde {name} uit voor de {ring}." },
  FacilitatorInvited: { en: "{actor} asked {name} to facilitate.", nl: "{actor} vroeg {name} om te faciliteren." },
  InvitationAccepted: { en: "{actor} accepted the invitation.", nl: "{actor} nam de uitnodiging aan." },
  InvitationDeclined: { en: "An invitation was declined[: {reason}]", nl: "Een uitnodiging werd afgeslagen[: {reason}]" },
  InvitationWithdrawn: { en: "{actor} withdrew an invitation[: {reason}]", nl: "{actor} trok een uitnodiging in[: {reason}]" },
  PartnerJoined: { en: "{name} joined the {ring}.", nl: "{name} trad toe tot de {ring}." },
  PartnerMovedBetweenRings: {
    en: "{partner} moved from the {from} to the {to}: {reason}",
    nl: "{partner} ging van de {from} naar de {to}: {reason}",
  },
  PartnerLeft: { en: "{partner} left the alliance[: {reason}]", nl: "{partner} verliet de alliantie[: {reason}]" },
  FacilitatorAppointed: { en: "{name} became facilitator.", nl: "{name} werd facilitator." },
  FacilitatorReleased: { en: "The facilitator’s task ended[: {reason}]", nl: "De taak van de facilitator eindigde[: {reason}]" },

  PhaseResultSubmitted: {
    en: "{actor} submitted a result of the {phase} phase ({kind}): “{title}”.",
    nl: "{actor} leverde een resultaat van de fase {phase} op ({kind}): ‘{title}’.",
  },
  PhaseTransitionProposed: {
    by: "step",
    when: {
      forward: {
        en: "{actor} proposed to move on to the {to} phase: {reason}",
        nl: "{actor} stelde voor verder te gaan naar de fase {to}: {reason}",
      },
      back: {
        en: "{actor} proposed to go back to the {to} phase: {reason}",
        nl: "{actor} stelde voor terug te gaan naar de fase {to}: {reason}",
      },
      skip: {
        en: "{actor} proposed to skip ahead to the {to} phase: {reason}",
        nl: "{actor} stelde voor door te springen naar de fase {to}: {reason}",
      },
      end: { en: "{actor} proposed to end the alliance: {reason}", nl: "{actor} stelde voor de alliantie te beëindigen: {reason}" },
      completed: {
        en: "{actor} proposed to complete the alliance: {reason}",
        nl: "{actor} stelde voor de alliantie te voltooien: {reason}",
      },
      terminated: {
        en: "{actor} proposed to end the alliance early: {reason}",
        nl: "{actor} stelde voor de alliantie voortijdig te beëindigen: {reason}",
      },
    },
  },
  PhaseTransitionPositionTaken: {
    by: "position",
    when: {
      agree: { en: "{partner} agreed to the proposed step[: {reason}]", nl: "{partner} zei ja tegen de voorgestelde stap[: {reason}]" },
      disagree: {
        en: "{partner} disagreed with the proposed step[: {reason}]",
        nl: "{partner} was het niet eens met de voorgestelde stap[: {reason}]",
      },
      abstain: {
        en: "{partner} abstained on the proposed step[: {reason}]",
        nl: "{partner} onthield zich bij de voorgestelde stap[: {reason}]",
      },
      object: {
        en: "{partner} objected to the proposed step[: {reason}]",
        nl: "{partner} maakte bezwaar tegen de voorgestelde stap[: {reason}]",
      },
    },
  },
  PhaseTransitionWithdrawn: {
    en: "{actor} withdrew the proposed step[: {reason}]",
    nl: "{actor} trok de voorgestelde stap in[: {reason}]",
  },
  PhaseTransitionDecided: {
    en: "The partners decided on the proposed step: {agreed:one core partner|# core partners} agreed[ and {consented:one partner|# partners} of the ring consented].",
    nl: "De partners besloten tot de voorgestelde stap: {agreed:één kernpartner zei|# kernpartners zeiden} ja[ en {consented:één partner uit de ring stemde|# partners uit de ring stemden} in].",
  },
  PhaseStepSkipped: { en: "The {phase} phase was skipped.", nl: "De fase {phase} werd overgeslagen." },
  PhaseEntered: {
    by: "direction",
    when: {
      start: { en: "The alliance began in the {phase} phase.", nl: "De alliantie begon in de fase {phase}." },
      forward: {
        en: "The alliance moved on to the {phase} phase[, leaving {debts:one thing|# things} undone].",
        nl: "De alliantie ging verder naar de fase {phase}[ en liet {debts:één punt|# punten} liggen].",
      },
      back: { en: "The alliance went back to the {phase} phase.", nl: "De alliantie ging terug naar de fase {phase}." },
      skip: {
        en: "The alliance skipped ahead to the {phase} phase[, leaving {debts:one thing|# things} undone].",
        nl: "De alliantie sprong door naar de fase {phase}[ en liet {debts:één punt|# punten} liggen].",
      },
    },
  },
  PhaseDebtRepaired: { en: "{actor} made up for something left undone: {how}", nl: "{actor} haalde iets in dat was blijven liggen: {how}" },
  CollaborationStarted: { en: "The work itself began.", nl: "Het werk zelf begon." },
  AllianceEnded: {
    by: "ending",
    when: {
      completed: { en: "The alliance was completed: {reason}", nl: "De alliantie is voltooid: {reason}" },
      terminated: { en: "The alliance ended early: {reason}", nl: "De alliantie is voortijdig beëindigd: {reason}" },
    },
  },

  AmbitionDrafted: {
    en: "{actor} drafted the shared ambition: {text}",
    nl: "{actor} schreef een eerste versie van de gedeelde ambitie: {text}",
  },
  AmbitionVersionProposed: {
    en: "{actor} proposed version {version} of the ambition: {change}",
    nl: "{actor} stelde versie {version} van de ambitie voor: {change}",
  },
  AmbitionEndorsed: {
    en: "{partner} endorsed version {version} of the ambition[: {reason}]",
    nl: "{partner} onderschreef versie {version} van de ambitie[: {reason}]",
  },
  AmbitionEndorsementWithdrawn: {
    en: "{partner} withdrew its endorsement of version {version} of the ambition: {reason}",
    nl: "{partner} onderschrijft versie {version} van de ambitie niet langer: {reason}",
  },
  AmbitionInvoked: { en: "{actor} fell back on the ambition: {occasion}", nl: "{actor} viel terug op de ambitie: {occasion}" },
  AmbitionReaffirmed: {
    en: "{partner} said anew that it stands behind version {version} of the ambition[: {note}]",
    nl: "{partner} zei opnieuw achter versie {version} van de ambitie te staan[: {note}]",
  },

  DecisionRequested: { en: "{actor} asked for a decision: {question}", nl: "{actor} vroeg om een besluit: {question}" },
  OptionAdded: { en: "{actor} added an option to {decision}: {text}", nl: "{actor} voegde een optie toe aan {decision}: {text}" },
  DecisionProposed: { en: "{actor} made a proposal on {decision}: {text}", nl: "{actor} deed een voorstel over {decision}: {text}" },
  PositionTaken: {
    by: "position",
    when: {
      agree: {
        en: "{partner} agreed with the proposal on {decision}[: {reason}]",
        nl: "{partner} zei ja tegen het voorstel over {decision}[: {reason}]",
      },
      disagree: {
        en: "{partner} disagreed with the proposal on {decision}[: {reason}]",
        nl: "{partner} was het niet eens met het voorstel over {decision}[: {reason}]",
      },
      abstain: { en: "{partner} abstained on {decision}[: {reason}]", nl: "{partner} onthield zich bij {decision}[: {reason}]" },
    },
  },
  PositionChanged: {
    by: "position",
    when: {
      agree: {
        en: "{partner} changed its position on {decision} and now agrees[: {reason}]",
        nl: "{partner} veranderde van standpunt over {decision} en zegt nu ja[: {reason}]",
      },
      disagree: {
        en: "{partner} changed its position on {decision} and now disagrees[: {reason}]",
        nl: "{partner} veranderde van standpunt over {decision} en is het er nu niet mee eens[: {reason}]",
      },
      abstain: {
        en: "{partner} changed its position on {decision} and now abstains[: {reason}]",
        nl: "{partner} veranderde van standpunt over {decision} en onthoudt zich nu[: {reason}]",
      },
    },
  },
  ObjectionRaised: {
    en: "{partner} objected to the proposal on {decision}: {reason}",
    nl: "{partner} maakte bezwaar tegen het voorstel over {decision}: {reason}",
  },
  ObjectionIntegrated: {
    en: "An objection to the proposal on {decision} was met: {how}",
    nl: "Aan een bezwaar tegen het voorstel over {decision} is tegemoetgekomen: {how}",
  },
  ObjectionWithdrawn: {
    en: "An objection to the proposal on {decision} was withdrawn.",
    nl: "Een bezwaar tegen het voorstel over {decision} is ingetrokken.",
  },
  MinorityViewRecorded: {
    en: "{partner} recorded a minority view on {decision}: {view}",
    nl: "{partner} legde een minderheidsstandpunt vast over {decision}: {view}",
  },
  DecisionTaken: { en: "The partners decided on {decision}: {text}", nl: "De partners besloten over {decision}: {text}" },
  DecisionFailed: { en: "{decision} was closed without a decision: {reason}", nl: "{decision} is gesloten zonder besluit: {reason}" },
  DecisionReviewScheduled: {
    en: "The decision on {decision} will be reviewed on {on}.",
    nl: "Het besluit over {decision} wordt op {on} opnieuw bekeken.",
  },
  DecisionReviewDue: {
    en: "The decision on {decision} is due for review on {on}.",
    nl: "Het besluit over {decision} is op {on} aan de beurt om opnieuw te bekijken.",
  },
  DecisionReviewed: {
    en: "The decision on {decision} was reviewed: {finding}",
    nl: "Het besluit over {decision} is opnieuw bekeken: {finding}",
  },
  DecisionReopened: { en: "{actor} reopened {decision}: {reason}", nl: "{actor} heropende {decision}: {reason}" },
  DecisionSuperseded: {
    en: "The decision on {decision} was replaced by the one on {by}.",
    nl: "Het besluit over {decision} is vervangen door dat over {by}.",
  },

  BringOffered: { en: "{partner} brings {amount}: “{what}” ({category}).", nl: "{partner} brengt {amount}: ‘{what}’ ({category})." },
  GetRequested: {
    en: "{partner} wants to get {amount}: “{what}” ({category}).",
    nl: "{partner} wil {amount} halen: ‘{what}’ ({category}).",
  },
  BringGetLineRevised: {
    en: "{actor} revised a line of bring and get: “{what}”, {amount}[: {reason}]",
    nl: "{actor} herzag een regel van brengen en halen: ‘{what}’, {amount}[: {reason}]",
  },
  BringGetLineWithdrawn: { en: "{actor} withdrew {line}[: {reason}]", nl: "{actor} trok {line} in[: {reason}]" },
  OfferMatchedToRequest: { en: "{actor} matched {bring} to {get}.", nl: "{actor} koppelde {bring} aan {get}." },
  MatchReleased: {
    en: "{actor} released a match of bring and get[: {reason}]",
    nl: "{actor} maakte een koppeling van brengen en halen los[: {reason}]",
  },
  LineValued: { en: "The partners value {line} at {value}.", nl: "De partners waarderen {line} op {value}." },
  BringGetLinesCommitted: {
    by: "some",
    when: {
      some: {
        en: "{agreement} lays down {lines:one line|# lines} of bring and get.",
        nl: "{agreement} legt {lines:één regel|# regels} van brengen en halen vast.",
      },
      none: {
        en: "{agreement} no longer lays down any line of bring and get.",
        nl: "{agreement} legt geen regels van brengen en halen meer vast.",
      },
    },
  },
  ContributionDelivered: { en: "{actor} delivered {amount} of {line}.", nl: "{actor} leverde {amount} van {line}." },
  ContributionDeliveryWithdrawn: { en: "{actor} took back a delivery[: {reason}]", nl: "{actor} trok een levering terug[: {reason}]" },
  BenefitClaimed: { en: "{actor} says it received {amount} of {line}.", nl: "{actor} zegt {amount} van {line} te hebben ontvangen." },
  BenefitConfirmed: { en: "{partner} confirmed what was received.", nl: "{partner} bevestigde wat is ontvangen." },
  BenefitDisputed: { en: "{partner} disputes what was received: {reason}", nl: "{partner} betwist wat is ontvangen: {reason}" },
  BenefitClaimWithdrawn: {
    en: "{actor} took back what it said it received[: {reason}]",
    nl: "{actor} trok terug wat het zei te hebben ontvangen[: {reason}]",
  },
  BalanceTermsAgreed: {
    en: "The partners read their balance with a floor of {floor} and a reference of {reference}.",
    nl: "De partners lezen hun balans met een ondergrens van {floor} en een referentie van {reference}.",
  },

  AgreementDrafted: { en: "{actor} drafted an agreement ({kind}): “{title}”.", nl: "{actor} stelde een afspraak op ({kind}): ‘{title}’." },
  AgreementVersionProposed: {
    en: "{actor} proposed version {version} of {agreement}: {change}",
    nl: "{actor} stelde versie {version} van {agreement} voor: {change}",
  },
  AgreementSigned: { en: "{partner} signed version {version} of {agreement}.", nl: "{partner} tekende versie {version} van {agreement}." },
  AgreementReached: {
    en: "All parties have signed {agreement}; version {version} is in force from {from}.",
    nl: "Alle partijen hebben {agreement} getekend; versie {version} geldt vanaf {from}.",
  },
  AgreementAmendmentProposed: {
    en: "{actor} proposed to amend {agreement} (version {version}): {change}",
    nl: "{actor} stelde een wijziging van {agreement} voor (versie {version}): {change}",
  },
  AgreementAmended: {
    en: "All parties have signed the amendment of {agreement}; version {version} is in force from {from}.",
    nl: "Alle partijen hebben de wijziging van {agreement} getekend; versie {version} geldt vanaf {from}.",
  },
  AgreementSuspended: {
    en: "{agreement} was suspended[ until {until}]: {reason}",
    nl: "{agreement} is opgeschort[ tot {until}]: {reason}",
  },
  AgreementResumed: { en: "{agreement} counts again[: {reason}]", nl: "{agreement} geldt weer[: {reason}]" },
  AgreementExpiring: { en: "{agreement} ends on {until}.", nl: "{agreement} loopt af op {until}." },
  AgreementExpired: { en: "{agreement} ended on {until}.", nl: "{agreement} is afgelopen op {until}." },
  AgreementRenewed: {
    en: "{agreement} was renewed[ until {until}][: {reason}]",
    nl: "{agreement} is verlengd[ tot en met {until}][: {reason}]",
  },
  AgreementTerminated: { en: "{agreement} was terminated: {reason}", nl: "{agreement} is beëindigd: {reason}" },

  CommitmentMade: { en: "{partner} promised, by {on}: {text}", nl: "{partner} zegde toe, uiterlijk {on}: {text}" },
  CommitmentFulfilled: {
    en: "{actor} fulfilled {commitment} on {on}[: {note}]",
    nl: "{actor} kwam op {on} {commitment} na[: {note}]",
  },
  CommitmentPostponementAsked: {
    en: "{actor} asked for time until {on} for {commitment}: {reason}",
    nl: "{actor} vroeg uitstel tot {on} voor {commitment}: {reason}",
  },
  CommitmentPostponed: {
    en: "{partner} granted time until {on} for {commitment}.",
    nl: "{partner} gaf uitstel tot {on} voor {commitment}.",
  },
  CommitmentOverdue: {
    en: "{commitment} was due on {on} and has not been fulfilled yet.",
    nl: "{commitment} had op {on} klaar moeten zijn en is nog niet nagekomen.",
  },
  CommitmentWaived: {
    en: "{partner} let the owner off {commitment}: {reason}",
    nl: "{partner} houdt de ander niet langer aan {commitment}: {reason}",
  },

  SessionScheduled: { en: "{actor} planned the meeting “{title}” for {on}.", nl: "{actor} plande de bijeenkomst ‘{title}’ op {on}." },
  SessionRescheduled: { en: "{actor} moved a meeting to {on}.", nl: "{actor} verplaatste een bijeenkomst naar {on}." },
  SessionCancelled: { en: "{actor} cancelled a meeting.", nl: "{actor} zegde een bijeenkomst af." },
  SessionPreparationSubmitted: { en: "{partner} prepared for a meeting: {text}", nl: "{partner} bereidde een bijeenkomst voor: {text}" },
  SessionHeld: {
    en: "A meeting was held[ with {present:one partner|# partners} present].",
    nl: "Er is een bijeenkomst gehouden[ met {present:één partner|# partners} aan tafel].",
  },
  InsightRecorded: { en: "An insight from a meeting: {text}", nl: "Een inzicht uit een bijeenkomst: {text}" },
  WorkableAgreementReached: {
    en: "For the time being the partners agreed[, to look at it again on {on}]: {text}",
    nl: "De partners werden het voorlopig eens[, en bekijken het opnieuw op {on}]: {text}",
  },

  EvaluationCycleSet: {
    en: "{actor} set the rhythm of evaluations from {first}: a full one {full:every month|every # months}[ and a short one {pulse:every month|every # months}].",
    nl: "{actor} legde het ritme van de evaluaties vast vanaf {first}: {full:elke maand|elke # maanden} een volledige[ en {pulse:elke maand|elke # maanden} een korte].",
  },
  EvaluationDue: {
    by: "kind",
    when: {
      full: { en: "A full evaluation is due on {on}.", nl: "Op {on} is een volledige evaluatie aan de beurt." },
      pulse: { en: "A short evaluation is due on {on}.", nl: "Op {on} is een korte evaluatie aan de beurt." },
    },
  },

  FactCorrected: {
    by: "fact",
    when: {
      allianceName: {
        en: "{actor} corrected the name of the alliance from “{was}” to “{becomes}”: {reason}",
        nl: "{actor} corrigeerde de naam van de alliantie van ‘{was}’ naar ‘{becomes}’: {reason}",
      },
      alliancePurpose: {
        en: "{actor} corrected the purpose of the alliance from “{was}” to “{becomes}”: {reason}",
        nl: "{actor} corrigeerde het doel van de alliantie van ‘{was}’ naar ‘{becomes}’: {reason}",
      },
      partnerName: {
        en: "{actor} corrected the name of a partner from “{was}” to “{becomes}”: {reason}",
        nl: "{actor} corrigeerde de naam van een partner van ‘{was}’ naar ‘{becomes}’: {reason}",
      },
      partnerJoinedAt: {
        en: "{actor} corrected when {partner} joined: {becomes}, not {was}. {reason}",
        nl: "{actor} corrigeerde wanneer {partner} toetrad: {becomes}, niet {was}. {reason}",
      },
      partnerLeftAt: {
        en: "{actor} corrected when {partner} left: {becomes}, not {was}. {reason}",
        nl: "{actor} corrigeerde wanneer {partner} vertrok: {becomes}, niet {was}. {reason}",
      },
      decisionQuestion: {
        en: "{actor} corrected the question of a decision from “{was}” to “{becomes}”: {reason}",
        nl: "{actor} corrigeerde de vraag van een besluit van ‘{was}’ naar ‘{becomes}’: {reason}",
      },
      agreementTitle: {
        en: "{actor} corrected the title of an agreement from “{was}” to “{becomes}”: {reason}",
        nl: "{actor} corrigeerde de titel van een afspraak van ‘{was}’ naar ‘{becomes}’: {reason}",
      },
    },
  },
};
