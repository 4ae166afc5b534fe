import type { Scene, Tale } from "./tale.ts";

/** Two years ago: three organisations find each other, say what they want, and begin to share. */
export const beginning = ({ say, id, partner, day, moment }: Tale): readonly Scene[] => [
  {
    before: 730,
    who: "hanna",
    does: {
      type: "InitiateAlliance",
      name: say({ en: "Living at home longer on the Waterkant", nl: "Langer thuis op de Waterkant" }),
      purpose: say({
        en: "Older people in 400 homes on the Waterkant keep living there, safely and among their neighbours, also when they need care.",
        nl: "Ouderen in 400 woningen op de Waterkant blijven daar wonen, veilig en tussen hun buren, ook als ze zorg nodig hebben.",
      }),
      timeZone: "Europe/Amsterdam",
      partnerId: partner.care,
      partnerName: say({ en: "Quayside Care", nl: "Zorg aan de Kade" }),
    },
  },
  {
    before: 728,
    who: "hanna",
    does: {
      type: "InvitePartner",
      invitationId: id("invitation housing"),
      partnerId: partner.housing,
      name: say({ en: "Roof and Neighbours Housing", nl: "Woonstichting Dak en Buren" }),
      ring: "core",
      message: say({
        en: "We nurse people in your homes and see them fall over your thresholds. Shall we do something about that together?",
        nl: "Wij verplegen mensen in jullie woningen en zien ze vallen over jullie drempels. Zullen we daar samen iets aan doen?",
      }),
    },
  },
  { before: 725, who: "bram", does: { type: "AcceptInvitation", invitationId: id("invitation housing") } },
  {
    before: 721,
    who: "hanna",
    does: {
      type: "InvitePartner",
      invitationId: id("invitation town"),
      partnerId: partner.town,
      name: say({ en: "Municipality of Waterveste", nl: "Gemeente Waterveste" }),
      ring: "complementary",
    },
  },
  { before: 715, who: "wouter", does: { type: "AcceptInvitation", invitationId: id("invitation town") } },
  {
    before: 714,
    who: "bram",
    does: {
      type: "InviteFacilitator",
      invitationId: id("invitation facilitator"),
      facilitatorId: id("facilitator"),
      name: say({ en: "The Third Chair", nl: "De Derde Stoel" }),
      message: say({
        en: "We are a landlord and a carer. Somebody should watch whether we hear each other.",
        nl: "Wij zijn een verhuurder en een zorgverlener. Iemand moet opletten of we elkaar wel horen.",
      }),
    },
  },
  { before: 711, who: "mirte", does: { type: "AcceptInvitation", invitationId: id("invitation facilitator") } },

  // What does each of us want, really?
  {
    before: 704,
    who: "mirte",
    does: {
      type: "ScheduleSession",
      sessionId: id("session interests"),
      title: say({ en: "What does each of us want, really?", nl: "Wat wil ieder van ons eigenlijk?" }),
      startsAt: moment(690, "12:30"),
      place: say({ en: "Community room, Waterkant 12", nl: "Buurtkamer, Waterkant 12" }),
      minutes: 150,
      agenda: [
        say({ en: "A morning with a resident", nl: "Een ochtend met een bewoner" }),
        say({ en: "What each of us gains, said aloud", nl: "Wat ieder van ons eraan heeft, hardop gezegd" }),
        say({ en: "What we will not do together", nl: "Wat we niet samen gaan doen" }),
      ],
    },
  },
  {
    before: 694,
    who: "joost",
    does: {
      type: "PrepareSession",
      preparationId: id("preparation interests care"),
      sessionId: id("session interests"),
      partnerId: partner.care,
      text: say({
        en: "One in three night calls is a fall at a threshold or in a bathroom. Fewer of those is what we are after; we say so before anybody guesses.",
        nl: "Eén op de drie nachtoproepen is een val over een drempel of in een badkamer. Daar willen we er minder van; dat zeggen we liever zelf.",
      }),
    },
  },
  {
    before: 693,
    who: "leila",
    does: {
      type: "PrepareSession",
      preparationId: id("preparation interests housing"),
      sessionId: id("session interests"),
      partnerId: partner.housing,
      text: say({
        en: "An urgent move costs us a quarter of rent and a family its street. We would rather rebuild once than move people twice.",
        nl: "Een spoedverhuizing kost ons een kwartaal huur en een gezin zijn straat. Wij verbouwen liever één keer dan dat we mensen twee keer verhuizen.",
      }),
    },
  },
  {
    before: 690,
    hour: 15,
    who: "mirte",
    does: {
      type: "HoldSession",
      sessionId: id("session interests"),
      present: [partner.care, partner.housing, partner.town],
      notes: say({
        en: "The resident did most of the talking. Everybody wrote down one sentence of hers.",
        nl: "De bewoner was het meest aan het woord. Iedereen schreef één zin van haar op.",
      }),
    },
  },
  {
    before: 690,
    hour: 15,
    who: "mirte",
    does: {
      type: "RecordInsight",
      insightId: id("insight interests"),
      sessionId: id("session interests"),
      text: say({
        en: "All three pay for the same fall, each from another budget, and none of them sees the whole bill.",
        nl: "Alle drie betalen voor dezelfde val, ieder uit een ander potje, en niemand ziet de hele rekening.",
      }),
      lens: "interests",
    },
  },
  {
    before: 690,
    hour: 15,
    who: "mirte",
    does: {
      type: "ReachWorkableAgreement",
      workableId: id("workable interests"),
      sessionId: id("session interests"),
      text: say({
        en: "Until there is an ambition, nobody speaks of this outside in the name of all three.",
        nl: "Tot er een ambitie is, praat niemand hierover naar buiten namens alle drie.",
      }),
      reviewOn: day(650),
    },
  },

  // The ambition, first version
  {
    before: 682,
    who: "hanna",
    does: {
      type: "DraftAmbition",
      versionId: id("ambition 1"),
      text: say({
        en: "In three years nobody on the Waterkant moves because of a threshold, a bathroom or a bad night.",
        nl: "Over drie jaar verhuist niemand op de Waterkant meer vanwege een drempel, een badkamer of een slechte nacht.",
      }),
      partners: [
        {
          partnerId: partner.care,
          gain: say({
            en: "Nights in which carers care instead of pick people up",
            nl: "Nachten waarin zorgverleners zorgen in plaats van mensen oprapen",
          }),
          input: say({ en: "District nurses who look at homes too", nl: "Wijkverpleegkundigen die ook naar de woning kijken" }),
        },
        {
          partnerId: partner.housing,
          gain: say({
            en: "Tenants who stay, in homes that need no second rebuilding",
            nl: "Huurders die blijven, in woningen die niet twee keer verbouwd worden",
          }),
          input: say({ en: "Step-free homes", nl: "Drempelvrije woningen" }),
        },
        {
          partnerId: partner.town,
          gain: say({ en: "Fewer adaptations one by one", nl: "Minder aanpassingen stuk voor stuk" }),
          input: say({ en: "Money, and a coordinator in the street", nl: "Geld, en een coördinator in de straat" }),
        },
      ],
      noGoAreas: [say({ en: "Choosing who may live on the Waterkant", nl: "Kiezen wie er op de Waterkant mag wonen" })],
    },
  },
  {
    before: 680,
    who: "hanna",
    does: {
      type: "EndorseAmbition",
      version: 1,
      partnerId: partner.care,
      reason: say({ en: "This is why our nurses chose the work.", nl: "Hiervoor hebben onze verpleegkundigen het vak gekozen." }),
    },
  },
  {
    before: 676,
    who: "bram",
    does: {
      type: "EndorseAmbition",
      version: 1,
      partnerId: partner.housing,
      reason: say({ en: "We can show this sentence to every tenant.", nl: "Deze zin kunnen we aan iedere huurder laten zien." }),
    },
  },
  {
    before: 668,
    who: "wouter",
    does: {
      type: "EndorseAmbition",
      version: 1,
      partnerId: partner.town,
      reason: say({
        en: "It fits what the council wants, as long as family carers come in soon.",
        nl: "Het past bij wat de raad wil, als mantelzorgers er maar gauw in komen.",
      }),
    },
  },

  // From exploring to sharing
  {
    before: 665,
    who: "joost",
    does: {
      type: "SubmitPhaseResult",
      resultId: id("result explore"),
      phase: "explore",
      kind: "start-memo",
      title: say({ en: "Start memo: one fall, three bills", nl: "Startnotitie: één val, drie rekeningen" }),
      text: say({
        en: "What we found in 40 homes, whom we spoke to, and why each of us wants to go on.",
        nl: "Wat we zagen in 40 woningen, wie we spraken, en waarom ieder van ons door wil.",
      }),
    },
  },
  {
    before: 660,
    who: "leila",
    does: {
      type: "ProposeTransition",
      transitionId: id("transition share"),
      to: "share",
      reason: say({
        en: "We know why each of us is here. Now we can make the pie bigger.",
        nl: "We weten waarom ieder van ons hier zit. Nu kunnen we de koek groter maken.",
      }),
      respondBy: day(650),
    },
  },
  {
    before: 660,
    who: "leila",
    does: { type: "TakeTransitionPosition", transitionId: id("transition share"), partnerId: partner.housing, position: "agree" },
  },
  {
    before: 658,
    who: "hanna",
    does: { type: "TakeTransitionPosition", transitionId: id("transition share"), partnerId: partner.care, position: "agree" },
  },
  {
    before: 655,
    who: "wouter",
    does: { type: "TakeTransitionPosition", transitionId: id("transition share"), partnerId: partner.town, position: "agree" },
  },
  { before: 653, who: "hanna", does: { type: "EnterPhase", transitionId: id("transition share") } },

  // What each brings, and what each wants to get
  {
    before: 644,
    who: "joost",
    does: {
      type: "OfferBring",
      lineId: id("line nurses"),
      partnerId: partner.care,
      category: "people",
      description: say({ en: "District nurses who walk through every home", nl: "Wijkverpleegkundigen die elke woning doorlopen" }),
      amount: { unit: "hours", quantity: 1_200 },
    },
  },
  {
    before: 644,
    who: "joost",
    does: {
      type: "RequestGet",
      lineId: id("line nights"),
      partnerId: partner.care,
      category: "people",
      description: say({ en: "Hours of night calls that are no longer needed", nl: "Uren nachtoproepen die niet meer nodig zijn" }),
      amount: { unit: "hours", quantity: 2_400 },
    },
  },
  {
    before: 642,
    who: "leila",
    does: {
      type: "OfferBring",
      lineId: id("line homes"),
      partnerId: partner.housing,
      category: "means",
      description: say({ en: "Homes made step-free, bathroom included", nl: "Woningen drempelvrij gemaakt, badkamer inbegrepen" }),
      amount: { unit: "count", of: say({ en: "homes", nl: "woningen" }), quantity: 40 },
    },
  },
  {
    before: 642,
    who: "leila",
    does: {
      type: "RequestGet",
      lineId: id("line moves"),
      partnerId: partner.housing,
      category: "continuity",
      description: say({ en: "Urgent moves that did not have to happen", nl: "Spoedverhuizingen die niet nodig waren" }),
      amount: { unit: "count", of: say({ en: "moves", nl: "verhuizingen" }), quantity: 40 },
    },
  },
  {
    before: 640,
    who: "wouter",
    does: {
      type: "OfferBring",
      lineId: id("line money"),
      partnerId: partner.town,
      category: "means",
      description: say({ en: "A contribution to the rebuilding", nl: "Een bijdrage aan de verbouwing" }),
      amount: { unit: "money", currency: "EUR", quantity: 60_000_00 },
      condition: say({ en: "Paid per home that is handed over", nl: "Betaald per opgeleverde woning" }),
    },
  },
  {
    before: 640,
    who: "wouter",
    does: {
      type: "RequestGet",
      lineId: id("line adaptations"),
      partnerId: partner.town,
      category: "means",
      description: say({
        en: "Separate adaptations that nobody has to apply for",
        nl: "Losse aanpassingen die niemand hoeft aan te vragen",
      }),
      amount: { unit: "count", of: say({ en: "adaptations", nl: "aanpassingen" }), quantity: 36 },
    },
  },
  {
    before: 638,
    who: "hanna",
    does: {
      type: "RequestGet",
      lineId: id("line coordinator wanted"),
      partnerId: partner.care,
      category: "network",
      description: say({
        en: "One face in the street for everything that is not care",
        nl: "Eén gezicht in de straat voor alles wat geen zorg is",
      }),
      amount: { unit: "hours", quantity: 300 },
    },
  },
  {
    before: 631,
    who: "wouter",
    does: {
      type: "OfferBring",
      lineId: id("line coordinator"),
      partnerId: partner.town,
      category: "people",
      description: say({ en: "A coordinator in the street", nl: "Een coördinator in de straat" }),
      amount: { unit: "hours", quantity: 240 },
    },
  },
  {
    before: 629,
    who: "joost",
    does: {
      type: "MatchOfferToRequest",
      matchId: id("match coordinator"),
      bringId: id("line coordinator"),
      getId: id("line coordinator wanted"),
    },
  },
  {
    before: 628,
    who: "leila",
    does: { type: "MatchOfferToRequest", matchId: id("match homes"), bringId: id("line homes"), getId: id("line nights") },
  },
  {
    before: 628,
    who: "leila",
    does: { type: "MatchOfferToRequest", matchId: id("match nurses"), bringId: id("line nurses"), getId: id("line moves") },
  },
  {
    before: 620,
    who: "wouter",
    does: {
      type: "ReviseBringGetLine",
      lineId: id("line coordinator"),
      category: "people",
      description: say({ en: "A coordinator in the street", nl: "Een coördinator in de straat" }),
      amount: { unit: "hours", quantity: 300 },
      reason: say({
        en: "One morning a week more, as the care organisation asked.",
        nl: "Een ochtend per week meer, zoals de zorgorganisatie vroeg.",
      }),
    },
  },
  {
    before: 618,
    who: "leila",
    does: {
      type: "OfferBring",
      lineId: id("line model home"),
      partnerId: partner.housing,
      category: "reputation",
      description: say({ en: "A model home that others may visit", nl: "Een modelwoning waar anderen mogen kijken" }),
      amount: { unit: "points", quantity: 5 },
    },
  },
  {
    before: 606,
    who: "bram",
    does: {
      type: "WithdrawBringGetLine",
      lineId: id("line model home"),
      reason: say({ en: "Somebody lives there. It is a home, not a showroom.", nl: "Er woont iemand. Het is een huis, geen showroom." }),
    },
  },

  // The ambition, second version
  {
    before: 602,
    who: "wouter",
    does: {
      type: "ProposeAmbitionVersion",
      versionId: id("ambition 2"),
      text: say({
        en: "In three years nobody on the Waterkant moves because of a threshold, a bathroom or a bad night, and nobody who cares for a neighbour or a parent stands alone in it.",
        nl: "Over drie jaar verhuist niemand op de Waterkant meer vanwege een drempel, een badkamer of een slechte nacht, en staat niemand die voor een buur of ouder zorgt er alleen voor.",
      }),
      partners: [
        {
          partnerId: partner.care,
          gain: say({
            en: "Nights in which carers care instead of pick people up",
            nl: "Nachten waarin zorgverleners zorgen in plaats van mensen oprapen",
          }),
          input: say({
            en: "District nurses who look at homes and at family carers",
            nl: "Wijkverpleegkundigen die naar de woning en de mantelzorger kijken",
          }),
        },
        {
          partnerId: partner.housing,
          gain: say({
            en: "Tenants who stay, in homes that need no second rebuilding",
            nl: "Huurders die blijven, in woningen die niet twee keer verbouwd worden",
          }),
          input: say({ en: "Step-free homes", nl: "Drempelvrije woningen" }),
        },
        {
          partnerId: partner.town,
          gain: say({
            en: "Fewer adaptations one by one, and family carers who hold out",
            nl: "Minder aanpassingen stuk voor stuk, en mantelzorgers die het volhouden",
          }),
          input: say({ en: "Money, and a coordinator in the street", nl: "Geld, en een coördinator in de straat" }),
        },
      ],
      noGoAreas: [
        say({ en: "Choosing who may live on the Waterkant", nl: "Kiezen wie er op de Waterkant mag wonen" }),
        say({ en: "Sharing what residents tell a nurse", nl: "Delen wat bewoners aan een verpleegkundige vertellen" }),
      ],
      change: say({
        en: "Family carers are in it now, and what a nurse hears stays with the nurse.",
        nl: "Mantelzorgers staan er nu in, en wat een verpleegkundige hoort blijft bij de verpleegkundige.",
      }),
    },
  },
  {
    before: 601,
    who: "wouter",
    does: {
      type: "EndorseAmbition",
      version: 2,
      partnerId: partner.town,
      reason: say({ en: "Now the council recognises itself.", nl: "Nu herkent de raad zich erin." }),
    },
  },
  {
    before: 598,
    who: "hanna",
    does: {
      type: "EndorseAmbition",
      version: 2,
      partnerId: partner.care,
      reason: say({ en: "Without family carers there is no night that goes well.", nl: "Zonder mantelzorgers gaat geen nacht goed." }),
    },
  },
  {
    before: 595,
    who: "bram",
    does: {
      type: "EndorseAmbition",
      version: 2,
      partnerId: partner.housing,
      reason: say({ en: "A tenant who is not alone stays.", nl: "Een huurder die er niet alleen voor staat, blijft." }),
    },
  },
  {
    before: 590,
    who: "leila",
    does: {
      type: "SubmitPhaseResult",
      resultId: id("result share"),
      phase: "share",
      kind: "declaration-of-intent",
      title: say({ en: "Declaration of intent: three years on the Waterkant", nl: "Intentieverklaring: drie jaar op de Waterkant" }),
      text: null,
    },
  },
];
