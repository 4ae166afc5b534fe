import type { Scene, Tale } from "./tale.ts";

/** The crisis: what was left undone comes back. Floors cost more than thought, and nobody had said who pays. */
export const crisis = ({ say, id, partner, day, moment }: Tale): readonly Scene[] => [
  {
    before: 334,
    who: "leila",
    does: {
      type: "RecordOwnCost",
      entryId: id("cost floors"),
      lineId: id("line homes"),
      cost: { currency: "EUR", quantity: 41_500_00 },
      description: say({
        en: "Rotten floors in the second street, not in any budget",
        nl: "Verrotte vloeren in de tweede straat, in geen enkele begroting",
      }),
    },
  },
  {
    before: 328,
    who: "leila",
    does: {
      type: "AskCommitmentPostponement",
      commitmentId: id("commitment twelve"),
      postponementId: id("postponement twelve"),
      dueOn: day(240),
      reason: say({
        en: "The floors have to come out first. The builder asks for more than we have.",
        nl: "De vloeren moeten er eerst uit. De aannemer vraagt meer dan we hebben.",
      }),
    },
  },
  {
    before: 324,
    who: "leila",
    does: {
      type: "ReviewDecision",
      decisionId: id("decision homes"),
      finding: say({
        en: "Two people fell while waiting, both outside the first street. Street by street is cheaper only while the floors hold.",
        nl: "Twee mensen vielen tijdens het wachten, beiden buiten de eerste straat. Straat voor straat is alleen goedkoper zolang de vloeren heel zijn.",
      }),
    },
  },
  {
    before: 314,
    who: "joost",
    does: {
      type: "ClaimBenefit",
      claimId: id("claim nights 2"),
      lineId: id("line nights"),
      amount: { unit: "hours", quantity: 520 },
      note: say({ en: "Second quarter after the night team began.", nl: "Tweede kwartaal nadat het nachtteam begon." }),
    },
  },
  {
    before: 309,
    who: "bram",
    does: {
      type: "DisputeBenefit",
      claimId: id("claim nights 2"),
      partnerId: partner.housing,
      reason: say({
        en: "These hours come from the night team, not from our homes. You count a gain while we count rotten floors.",
        nl: "Deze uren komen van het nachtteam, niet van onze woningen. Jullie tellen winst terwijl wij verrotte vloeren tellen.",
      }),
    },
  },
  {
    before: 304,
    who: "bram",
    does: {
      type: "WithdrawAmbitionEndorsement",
      version: 2,
      partnerId: partner.housing,
      reason: say({
        en: "We stand behind the tenants. We cannot stand behind a promise whose risk is ours alone.",
        nl: "Wij staan achter de huurders. Wij kunnen niet achter een belofte staan waarvan het risico alleen bij ons ligt.",
      }),
    },
  },
  {
    before: 301,
    who: "hanna",
    does: {
      type: "RequestDecision",
      decisionId: id("decision pause"),
      question: say({
        en: "Do we set the covenant aside until we know how to go on?",
        nl: "Schorten we het convenant op tot we weten hoe we verder gaan?",
      }),
      background: say({
        en: "The builder stands still, a receipt is disputed and an endorsement is withdrawn. Going on as if nothing happened helps nobody.",
        nl: "De aannemer staat stil, een ontvangst is betwist en een onderschrijving ingetrokken. Doen alsof er niets is helpt niemand.",
      }),
      lenses: ["relationship", "process"],
      decideBy: day(290),
    },
  },
  {
    before: 301,
    who: "hanna",
    does: {
      type: "ProposeDecision",
      decisionId: id("decision pause"),
      text: say({
        en: "The covenant is set aside for three months. Nobody owes anything under it meanwhile; the nurses keep coming.",
        nl: "Het convenant wordt drie maanden opgeschort. Niemand is er in die tijd iets door verschuldigd; de verpleegkundigen blijven komen.",
      }),
      respondBy: day(294),
    },
  },
  {
    before: 300,
    who: "hanna",
    does: { type: "TakePosition", decisionId: id("decision pause"), proposal: 1, partnerId: partner.care, position: "agree" },
  },
  {
    before: 299,
    who: "bram",
    does: {
      type: "TakePosition",
      decisionId: id("decision pause"),
      proposal: 1,
      partnerId: partner.housing,
      position: "agree",
      reasons: say({
        en: "Thank you for asking before the letter from our lawyers went out.",
        nl: "Dank dat jullie het vroegen voordat de brief van onze juristen de deur uit ging.",
      }),
    },
  },
  {
    before: 297,
    who: "wouter",
    does: { type: "TakePosition", decisionId: id("decision pause"), proposal: 1, partnerId: partner.town, position: "agree" },
  },
  { before: 296, who: "hanna", does: { type: "TakeDecision", decisionId: id("decision pause"), workableUntil: day(205) } },
  {
    before: 296,
    who: "hanna",
    does: {
      type: "SuspendAgreement",
      agreementId: id("covenant"),
      reason: say({ en: "Nobody knows who pays for the floors.", nl: "Niemand weet wie de vloeren betaalt." }),
      until: day(205),
      decisionId: id("decision pause"),
    },
  },

  // Are we still in the same film?
  {
    before: 292,
    who: "mirte",
    does: {
      type: "ScheduleSession",
      sessionId: id("session film"),
      title: say({ en: "Are we still in the same film?", nl: "Zitten we nog in dezelfde film?" }),
      startsAt: moment(270, "08:00"),
      place: say({ en: "A kitchen in the second street, floor out", nl: "Een keuken in de tweede straat, vloer eruit" }),
      minutes: 240,
      agenda: [
        say({ en: "What we were doing again", nl: "Waar we ook alweer mee bezig waren" }),
        say({ en: "What nobody said when we skipped a step", nl: "Wat niemand zei toen we een stap oversloegen" }),
        say({ en: "Whether we go on", nl: "Of we verdergaan" }),
      ],
    },
  },
  {
    before: 276,
    who: "bram",
    does: {
      type: "PrepareSession",
      preparationId: id("preparation film housing"),
      sessionId: id("session film"),
      partnerId: partner.housing,
      text: say({
        en: "I agreed to skip the step and said that the open question was mostly ours. I should have said: then I do not agree.",
        nl: "Ik ging akkoord met het overslaan en zei dat de open vraag vooral bij ons lag. Ik had moeten zeggen: dan ga ik niet akkoord.",
      }),
    },
  },
  {
    before: 274,
    who: "hanna",
    does: {
      type: "PrepareSession",
      preparationId: id("preparation film care"),
      sessionId: id("session film"),
      partnerId: partner.care,
      text: say({
        en: "We were in a hurry and let our partner carry what we had not talked about. That is on us as well.",
        nl: "Wij hadden haast en lieten onze partner dragen waar we het niet over hadden gehad. Dat ligt ook aan ons.",
      }),
    },
  },
  {
    before: 273,
    who: "wouter",
    does: {
      type: "PrepareSession",
      preparationId: id("preparation film town"),
      sessionId: id("session film"),
      partnerId: partner.town,
      text: say({
        en: "We pay per home that is handed over. When none is handed over, we save money on somebody else's misfortune. That is not what the council meant.",
        nl: "Wij betalen per opgeleverde woning. Als er geen wordt opgeleverd, besparen wij op andermans pech. Zo heeft de raad het niet bedoeld.",
      }),
    },
  },
  {
    before: 270,
    hour: 12,
    who: "hanna",
    does: {
      type: "InvokeAmbition",
      invocationId: id("invocation"),
      occasion: say({
        en: "The covenant is set aside, and the first of us has stepped back.",
        nl: "Het convenant is opgeschort, en de eerste van ons is teruggestapt.",
      }),
      whatWeWereDoing: say({
        en: "Making sure that nobody has to move because of a threshold. Not: handing over forty homes.",
        nl: "Ervoor zorgen dat niemand hoeft te verhuizen vanwege een drempel. Niet: veertig woningen opleveren.",
      }),
      sameFilm: say({
        en: "No. One of us was in a film about floors, two of us in a film about care.",
        nl: "Nee. Een van ons zat in een film over vloeren, twee van ons in een film over zorg.",
      }),
      higherGoal: say({ en: "Yes, when the floors belong to all of us.", nl: "Ja, als de vloeren van ons allemaal zijn." }),
      sessionId: id("session film"),
      decisionId: id("decision pause"),
    },
  },
  {
    before: 270,
    hour: 13,
    who: "mirte",
    does: {
      type: "HoldSession",
      sessionId: id("session film"),
      present: [partner.care, partner.housing, partner.town],
      notes: say({
        en: "Long silences. After the second one somebody made coffee on a camping stove, and it turned.",
        nl: "Lange stiltes. Na de tweede zette iemand koffie op een campingbrander, en toen kantelde het.",
      }),
    },
  },
  {
    before: 270,
    hour: 13,
    who: "mirte",
    does: {
      type: "RecordInsight",
      insightId: id("insight film relationship"),
      sessionId: id("session film"),
      text: say({ en: "Agreeing with reluctance was heard as agreeing.", nl: "Met tegenzin instemmen werd gehoord als instemmen." }),
      lens: "relationship",
    },
  },
  {
    before: 270,
    hour: 13,
    who: "mirte",
    does: {
      type: "RecordInsight",
      insightId: id("insight film interests"),
      sessionId: id("session film"),
      text: say({
        en: "The gain was shared and the risk was not. That is a debt from the step we skipped.",
        nl: "De winst was gedeeld en het risico niet. Dat is een schuld uit de stap die we oversloegen.",
      }),
      lens: "interests",
    },
  },
  {
    before: 270,
    hour: 13,
    who: "mirte",
    does: {
      type: "ReachWorkableAgreement",
      workableId: id("workable film"),
      sessionId: id("session film"),
      text: say({
        en: "We count together, in one sheet, by two people: one of care, one of housing. Until there is a rule, each pays a third of the floors that are open now.",
        nl: "We tellen samen, in één lijst, met twee mensen: een van zorg, een van wonen. Tot er een regel is betaalt ieder een derde van de vloeren die nu open liggen.",
      }),
      reviewOn: day(225),
    },
  },
  {
    before: 269,
    who: "hanna",
    does: {
      type: "PostponeCommitment",
      commitmentId: id("commitment twelve"),
      postponementId: id("postponement twelve"),
      partnerId: partner.care,
    },
  },
];
