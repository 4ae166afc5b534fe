import type { Scene, Tale } from "./tale.ts";

/** The year after: a subsidy has a closing date, so they skip a step, make a covenant and begin. */
export const making = ({ say, id, partner, day, moment }: Tale): readonly Scene[] => [
  // The skipped step
  {
    before: 578,
    who: "hanna",
    does: {
      type: "ProposeTransition",
      transitionId: id("transition shape"),
      to: "shape",
      reason: say({
        en: "The subsidy closes in six weeks. We design the work now and settle the main lines while we go.",
        nl: "De subsidie sluit over zes weken. We ontwerpen het werk nu en regelen de hoofdlijnen onderweg.",
      }),
      leftUndone: [
        {
          debtId: id("debt costs"),
          phase: "agree",
          text: say({
            en: "Who pays when rebuilding turns out dearer than thought",
            nl: "Wie betaalt als verbouwen duurder uitvalt dan gedacht",
          }),
        },
      ],
      respondBy: day(568),
    },
  },
  {
    before: 577,
    who: "hanna",
    does: { type: "TakeTransitionPosition", transitionId: id("transition shape"), partnerId: partner.care, position: "agree" },
  },
  {
    before: 575,
    who: "bram",
    does: {
      type: "TakeTransitionPosition",
      transitionId: id("transition shape"),
      partnerId: partner.housing,
      position: "agree",
      reason: say({
        en: "Reluctantly: we are the ones who rebuild, so the open question is mostly ours.",
        nl: "Met tegenzin: wij verbouwen, dus de open vraag ligt vooral bij ons.",
      }),
    },
  },
  {
    before: 573,
    who: "wouter",
    does: { type: "TakeTransitionPosition", transitionId: id("transition shape"), partnerId: partner.town, position: "agree" },
  },
  { before: 570, who: "hanna", does: { type: "EnterPhase", transitionId: id("transition shape") } },

  // From the ring to the core
  {
    before: 562,
    who: "hanna",
    does: {
      type: "RequestDecision",
      decisionId: id("decision core"),
      question: say({ en: "Does the municipality join the strategic core?", nl: "Komt de gemeente in de strategische kern?" }),
      background: say({
        en: "It pays, it coordinates, and so far it only consents.",
        nl: "Zij betaalt, zij coördineert, en tot nu toe stemt zij alleen in.",
      }),
      lenses: ["relationship", "organisation"],
      decideBy: day(540),
    },
  },
  {
    before: 560,
    who: "joost",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision core"),
      text: say({ en: "The municipality moves from the ring to the core.", nl: "De gemeente gaat van de ring naar de kern." }),
      respondBy: day(548),
    },
  },
  {
    before: 557,
    who: "bram",
    does: {
      type: "RaiseObjection",
      decisionId: id("decision core"),
      objectionId: id("objection elections"),
      partnerId: partner.housing,
      reason: say({
        en: "After elections another council may want something else, and in the core it can stop us.",
        nl: "Na verkiezingen kan een andere raad iets anders willen, en in de kern kan die ons stilzetten.",
      }),
      wayOut: say({ en: "Let the contribution be fixed for the whole term.", nl: "Leg de bijdrage vast voor de hele looptijd." }),
    },
  },
  {
    before: 553,
    who: "wouter",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision core"),
      text: say({
        en: "The municipality moves from the ring to the core; its contribution is fixed for three years, whoever governs.",
        nl: "De gemeente gaat van de ring naar de kern; haar bijdrage ligt drie jaar vast, wie er ook bestuurt.",
      }),
      respondBy: day(546),
    },
  },
  {
    before: 552,
    who: "bram",
    does: {
      type: "IntegrateObjection",
      decisionId: id("decision core"),
      objectionId: id("objection elections"),
      how: say({
        en: "Three years fixed is longer than a council's term has left.",
        nl: "Drie jaar vast is langer dan deze raad nog zit.",
      }),
    },
  },
  {
    before: 552,
    who: "bram",
    does: { type: "TakePosition", decisionId: id("decision core"), proposal: 2, partnerId: partner.housing, position: "agree" },
  },
  {
    before: 551,
    who: "hanna",
    does: { type: "TakePosition", decisionId: id("decision core"), proposal: 2, partnerId: partner.care, position: "agree" },
  },
  {
    before: 550,
    who: "wouter",
    does: { type: "TakePosition", decisionId: id("decision core"), proposal: 2, partnerId: partner.town, position: "agree" },
  },
  { before: 546, who: "hanna", does: { type: "TakeDecision", decisionId: id("decision core") } },
  {
    before: 546,
    who: "hanna",
    does: {
      type: "MovePartner",
      partnerId: partner.town,
      ring: "core",
      reason: say({ en: "Decided together; it carries as much as the others.", nl: "Samen besloten; zij draagt evenveel als de anderen." }),
      decisionId: id("decision core"),
    },
  },

  // Which homes first? A minority view stays on record
  {
    before: 540,
    who: "leila",
    does: {
      type: "RequestDecision",
      decisionId: id("decision homes"),
      question: say({ en: "Which homes do we make step-free first?", nl: "Welke woningen maken we als eerste drempelvrij?" }),
      lenses: ["interests", "process"],
    },
  },
  {
    before: 539,
    who: "leila",
    does: {
      type: "AddOption",
      decisionId: id("decision homes"),
      optionId: id("option street"),
      text: say({
        en: "Street by street: one scaffold, one nuisance, a lower price.",
        nl: "Straat voor straat: één steiger, één keer overlast, een lagere prijs.",
      }),
    },
  },
  {
    before: 538,
    who: "joost",
    does: {
      type: "AddOption",
      decisionId: id("decision homes"),
      optionId: id("option need"),
      text: say({ en: "By need: whoever falls most comes first.", nl: "Naar nood: wie het vaakst valt gaat voor." }),
    },
  },
  {
    before: 534,
    who: "leila",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision homes"),
      text: say({
        en: "Street by street, with five homes a year kept free for those who cannot wait.",
        nl: "Straat voor straat, met vijf woningen per jaar vrij voor wie niet kan wachten.",
      }),
      optionId: id("option street"),
      respondBy: day(524),
    },
  },
  {
    before: 532,
    who: "bram",
    does: { type: "TakePosition", decisionId: id("decision homes"), proposal: 1, partnerId: partner.housing, position: "agree" },
  },
  {
    before: 530,
    who: "wouter",
    does: { type: "TakePosition", decisionId: id("decision homes"), proposal: 1, partnerId: partner.town, position: "agree" },
  },
  {
    before: 529,
    who: "hanna",
    does: {
      type: "TakePosition",
      decisionId: id("decision homes"),
      proposal: 1,
      partnerId: partner.care,
      position: "agree",
      reasons: say({ en: "We will not let the work wait for this.", nl: "We laten het werk hier niet op wachten." }),
    },
  },
  {
    before: 528,
    who: "hanna",
    does: {
      type: "RecordMinorityView",
      decisionId: id("decision homes"),
      partnerId: partner.care,
      view: say({
        en: "A street is easier to plan than a broken hip. Five homes are too few; we will count who falls while waiting.",
        nl: "Een straat is makkelijker te plannen dan een gebroken heup. Vijf woningen is te weinig; wij tellen wie er valt tijdens het wachten.",
      }),
    },
  },
  { before: 526, who: "leila", does: { type: "TakeDecision", decisionId: id("decision homes"), reviewOn: day(330) } },

  // The covenant
  {
    before: 520,
    who: "joost",
    does: {
      type: "DraftAgreement",
      agreementId: id("covenant"),
      kind: "covenant",
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
            en: "Street by street, with five homes a year for those who cannot wait.",
            nl: "Straat voor straat, met vijf woningen per jaar voor wie niet kan wachten.",
          }),
          decisionId: id("decision homes"),
        },
        {
          clauseId: id("clause count"),
          heading: say({ en: "What we count", nl: "Wat we tellen" }),
          text: say({
            en: "Each party says what it received; another party confirms it.",
            nl: "Iedere partij zegt wat zij kreeg; een andere partij bevestigt het.",
          }),
        },
      ],
      validFrom: day(505),
      validUntil: day(-590),
      lines: [
        { lineId: id("line nurses"), value: { currency: "EUR", quantity: 72_000_00 } },
        { lineId: id("line homes"), value: { currency: "EUR", quantity: 120_000_00 } },
        { lineId: id("line money") },
      ],
    },
  },
  {
    before: 514,
    who: "wouter",
    does: {
      type: "ProposeAgreementVersion",
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
            en: "Street by street, with five homes a year for those who cannot wait.",
            nl: "Straat voor straat, met vijf woningen per jaar voor wie niet kan wachten.",
          }),
          decisionId: id("decision homes"),
        },
        {
          clauseId: id("clause count"),
          heading: say({ en: "What we count", nl: "Wat we tellen" }),
          text: say({
            en: "Each party says what it received; another party confirms it.",
            nl: "Iedere partij zegt wat zij kreeg; een andere partij bevestigt het.",
          }),
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
        en: "It lays down what each gets as well, not only what each brings.",
        nl: "Het legt ook vast wat ieder krijgt, niet alleen wat ieder brengt.",
      }),
    },
  },
  { before: 511, who: "hanna", does: { type: "SignAgreement", agreementId: id("covenant"), version: 2, partnerId: partner.care } },
  { before: 508, who: "bram", does: { type: "SignAgreement", agreementId: id("covenant"), version: 2, partnerId: partner.housing } },
  { before: 505, who: "wouter", does: { type: "SignAgreement", agreementId: id("covenant"), version: 2, partnerId: partner.town } },
  {
    before: 503,
    who: "bram",
    does: {
      type: "GrantMandate",
      mandateId: id("mandate leila"),
      scope: say({
        en: "Leila settles everything up to € 5,000 and the order of the homes. Whatever changes the covenant comes to me.",
        nl: "Leila regelt alles tot € 5.000 en de volgorde van de woningen. Wat het convenant verandert komt bij mij.",
      }),
      validUntil: day(-75),
    },
  },

  // How the balance is read, and how we evaluate
  {
    before: 498,
    who: "wouter",
    does: {
      type: "RequestDecision",
      decisionId: id("decision balance"),
      question: say({ en: "How do we read the balance, and how often do we look?", nl: "Hoe lezen we de balans, en hoe vaak kijken we?" }),
      lenses: ["interests", "process"],
    },
  },
  {
    before: 497,
    who: "wouter",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision balance"),
      text: say({
        en: "Below € 2,000 a difference is none; above € 20,000 together, value was added. A full evaluation each year, a pulse each quarter.",
        nl: "Onder € 2.000 is een verschil geen verschil; boven € 20.000 samen is er waarde toegevoegd. Ieder jaar een volle evaluatie, ieder kwartaal een peiling.",
      }),
    },
  },
  {
    before: 496,
    who: "wouter",
    does: { type: "TakePosition", decisionId: id("decision balance"), proposal: 1, partnerId: partner.town, position: "agree" },
  },
  {
    before: 495,
    who: "leila",
    does: {
      type: "TakePosition",
      decisionId: id("decision balance"),
      proposal: 1,
      partnerId: partner.housing,
      position: "disagree",
      reasons: say({ en: "A pulse each month would be better.", nl: "Een peiling per maand zou beter zijn." }),
    },
  },
  {
    before: 493,
    who: "joost",
    does: { type: "TakePosition", decisionId: id("decision balance"), proposal: 1, partnerId: partner.care, position: "agree" },
  },
  {
    before: 491,
    who: "leila",
    does: {
      type: "TakePosition",
      decisionId: id("decision balance"),
      proposal: 1,
      partnerId: partner.housing,
      position: "agree",
      reasons: say({
        en: "A quarter is enough if we speak each other in between.",
        nl: "Een kwartaal is genoeg als we elkaar tussendoor spreken.",
      }),
    },
  },
  { before: 490, who: "wouter", does: { type: "TakeDecision", decisionId: id("decision balance") } },
  {
    before: 490,
    who: "wouter",
    does: {
      type: "AgreeBalanceTerms",
      floor: { currency: "EUR", quantity: 2_000_00 },
      reference: { currency: "EUR", quantity: 20_000_00 },
      decisionId: id("decision balance"),
    },
  },
  {
    before: 489,
    who: "joost",
    does: {
      type: "SetEvaluationCycle",
      cycleId: id("cycle"),
      firstOn: day(110),
      fullEveryMonths: 12,
      pulseEveryMonths: 3,
      decisionId: id("decision balance"),
    },
  },

  // To work
  {
    before: 482,
    who: "leila",
    does: {
      type: "SubmitPhaseResult",
      resultId: id("result shape"),
      phase: "shape",
      kind: "work-programme",
      title: say({ en: "Work programme: five streets, who does what", nl: "Werkprogramma: vijf straten, wie doet wat" }),
      text: null,
    },
  },
  { before: 480, who: "bram", does: { type: "StartCollaboration" } },
  {
    before: 478,
    who: "leila",
    does: {
      type: "ProposeTransition",
      transitionId: id("transition run"),
      to: "run",
      reason: say({
        en: "The builder is in the first street and the nurses have their rounds.",
        nl: "De aannemer zit in de eerste straat en de verpleegkundigen hebben hun rondes.",
      }),
    },
  },
  {
    before: 478,
    who: "leila",
    does: { type: "TakeTransitionPosition", transitionId: id("transition run"), partnerId: partner.housing, position: "agree" },
  },
  {
    before: 476,
    who: "hanna",
    does: { type: "TakeTransitionPosition", transitionId: id("transition run"), partnerId: partner.care, position: "agree" },
  },
  {
    before: 474,
    who: "wouter",
    does: { type: "TakeTransitionPosition", transitionId: id("transition run"), partnerId: partner.town, position: "agree" },
  },
  { before: 472, who: "leila", does: { type: "EnterPhase", transitionId: id("transition run") } },
  {
    before: 470,
    who: "joost",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment count"),
      partnerId: partner.care,
      text: say({ en: "A first count of night calls, street by street", nl: "Een eerste telling van nachtoproepen, straat voor straat" }),
      dueOn: day(420),
      agreementId: id("covenant"),
    },
  },
  {
    before: 470,
    who: "leila",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment twelve"),
      partnerId: partner.housing,
      text: say({ en: "Twelve homes step-free within five months", nl: "Twaalf woningen drempelvrij binnen vijf maanden" }),
      dueOn: day(320),
      agreementId: id("covenant"),
      lineId: id("line homes"),
    },
  },
  {
    before: 469,
    who: "wouter",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment permit"),
      partnerId: partner.town,
      text: say({ en: "One permit for all five streets", nl: "Eén vergunning voor alle vijf de straten" }),
      dueOn: day(440),
    },
  },
  {
    before: 452,
    who: "wouter",
    does: {
      type: "AskCommitmentPostponement",
      commitmentId: id("commitment permit"),
      postponementId: id("postponement permit"),
      dueOn: day(425),
      reason: say({
        en: "The committee meets once a month and we missed it by a day.",
        nl: "De commissie komt eens per maand bijeen en we waren een dag te laat.",
      }),
    },
  },
  {
    before: 450,
    who: "leila",
    does: {
      type: "PostponeCommitment",
      commitmentId: id("commitment permit"),
      postponementId: id("postponement permit"),
      partnerId: partner.housing,
    },
  },
  {
    before: 428,
    who: "wouter",
    does: {
      type: "FulfilCommitment",
      commitmentId: id("commitment permit"),
      note: say({ en: "One permit, one stamp.", nl: "Eén vergunning, één stempel." }),
    },
  },

  // The first year of work
  {
    before: 446,
    who: "joost",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery nurses 1"),
      lineId: id("line nurses"),
      amount: { unit: "hours", quantity: 260 },
      note: say({ en: "First two streets", nl: "Eerste twee straten" }),
    },
  },
  {
    before: 430,
    who: "leila",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery homes 1"),
      lineId: id("line homes"),
      amount: { unit: "count", of: say({ en: "homes", nl: "woningen" }), quantity: 6 },
      note: null,
    },
  },
  {
    before: 426,
    who: "wouter",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery money 1"),
      lineId: id("line money"),
      amount: { unit: "money", currency: "EUR", quantity: 9_000_00 },
    },
  },
  {
    before: 424,
    who: "wouter",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery coordinator 1"),
      lineId: id("line coordinator"),
      amount: { unit: "hours", quantity: 80 },
    },
  },
  {
    before: 421,
    who: "joost",
    does: {
      type: "FulfilCommitment",
      commitmentId: id("commitment count"),
      note: say({ en: "412 calls in a quarter, 131 of them falls.", nl: "412 oproepen in een kwartaal, waarvan 131 valpartijen." }),
    },
  },
  {
    before: 410,
    who: "joost",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim nights 1"),
      lineId: id("line nights"),
      amount: { unit: "hours", quantity: 380 },
      note: say({
        en: "Night calls in the first six homes, compared with the count.",
        nl: "Nachtoproepen in de eerste zes woningen, vergeleken met de telling.",
      }),
    },
  },
  { before: 404, who: "leila", does: { type: "ConfirmBenefit", claimId: id("claim nights 1"), partnerId: partner.housing } },
  {
    before: 402,
    who: "mirte",
    does: {
      type: "ScheduleSession",
      sessionId: id("session first year"),
      title: say({ en: "The first half year", nl: "Het eerste halve jaar" }),
      startsAt: moment(385, "13:00"),
      place: say({ en: "At the municipality", nl: "Bij de gemeente" }),
      agenda: [
        say({ en: "What the count says", nl: "Wat de telling zegt" }),
        say({ en: "The next two streets", nl: "De volgende twee straten" }),
      ],
    },
  },
  {
    before: 396,
    who: "wouter",
    does: {
      type: "RescheduleSession",
      sessionId: id("session first year"),
      startsAt: moment(381, "13:00"),
      place: say({ en: "Community room, Waterkant 12", nl: "Buurtkamer, Waterkant 12" }),
    },
  },
  {
    before: 381,
    hour: 15,
    who: "mirte",
    does: { type: "HoldSession", sessionId: id("session first year"), present: [partner.care, partner.housing, partner.town], notes: null },
  },
  {
    before: 381,
    hour: 15,
    who: "mirte",
    does: {
      type: "RecordInsight",
      insightId: id("insight first year"),
      sessionId: id("session first year"),
      text: say({
        en: "The homes work. What happens between the homes, nobody owns.",
        nl: "De woningen werken. Wat er tussen de woningen gebeurt is van niemand.",
      }),
      lens: "organisation",
    },
  },
  {
    before: 378,
    who: "leila",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim moves 1"),
      lineId: id("line moves"),
      amount: { unit: "count", of: say({ en: "moves", nl: "verhuizingen" }), quantity: 7 },
    },
  },
  { before: 374, who: "joost", does: { type: "ConfirmBenefit", claimId: id("claim moves 1"), partnerId: partner.care } },
  {
    before: 372,
    who: "wouter",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim adaptations 1"),
      lineId: id("line adaptations"),
      amount: { unit: "count", of: say({ en: "adaptations", nl: "aanpassingen" }), quantity: 8 },
    },
  },
  { before: 368, who: "leila", does: { type: "ConfirmBenefit", claimId: id("claim adaptations 1"), partnerId: partner.housing } },

  // A second agreement: the night team
  {
    before: 362,
    who: "hanna",
    does: {
      type: "DraftAgreement",
      agreementId: id("night team"),
      kind: "staffing",
      title: say({ en: "Night team Waterkant", nl: "Nachtteam Waterkant" }),
      parties: [partner.care, partner.town],
      clauses: [
        {
          clauseId: id("clause night"),
          heading: null,
          text: say({
            en: "One nurse and the coordinator's telephone cover the Waterkant from eleven to seven.",
            nl: "Eén verpleegkundige en de telefoon van de coördinator dekken de Waterkant van elf tot zeven.",
          }),
        },
      ],
      validFrom: day(350),
      validUntil: day(-33),
      noticeDays: 60,
    },
  },
  { before: 358, who: "hanna", does: { type: "SignAgreement", agreementId: id("night team"), version: 1, partnerId: partner.care } },
  { before: 352, who: "wouter", does: { type: "SignAgreement", agreementId: id("night team"), version: 1, partnerId: partner.town } },
  {
    before: 350,
    who: "wouter",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment lamps"),
      partnerId: partner.town,
      text: say({ en: "Lamps with a sensor in the back alleys", nl: "Lampen met een sensor in de achterpaden" }),
      dueOn: day(290),
      agreementId: id("night team"),
    },
  },
  {
    before: 345,
    who: "joost",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery nurses 2"),
      lineId: id("line nurses"),
      amount: { unit: "hours", quantity: 240 },
    },
  },
  {
    before: 340,
    who: "leila",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery homes 2"),
      lineId: id("line homes"),
      amount: { unit: "count", of: say({ en: "homes", nl: "woningen" }), quantity: 3 },
      note: say({ en: "Three, not six: the floors turned out to be rotten.", nl: "Drie, geen zes: de vloeren bleken verrot." }),
    },
  },
];
