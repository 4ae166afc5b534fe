import type { Scene, Tale } from "./tale.ts";

/** The repair: they do what they had skipped, and stand behind it again. */
export const repair = ({ say, id, partner, day, moment }: Tale): readonly Scene[] => [
  // Who pays for what nobody foresaw?
  {
    before: 262,
    who: "leila",
    does: {
      type: "RequestDecision",
      decisionId: id("decision costs"),
      question: say({ en: "How do we share costs that nobody foresaw?", nl: "Hoe delen we kosten die niemand voorzag?" }),
      background: say({
        en: "The question we named when we skipped a step, and then left alone.",
        nl: "De vraag die we noemden toen we een stap oversloegen, en daarna lieten liggen.",
      }),
      lenses: ["interests", "organisation"],
      decideBy: day(230),
    },
  },
  {
    before: 260,
    who: "bram",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision costs"),
      text: say({ en: "Each of the three pays a third.", nl: "Ieder van de drie betaalt een derde." }),
      respondBy: day(250),
    },
  },
  {
    before: 259,
    who: "bram",
    does: { type: "TakePosition", decisionId: id("decision costs"), proposal: 1, partnerId: partner.housing, position: "agree" },
  },
  {
    before: 256,
    who: "wouter",
    does: {
      type: "RaiseObjection",
      decisionId: id("decision costs"),
      objectionId: id("objection open end"),
      partnerId: partner.town,
      reason: say({
        en: "A third of an unknown sum is a blank cheque; the council cannot sign one.",
        nl: "Een derde van een onbekend bedrag is een blanco cheque; die kan de raad niet tekenen.",
      }),
      wayOut: say({ en: "A ceiling per year, above which we talk first.", nl: "Een plafond per jaar, waarboven we eerst praten." }),
    },
  },
  {
    before: 250,
    who: "joost",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision costs"),
      text: say({
        en: "Housing pays half, the municipality thirty per cent and care twenty, up to € 30,000 a year. Above that nothing is ordered before we have met. The covenant counts again from the day this is in it.",
        nl: "Wonen betaalt de helft, de gemeente dertig procent en zorg twintig, tot € 30.000 per jaar. Daarboven wordt niets besteld voordat we bij elkaar zijn geweest. Het convenant geldt weer vanaf de dag dat dit erin staat.",
      }),
      respondBy: day(238),
    },
  },
  {
    before: 248,
    who: "wouter",
    does: {
      type: "IntegrateObjection",
      decisionId: id("decision costs"),
      objectionId: id("objection open end"),
      how: say({
        en: "There is a ceiling, and a meeting before anything goes over it.",
        nl: "Er is een plafond, en een overleg voordat iets erboven komt.",
      }),
    },
  },
  {
    before: 248,
    who: "wouter",
    does: { type: "TakePosition", decisionId: id("decision costs"), proposal: 2, partnerId: partner.town, position: "agree" },
  },
  {
    before: 246,
    who: "bram",
    does: {
      type: "TakePosition",
      decisionId: id("decision costs"),
      proposal: 2,
      partnerId: partner.housing,
      position: "agree",
      reasons: say({
        en: "Half is fair: they are our floors. What matters is that it is not all.",
        nl: "De helft is eerlijk: het zijn onze vloeren. Het gaat erom dat het niet alles is.",
      }),
    },
  },
  {
    before: 243,
    who: "hanna",
    does: { type: "TakePosition", decisionId: id("decision costs"), proposal: 2, partnerId: partner.care, position: "agree" },
  },
  {
    before: 243,
    who: "hanna",
    does: {
      type: "RecordMinorityView",
      decisionId: id("decision costs"),
      partnerId: partner.care,
      view: say({
        en: "We pay because we gain. Shares of risk should follow shares of gain each year, not stand still.",
        nl: "Wij betalen mee omdat we er baat bij hebben. Het aandeel in het risico zou ieder jaar het aandeel in de baten moeten volgen, en niet stil moeten staan.",
      }),
    },
  },
  { before: 240, who: "leila", does: { type: "TakeDecision", decisionId: id("decision costs"), reviewOn: day(110) } },
  {
    before: 240,
    who: "leila",
    does: {
      type: "RepairDebt",
      debtId: id("debt costs"),
      how: say({
        en: "Decided: half, thirty and twenty per cent, with a ceiling and a meeting before it.",
        nl: "Besloten: de helft, dertig en twintig procent, met een plafond en een overleg daarvoor.",
      }),
    },
  },

  // Five homes for who cannot wait were too few
  {
    before: 258,
    who: "hanna",
    does: {
      type: "RequestDecision",
      decisionId: id("decision eight"),
      question: say({
        en: "How many homes a year do we keep for those who cannot wait?",
        nl: "Hoeveel woningen per jaar houden we vrij voor wie niet kan wachten?",
      }),
      background: say({
        en: "Two people fell while waiting; the review said so, and so did our minority view.",
        nl: "Twee mensen vielen tijdens het wachten; dat zei de herziening, en dat zei ons minderheidsstandpunt.",
      }),
      lenses: ["interests"],
    },
  },
  {
    before: 255,
    who: "leila",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision eight"),
      text: say({
        en: "Street by street, with eight homes a year kept free for those who cannot wait.",
        nl: "Straat voor straat, met acht woningen per jaar vrij voor wie niet kan wachten.",
      }),
    },
  },
  {
    before: 255,
    who: "leila",
    does: {
      type: "TakePosition",
      decisionId: id("decision eight"),
      proposal: 1,
      partnerId: partner.housing,
      position: "agree",
      reasons: say({
        en: "Eight is what the builder can do without another scaffold.",
        nl: "Acht is wat de aannemer kan zonder extra steiger.",
      }),
    },
  },
  {
    before: 254,
    who: "joost",
    does: { type: "TakePosition", decisionId: id("decision eight"), proposal: 1, partnerId: partner.care, position: "agree" },
  },
  {
    before: 249,
    who: "wouter",
    does: { type: "TakePosition", decisionId: id("decision eight"), proposal: 1, partnerId: partner.town, position: "agree" },
  },
  { before: 247, who: "hanna", does: { type: "TakeDecision", decisionId: id("decision eight") } },
  { before: 247, who: "hanna", does: { type: "SupersedeDecision", decisionId: id("decision homes"), by: id("decision eight") } },

  // The covenant, amended and in force again
  {
    before: 236,
    who: "leila",
    does: {
      type: "ProposeAgreementAmendment",
      agreementId: id("covenant"),
      title: say({ en: "Covenant Waterkant", nl: "Convenant Waterkant" }),
      parties: [partner.care, partner.housing, partner.town],
      clauses: [
        {
          clauseId: id("clause aim"),
          heading: say({ en: "What it is for", nl: "Waarvoor" }),
          text: say({
            en: "The parties do what the ambition says, on the Waterkant, for three years.",
            nl: "Partijen doen wat de ambitie zegt, op de Waterkant, drie jaar lang.",
          }),
        },
        {
          clauseId: id("clause order"),
          heading: say({ en: "Which homes first", nl: "Welke woningen eerst" }),
          text: say({
            en: "Street by street, with eight homes a year for those who cannot wait.",
            nl: "Straat voor straat, met acht woningen per jaar voor wie niet kan wachten.",
          }),
          decisionId: id("decision eight"),
        },
        {
          clauseId: id("clause count"),
          heading: say({ en: "What we count", nl: "Wat we tellen" }),
          text: say({
            en: "Two people count together, one of care and one of housing, in one sheet. Another party confirms.",
            nl: "Twee mensen tellen samen, een van zorg en een van wonen, in één lijst. Een andere partij bevestigt.",
          }),
        },
        {
          clauseId: id("clause costs"),
          heading: say({ en: "Costs that nobody foresaw", nl: "Kosten die niemand voorzag" }),
          text: say({
            en: "Housing half, the municipality thirty per cent, care twenty, up to € 30,000 a year. Above that the parties meet first.",
            nl: "Wonen de helft, de gemeente dertig procent, zorg twintig, tot € 30.000 per jaar. Daarboven komen partijen eerst bijeen.",
          }),
          decisionId: id("decision costs"),
        },
      ],
      validFrom: day(505),
      validUntil: day(-590),
      lines: [
        { lineId: id("line nurses"), value: { currency: "EUR", quantity: 72_000_00 } },
        { lineId: id("line nights"), value: { currency: "EUR", quantity: 132_000_00 } },
        { lineId: id("line homes"), value: { currency: "EUR", quantity: 120_000_00 } },
        { lineId: id("line moves"), value: { currency: "EUR", quantity: 140_000_00 } },
        { lineId: id("line money") },
        { lineId: id("line coordinator"), value: { currency: "EUR", quantity: 18_000_00 } },
        { lineId: id("line adaptations"), value: { currency: "EUR", quantity: 90_000_00 } },
      ],
      change: say({
        en: "Who pays for what nobody foresaw; eight homes for those who cannot wait; counting together.",
        nl: "Wie betaalt voor wat niemand voorzag; acht woningen voor wie niet kan wachten; samen tellen.",
      }),
    },
  },
  { before: 234, who: "bram", does: { type: "SignAgreement", agreementId: id("covenant"), version: 3, partnerId: partner.housing } },
  { before: 232, who: "hanna", does: { type: "SignAgreement", agreementId: id("covenant"), version: 3, partnerId: partner.care } },
  { before: 227, who: "wouter", does: { type: "SignAgreement", agreementId: id("covenant"), version: 3, partnerId: partner.town } },
  {
    before: 226,
    who: "hanna",
    does: {
      type: "ResumeAgreement",
      agreementId: id("covenant"),
      reason: say({ en: "It now says what it left out.", nl: "Er staat nu in wat er ontbrak." }),
      decisionId: id("decision costs"),
    },
  },
  {
    before: 224,
    who: "joost",
    does: {
      type: "SubmitPhaseResult",
      resultId: id("result agree"),
      phase: "agree",
      kind: "main-lines",
      title: say({ en: "Main lines, a year and a half late", nl: "Hoofdlijnen, anderhalf jaar te laat" }),
      text: say({
        en: "Gain, risk, counting, and what we do when we disagree. The step that we had skipped.",
        nl: "Baten, risico, tellen, en wat we doen als we het oneens zijn. De stap die we hadden overgeslagen.",
      }),
    },
  },

  // The joint count, and standing behind it again
  { before: 220, who: "leila", does: { type: "ConfirmBenefit", claimId: id("claim nights 2"), partnerId: partner.housing } },
  {
    before: 218,
    who: "bram",
    does: {
      type: "EndorseAmbition",
      version: 2,
      partnerId: partner.housing,
      reason: say({
        en: "The risk is now as shared as the gain. I have told our tenants so.",
        nl: "Het risico is nu net zo gedeeld als de baten. Dat heb ik onze huurders verteld.",
      }),
    },
  },
  {
    before: 215,
    who: "hanna",
    does: {
      type: "ReaffirmAmbition",
      reaffirmationId: id("reaffirmation care"),
      version: 2,
      partnerId: partner.care,
      note: say({
        en: "More than the first time, because now we know what it costs.",
        nl: "Meer dan de eerste keer, want nu weten we wat het kost.",
      }),
    },
  },
  {
    before: 214,
    who: "wouter",
    does: { type: "ReaffirmAmbition", reaffirmationId: id("reaffirmation town"), version: 2, partnerId: partner.town },
  },
  {
    before: 210,
    who: "hanna",
    does: {
      type: "CorrectFact",
      correctionId: id("correction purpose"),
      correction: {
        fact: "alliancePurpose",
        becomes: say({
          en: "Older people in 40 homes on the Waterkant keep living there, safely and among their neighbours, also when they need care.",
          nl: "Ouderen in 40 woningen op de Waterkant blijven daar wonen, veilig en tussen hun buren, ook als ze zorg nodig hebben.",
        }),
      },
      reason: say({
        en: "It said 400; a typing error of the first day that nobody had noticed.",
        nl: "Er stond 400; een typefout van de eerste dag die niemand had gezien.",
      }),
    },
  },

  // What was promised, kept late or let go
  {
    before: 208,
    who: "joost",
    does: {
      type: "WaiveCommitment",
      commitmentId: id("commitment lamps"),
      partnerId: partner.care,
      reason: say({
        en: "The energy company put them up before the municipality could.",
        nl: "Het energiebedrijf hing ze op voordat de gemeente het kon.",
      }),
    },
  },
  {
    before: 205,
    who: "leila",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery homes 3"),
      lineId: id("line homes"),
      amount: { unit: "count", of: say({ en: "homes", nl: "woningen" }), quantity: 4 },
      note: say({ en: "With new floors.", nl: "Met nieuwe vloeren." }),
    },
  },
  {
    before: 205,
    who: "leila",
    does: {
      type: "FulfilCommitment",
      commitmentId: id("commitment twelve"),
      note: say({ en: "Thirteen, and four months late.", nl: "Dertien, en vier maanden te laat." }),
    },
  },
  {
    before: 203,
    who: "wouter",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery money 2"),
      lineId: id("line money"),
      amount: { unit: "money", currency: "EUR", quantity: 13_500_00 },
      note: say({ en: "With the share of the floors.", nl: "Met het aandeel in de vloeren." }),
    },
  },
  {
    before: 201,
    who: "wouter",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery coordinator 2"),
      lineId: id("line coordinator"),
      amount: { unit: "hours", quantity: 90 },
    },
  },
  {
    before: 199,
    who: "joost",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery nurses 3"),
      lineId: id("line nurses"),
      amount: { unit: "hours", quantity: 250 },
    },
  },
  {
    before: 190,
    who: "leila",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim moves 2"),
      lineId: id("line moves"),
      amount: { unit: "count", of: say({ en: "moves", nl: "verhuizingen" }), quantity: 8 },
    },
  },
  { before: 186, who: "wouter", does: { type: "ConfirmBenefit", claimId: id("claim moves 2"), partnerId: partner.town } },
  {
    before: 184,
    who: "wouter",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim adaptations 2"),
      lineId: id("line adaptations"),
      amount: { unit: "count", of: say({ en: "adaptations", nl: "aanpassingen" }), quantity: 9 },
    },
  },
  { before: 181, who: "joost", does: { type: "ConfirmBenefit", claimId: id("claim adaptations 2"), partnerId: partner.care } },
  {
    before: 178,
    who: "joost",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim nights 3"),
      lineId: id("line nights"),
      amount: { unit: "hours", quantity: 400 },
      note: say({ en: "Counted together, for the first time.", nl: "Voor het eerst samen geteld." }),
    },
  },
  { before: 178, who: "leila", does: { type: "ConfirmBenefit", claimId: id("claim nights 3"), partnerId: partner.housing } },
  {
    before: 172,
    who: "bram",
    does: {
      type: "RecordOwnBenefit",
      entryId: id("benefit quiet"),
      description: say({ en: "No more complaints about the second street", nl: "Geen klachten meer over de tweede straat" }),
      value: { currency: "EUR", quantity: 3_000_00 },
    },
  },

  // Small promises, kept
  {
    before: 170,
    who: "leila",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment third street"),
      partnerId: partner.housing,
      text: say({ en: "The third street done before the evaluation is over", nl: "De derde straat klaar voordat de evaluatie voorbij is" }),
      dueOn: day(95),
      agreementId: id("covenant"),
      lineId: id("line homes"),
    },
  },
  {
    before: 168,
    who: "joost",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment count again"),
      partnerId: partner.care,
      text: say({ en: "One sheet in which we count together", nl: "Eén lijst waarin we samen tellen" }),
      dueOn: day(140),
      agreementId: id("covenant"),
      lineId: id("line nights"),
    },
  },
  {
    before: 166,
    who: "leila",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment second counter"),
      partnerId: partner.housing,
      text: say({ en: "Somebody of ours who counts along, every month", nl: "Iemand van ons die meetelt, iedere maand" }),
      dueOn: day(150),
    },
  },
  {
    before: 164,
    who: "wouter",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment council"),
      partnerId: partner.town,
      text: say({ en: "The council hears what the money did, home by home", nl: "De raad hoort wat het geld deed, woning voor woning" }),
      dueOn: day(115),
    },
  },
  { before: 155, who: "leila", does: { type: "FulfilCommitment", commitmentId: id("commitment second counter") } },
  {
    before: 146,
    who: "joost",
    does: {
      type: "FulfilCommitment",
      commitmentId: id("commitment count again"),
      note: say({ en: "It has two columns and one sum.", nl: "Hij heeft twee kolommen en één som." }),
    },
  },
  { before: 118, who: "wouter", does: { type: "FulfilCommitment", commitmentId: id("commitment council") } },

  // Looking back together
  {
    before: 126,
    who: "mirte",
    does: {
      type: "ScheduleSession",
      sessionId: id("session evaluation"),
      title: say({ en: "Evaluation: what did the crisis teach us?", nl: "Evaluatie: wat heeft de crisis ons geleerd?" }),
      startsAt: moment(106, "12:30"),
      place: say({ en: "Community room, Waterkant 12", nl: "Buurtkamer, Waterkant 12" }),
      minutes: 180,
      agenda: [
        say({ en: "The five lenses, one by one", nl: "De vijf lenzen, een voor een" }),
        say({ en: "The rule about costs, half a year on", nl: "De regel over kosten, een half jaar later" }),
      ],
    },
  },
  {
    before: 112,
    who: "wouter",
    does: {
      type: "PrepareSession",
      preparationId: id("preparation evaluation town"),
      sessionId: id("session evaluation"),
      partnerId: partner.town,
      text: say({
        en: "The council asked what the money did. For the first time I could show it, home by home.",
        nl: "De raad vroeg wat het geld deed. Voor het eerst kon ik het laten zien, woning voor woning.",
      }),
    },
  },
  {
    before: 106,
    hour: 15,
    who: "mirte",
    does: { type: "HoldSession", sessionId: id("session evaluation"), present: [partner.care, partner.housing, partner.town], notes: null },
  },
  {
    before: 106,
    hour: 15,
    who: "mirte",
    does: {
      type: "RecordInsight",
      insightId: id("insight evaluation"),
      sessionId: id("session evaluation"),
      text: say({
        en: "Since the repair nobody says “reluctantly” any more. They object, and we mend it.",
        nl: "Sinds het herstel zegt niemand meer ‘met tegenzin’. Ze maken bezwaar, en we lossen het op.",
      }),
      lens: "process",
    },
  },
  {
    before: 105,
    who: "leila",
    does: {
      type: "ReviewDecision",
      decisionId: id("decision costs"),
      finding: say({
        en: "Used twice, for € 17,400 in all. It was fair and it was quick; we keep it.",
        nl: "Twee keer gebruikt, voor samen € 17.400. Het was eerlijk en snel; we houden het zo.",
      }),
    },
  },
];
