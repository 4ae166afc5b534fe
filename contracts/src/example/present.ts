import type { Scene, Tale } from "./tale.ts";

/** The last months: it runs, and there is something to do for everybody. */
export const present = ({ say, id, partner, day, moment }: Tale): readonly Scene[] => [
  {
    before: 98,
    who: "leila",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery homes 4"),
      lineId: id("line homes"),
      amount: { unit: "count", of: say({ en: "homes", nl: "woningen" }), quantity: 9 },
      note: say({ en: "The whole third street.", nl: "De hele derde straat." }),
    },
  },
  {
    before: 98,
    who: "leila",
    does: {
      type: "FulfilCommitment",
      commitmentId: id("commitment third street"),
      note: say({ en: "The last threshold went out with a sledgehammer.", nl: "De laatste drempel ging er met een moker uit." }),
    },
  },
  {
    before: 95,
    who: "wouter",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery money 3"),
      lineId: id("line money"),
      amount: { unit: "money", currency: "EUR", quantity: 13_500_00 },
    },
  },
  {
    before: 92,
    who: "joost",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery nurses 4"),
      lineId: id("line nurses"),
      amount: { unit: "hours", quantity: 270 },
    },
  },
  {
    before: 88,
    who: "wouter",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery coordinator 3"),
      lineId: id("line coordinator"),
      amount: { unit: "hours", quantity: 70 },
    },
  },
  {
    before: 80,
    who: "joost",
    does: { type: "ClaimBenefit", claimId: id("claim nights 4"), lineId: id("line nights"), amount: { unit: "hours", quantity: 400 } },
  },
  { before: 77, who: "leila", does: { type: "ConfirmBenefit", claimId: id("claim nights 4"), partnerId: partner.housing } },
  {
    before: 76,
    who: "leila",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim moves 3"),
      lineId: id("line moves"),
      amount: { unit: "count", of: say({ en: "moves", nl: "verhuizingen" }), quantity: 12 },
    },
  },
  { before: 74, who: "joost", does: { type: "ConfirmBenefit", claimId: id("claim moves 3"), partnerId: partner.care } },
  {
    before: 72,
    who: "wouter",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim adaptations 3"),
      lineId: id("line adaptations"),
      amount: { unit: "count", of: say({ en: "adaptations", nl: "aanpassingen" }), quantity: 11 },
    },
  },
  { before: 70, who: "leila", does: { type: "ConfirmBenefit", claimId: id("claim adaptations 3"), partnerId: partner.housing } },

  // What somebody still has to do
  {
    before: 60,
    who: "wouter",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment letter"),
      partnerId: partner.town,
      text: say({
        en: "A letter to every family carer, with the coordinator's number",
        nl: "Een brief aan iedere mantelzorger, met het nummer van de coördinator",
      }),
      dueOn: day(12),
    },
  },
  {
    before: 55,
    who: "joost",
    does: {
      type: "MakeCommitment",
      commitmentId: id("commitment sheet"),
      partnerId: partner.care,
      text: say({ en: "The joint count of this quarter", nl: "De gezamenlijke telling van dit kwartaal" }),
      dueOn: day(-20),
      agreementId: id("covenant"),
      lineId: id("line nights"),
    },
  },
  {
    before: 40,
    who: "leila",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery homes 5"),
      lineId: id("line homes"),
      amount: { unit: "count", of: say({ en: "homes", nl: "woningen" }), quantity: 6 },
    },
  },
  {
    before: 38,
    who: "wouter",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery money 4"),
      lineId: id("line money"),
      amount: { unit: "money", currency: "EUR", quantity: 9_000_00 },
    },
  },
  {
    before: 33,
    who: "hanna",
    does: {
      type: "OfferBring",
      lineId: id("line training"),
      partnerId: partner.care,
      category: "knowledge",
      description: say({
        en: "Evenings for family carers: lifting without hurting your back",
        nl: "Avonden voor mantelzorgers: tillen zonder je rug te bezeren",
      }),
      amount: { unit: "count", of: say({ en: "evenings", nl: "avonden" }), quantity: 8 },
    },
  },

  // A decision that is not taken yet
  {
    before: 24,
    who: "hanna",
    does: {
      type: "RequestDecision",
      decisionId: id("decision second"),
      question: say({ en: "Do we begin in a second neighbourhood, the Singel?", nl: "Beginnen we in een tweede buurt, de Singel?" }),
      background: say({
        en: "Other homes, other residents, the same thresholds. The covenant only covers the Waterkant.",
        nl: "Andere woningen, andere bewoners, dezelfde drempels. Het convenant gaat alleen over de Waterkant.",
      }),
      lenses: ["ambition", "organisation"],
      decideBy: day(-28),
    },
  },
  {
    before: 23,
    who: "hanna",
    does: {
      type: "AddOption",
      decisionId: id("decision second"),
      optionId: id("option now"),
      text: say({ en: "In half a year, with ten homes.", nl: "Over een half jaar, met tien woningen." }),
    },
  },
  {
    before: 22,
    who: "leila",
    does: {
      type: "AddOption",
      decisionId: id("decision second"),
      optionId: id("option later"),
      text: say({
        en: "After the fifth street is done, so that the builder is free.",
        nl: "Als de vijfde straat klaar is, zodat de aannemer vrij is.",
      }),
    },
  },
  {
    before: 16,
    who: "joost",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision second"),
      text: say({
        en: "We begin on the Singel in half a year with ten homes, under a covenant of its own that starts with who pays for what nobody foresees.",
        nl: "We beginnen over een half jaar op de Singel met tien woningen, onder een eigen convenant dat begint met wie betaalt voor wat niemand voorziet.",
      }),
      optionId: id("option now"),
      respondBy: day(-14),
    },
  },
  {
    before: 15,
    who: "hanna",
    does: { type: "TakePosition", decisionId: id("decision second"), proposal: 1, partnerId: partner.care, position: "agree" },
  },
  {
    before: 9,
    who: "wouter",
    does: {
      type: "RaiseObjection",
      decisionId: id("decision second"),
      objectionId: id("objection budget"),
      partnerId: partner.town,
      reason: say({
        en: "The council decides on its budget in two months; before that I can promise no money for a second neighbourhood.",
        nl: "De raad beslist over twee maanden over de begroting; tot dan kan ik geen geld toezeggen voor een tweede buurt.",
      }),
      wayOut: say({
        en: "Begin with the homes for which no contribution is needed.",
        nl: "Begin met de woningen waarvoor geen bijdrage nodig is.",
      }),
    },
  },

  // The night team: what is asked of care
  {
    before: 7,
    who: "wouter",
    does: {
      type: "ProposeAgreementAmendment",
      agreementId: id("night team"),
      title: say({ en: "Night team Waterkant", nl: "Nachtteam Waterkant" }),
      parties: [partner.care, partner.town],
      clauses: [
        {
          clauseId: id("clause night"),
          text: say({
            en: "One nurse and the coordinator's telephone cover the Waterkant from eleven to seven, and at the weekend from nine.",
            nl: "Eén verpleegkundige en de telefoon van de coördinator dekken de Waterkant van elf tot zeven, en in het weekend vanaf negen.",
          }),
        },
      ],
      validFrom: day(-9),
      validUntil: day(-398),
      noticeDays: 60,
      change: say({ en: "A year longer, and the weekend evenings with it.", nl: "Een jaar langer, met de weekendavonden erbij." }),
    },
  },
  { before: 7, who: "wouter", does: { type: "SignAgreement", agreementId: id("night team"), version: 2, partnerId: partner.town } },
  {
    before: 6,
    who: "wouter",
    does: {
      type: "AskCommitmentPostponement",
      commitmentId: id("commitment letter"),
      postponementId: id("postponement letter"),
      dueOn: day(-21),
      reason: say({
        en: "The coordinator changed jobs, and a letter with the wrong number is worse than none.",
        nl: "De coördinator kreeg een andere baan, en een brief met het verkeerde nummer is erger dan geen brief.",
      }),
    },
  },

  // The next meeting
  {
    before: 8,
    who: "mirte",
    does: {
      type: "ScheduleSession",
      sessionId: id("session next"),
      title: say({ en: "The Singel: yes, and how?", nl: "De Singel: ja, en hoe?" }),
      startsAt: moment(-17, "12:30"),
      place: say({ en: "Community room, Waterkant 12", nl: "Buurtkamer, Waterkant 12" }),
      minutes: 120,
      agenda: [
        say({ en: "The objection of the municipality", nl: "Het bezwaar van de gemeente" }),
        say({ en: "The night team: let it run on, or not?", nl: "Het nachtteam: laten doorlopen of niet?" }),
        say({ en: "The letter to family carers", nl: "De brief aan mantelzorgers" }),
      ],
    },
  },
  {
    before: 4,
    who: "leila",
    does: {
      type: "PrepareSession",
      preparationId: id("preparation next housing"),
      sessionId: id("session next"),
      partnerId: partner.housing,
      text: say({
        en: "I looked under three floors on the Singel myself. They are dry. We can say yes, if the builder gets two months' rest.",
        nl: "Ik heb zelf onder drie vloeren op de Singel gekeken. Ze zijn droog. We kunnen ja zeggen, als de aannemer twee maanden rust krijgt.",
      }),
    },
  },
  {
    before: 2,
    who: "joost",
    does: {
      type: "DeliverContribution",
      deliveryId: id("delivery nurses 5"),
      lineId: id("line nurses"),
      amount: { unit: "hours", quantity: 60 },
      note: say({ en: "The round through the fourth street.", nl: "De ronde door de vierde straat." }),
    },
  },
];
