/**
 * Every reason for which the domain refuses a command: what is the matter, and the way out, in both languages.
 * A refusal is a value, never an exception. `{name}` marks are filled in from the rejection's parameters.
 */
interface Wording {
  readonly says: string;
  readonly wayOut: string;
}
interface Reason {
  readonly en: Wording;
  readonly nl: Wording;
}

const reason = (en: readonly [string, string], nl: readonly [string, string]): Reason => ({
  en: { says: en[0], wayOut: en[1] },
  nl: { says: nl[0], wayOut: nl[1] },
});

export const reasons = {
  "id-taken": reason(
    ["This id is already used for something else.", "Make a new UUID for what you create and send the command again."],
    ["Deze id is al voor iets anders gebruikt.", "Maak een nieuwe UUID voor wat je aanmaakt en verstuur het opnieuw."],
  ),
  "effective-in-future": reason(
    ["Something that happened cannot lie in the future.", "Leave the date out, or give the day on which it happened."],
    ["Iets dat gebeurd is kan niet in de toekomst liggen.", "Laat de datum weg, of geef de dag waarop het gebeurde."],
  ),
  "alliance-ended": reason(
    ["This alliance has ended.", "Its record stays readable. To go on together, found a new alliance."],
    ["Deze alliantie is beëindigd.", "Het dossier blijft leesbaar. Begin een nieuwe alliantie om samen verder te gaan."],
  ),
  "core-partner-only": reason(
    ["Only a partner of the strategic core can do this.", "Ask a core partner, or request a decision so that all partners can speak."],
    [
      "Alleen een partner uit de strategische kern kan dit doen.",
      "Vraag het een kernpartner, of vraag een besluit zodat alle partners zich kunnen uitspreken.",
    ],
  ),
  "not-your-partner": reason(
    [
      "No party can decide for another.",
      "Act for your own organisation, or report it with onBehalfOf when that party is not on the platform.",
    ],
    [
      "Geen partij kan voor een ander beslissen.",
      "Handel voor je eigen organisatie, of meld het met onBehalfOf als die partij niet op het platform is.",
    ],
  ),
  "partner-speaks-for-itself": reason(
    [
      "{partner} is on the platform and speaks for itself.",
      "Ask {partner} to do this; reporting is for parties that are not on the platform.",
    ],
    [
      "{partner} is op het platform en spreekt voor zichzelf.",
      "Vraag {partner} dit te doen; melden is voor partijen die niet op het platform zijn.",
    ],
  ),
  "unknown-partner": reason(
    ["That partner does not take part in this alliance.", "Choose one of the partners on the alliance page, or invite the party first."],
    ["Die partner doet niet mee in deze alliantie.", "Kies een van de partners op de alliantiepagina, of nodig de partij eerst uit."],
  ),
  "partner-left": reason(
    ["{partner} has left the alliance.", "Invite the party again if it wants to come back."],
    ["{partner} heeft de alliantie verlaten.", "Nodig de partij opnieuw uit als zij terug wil komen."],
  ),
  "already-partner": reason(
    [
      "Your organisation already takes part in this alliance.",
      "Open the alliance from your portfolio; the invitation stays open for the party it was meant for.",
    ],
    [
      "Je organisatie doet al mee in deze alliantie.",
      "Open de alliantie vanuit je portfolio; de uitnodiging blijft open voor de bedoelde partij.",
    ],
  ),
  "last-core-partner": reason(
    ["An alliance keeps at least one core partner.", "Propose to end the alliance, or invite another core partner first."],
    ["Een alliantie houdt ten minste één kernpartner.", "Stel voor de alliantie te beëindigen, of nodig eerst een andere kernpartner uit."],
  ),
  "needs-joint-decision": reason(
    ["This binds all partners, so it rests on a joint decision.", "Request a decision, let the partners take it, and name it here."],
    ["Dit bindt alle partners en rust dus op een gezamenlijk besluit.", "Vraag een besluit, laat de partners het nemen en noem het hier."],
  ),
  "only-reported": reason(
    [
      "This is only for reporting a record kept elsewhere.",
      "Name with onBehalfOf the partner for whom you report, or propose it to the partners.",
    ],
    [
      "Dit is alleen om een elders bijgehouden dossier te melden.",
      "Noem met onBehalfOf de partner voor wie je meldt, of stel het de partners voor.",
    ],
  ),
  "unknown-invitation": reason(
    ["This invitation does not exist.", "Ask the inviter for a new link."],
    ["Deze uitnodiging bestaat niet.", "Vraag de uitnodiger om een nieuwe link."],
  ),
  "invitation-closed": reason(
    ["This invitation has been answered or withdrawn.", "Ask the inviter for a new one if it is still meant for you."],
    ["Deze uitnodiging is beantwoord of ingetrokken.", "Vraag de uitnodiger om een nieuwe als die nog voor jou bedoeld is."],
  ),
  "facilitator-is-partner": reason(
    ["A facilitator is independent and takes no part itself.", "Appoint somebody whose organisation is not a partner."],
    ["Een facilitator is onafhankelijk en doet zelf niet mee.", "Benoem iemand van een organisatie die geen partner is."],
  ),
  "unknown-facilitator": reason(
    ["Nobody with this id facilitates this alliance.", "Choose a facilitator from the alliance page."],
    ["Niemand met deze id faciliteert deze alliantie.", "Kies een facilitator op de alliantiepagina."],
  ),
  "already-in-phase": reason(
    ["The alliance is already in that phase.", "Choose another phase, or work on what this phase asks for."],
    ["De alliantie is al in die fase.", "Kies een andere fase, of werk aan wat deze fase vraagt."],
  ),
  "transition-open": reason(
    ["Another transition is waiting for positions.", "Answer or withdraw that one first."],
    ["Er wacht al een andere faseovergang op standpunten.", "Beantwoord die eerst of trek die in."],
  ),
  "unknown-transition": reason(
    ["This transition was never proposed.", "Propose it on the phase track."],
    ["Deze faseovergang is nooit voorgesteld.", "Stel hem voor op de fasebalk."],
  ),
  "transition-closed": reason(
    ["This transition has been decided or withdrawn.", "Propose a new one on the phase track."],
    ["Deze faseovergang is besloten of ingetrokken.", "Stel een nieuwe voor op de fasebalk."],
  ),
  "ending-missing": reason(
    ["Ending an alliance says how it ends.", "Say whether it is completed or terminated."],
    ["Een alliantie beëindigen zegt hoe zij eindigt.", "Zeg of zij voltooid of voortijdig gestopt is."],
  ),
  "not-proposer": reason(
    ["Only the organisation that proposed this can withdraw it.", "Take a position instead, or ask the proposer to withdraw it."],
    [
      "Alleen de organisatie die dit voorstelde kan het intrekken.",
      "Neem in plaats daarvan een standpunt in, of vraag de indiener het in te trekken.",
    ],
  ),
  "awaiting-positions": reason(
    [
      "Not every partner whose word is needed has given it: {missing}.",
      "Ask them to take a position; the ring counts as consenting after the date to respond.",
    ],
    [
      "Nog niet iedere partner die zich moet uitspreken heeft dat gedaan: {missing}.",
      "Vraag hun een standpunt in te nemen; na de reactiedatum geldt de ring als instemmend.",
    ],
  ),
  "core-disagrees": reason(
    ["The strategic core has no consensus: {missing}.", "Talk with them, then propose a text that each core partner can agree to."],
    [
      "De strategische kern heeft geen consensus: {missing}.",
      "Ga met hen in gesprek en stel een tekst voor waar iedere kernpartner ja op zegt.",
    ],
  ),
  "objection-open": reason(
    ["There is an open objection of {missing}.", "Meet the objection and let its holder say how, or propose a changed text."],
    [
      "Er staat een bezwaar open van {missing}.",
      "Kom aan het bezwaar tegemoet en laat de bezwaarmaker zeggen hoe, of stel een gewijzigde tekst voor.",
    ],
  ),
  "ring-takes-no-position": reason(
    ["A partner in the free space does not decide with the others.", "Move the partner to the complementary ring first if it should."],
    ["Een partner in de vrije ruimte beslist niet mee.", "Plaats de partner eerst in de complementaire ring als dat wel moet."],
  ),
  "respond-by-past": reason(
    ["The day to respond has already passed.", "Choose today or a later day, so that everybody can answer."],
    ["De reactiedatum is al voorbij.", "Kies vandaag of een latere dag, zodat iedereen kan antwoorden."],
  ),
  "date-past": reason(
    ["That day has already passed.", "Choose today or a later day."],
    ["Die dag is al voorbij.", "Kies vandaag of een latere dag."],
  ),
  "unknown-debt": reason(
    ["Nothing with this id was left undone.", "Choose one of the debts on the phase track."],
    ["Er is niets met deze id blijven liggen.", "Kies een van de openstaande punten op de fasebalk."],
  ),
  "not-started-yet": reason(
    ["The collaboration can only start once the partners shape it.", "Move the alliance to the phase shape or later first."],
    ["De samenwerking kan pas starten als de partners haar vormgeven.", "Breng de alliantie eerst naar de fase vormgeven of later."],
  ),
  "unknown-decision": reason(
    ["This decision was never requested here.", "Choose a decision from the register of this alliance."],
    ["Dit besluit is hier nooit gevraagd.", "Kies een besluit uit het register van deze alliantie."],
  ),
  "unknown-option": reason(
    ["This option does not belong to the question.", "Choose one of the options listed, or propose without one."],
    ["Deze optie hoort niet bij de vraag.", "Kies een van de genoemde opties, of stel voor zonder optie."],
  ),
  "decision-closed": reason(
    ["This question has been closed.", "Reopen the decision to talk about it again."],
    ["Deze vraag is gesloten.", "Heropen het besluit om er opnieuw over te praten."],
  ),
  "no-proposal": reason(
    ["There is no proposal yet.", "Propose what to decide first."],
    ["Er is nog geen voorstel.", "Stel eerst voor wat er besloten wordt."],
  ),
  "other-proposal": reason(
    ["The proposal has changed since you read it; it is now number {proposal}.", "Read the new text and take your position on it."],
    ["Het voorstel is gewijzigd sinds je het las; het is nu nummer {proposal}.", "Lees de nieuwe tekst en neem daarover je standpunt in."],
  ),
  "unknown-objection": reason(
    ["There is no such objection.", "Choose one of the objections under the decision."],
    ["Dat bezwaar is er niet.", "Kies een van de bezwaren bij het besluit."],
  ),
  "not-objector": reason(
    ["Only the partner that objected can say that its objection is met.", "Ask that partner to say so, or to withdraw it."],
    [
      "Alleen de partner die bezwaar maakte kan zeggen dat daaraan tegemoet is gekomen.",
      "Vraag die partner dat te zeggen, of het in te trekken.",
    ],
  ),
  "decision-not-taken": reason(
    ["That decision has not been taken.", "Take it first, or name a decision that was."],
    ["Dat besluit is niet genomen.", "Neem het eerst, of noem een besluit dat wel genomen is."],
  ),
  "supersedes-itself": reason(
    ["A decision cannot replace itself.", "Name the later decision that replaces it."],
    ["Een besluit kan zichzelf niet vervangen.", "Noem het latere besluit dat het vervangt."],
  ),
  "unknown-agreement": reason(
    ["There is no such agreement in this alliance.", "Choose one from the register of agreements."],
    ["Die afspraak is er niet in deze alliantie.", "Kies er een uit het afsprakenregister."],
  ),
  "agreement-in-force": reason(
    [
      "This agreement is in force and is never overwritten.",
      "Propose an amendment; it stays in force as it is until all parties have signed the new text.",
    ],
    [
      "Deze afspraak is van kracht en wordt nooit overschreven.",
      "Stel een wijziging voor; de afspraak blijft gelden zoals zij is tot alle partijen de nieuwe tekst hebben getekend.",
    ],
  ),
  "agreement-not-in-force": reason(
    ["This agreement is not in force yet.", "Propose a new version of the draft, or let all parties sign it first."],
    ["Deze afspraak is nog niet van kracht.", "Stel een nieuwe versie van het concept voor, of laat eerst alle partijen tekenen."],
  ),
  "agreement-expired": reason(
    ["This agreement has ended.", "Renew it by a joint decision, or draft a new one."],
    ["Deze afspraak is afgelopen.", "Verleng haar met een gezamenlijk besluit, of stel een nieuwe op."],
  ),
  "renewal-not-later": reason(
    ["A renewed agreement runs on longer than it does now.", "Choose a later last day, or leave it out to renew until further notice."],
    ["Een verlengde afspraak loopt langer door dan nu.", "Kies een latere laatste dag, of laat die weg om tot nader bericht te verlengen."],
  ),
  "line-committed-elsewhere": reason(
    ["Another agreement already lays down one of these lines.", "Leave the line out here, or amend the other agreement first."],
    ["Een andere afspraak legt een van deze regels al vast.", "Laat de regel hier weg, of wijzig eerst de andere afspraak."],
  ),
  "line-of-no-party": reason(
    ["One of these lines belongs to a partner that is no party to the agreement.", "Name that partner as a party, or leave the line out."],
    ["Een van deze regels is van een partner die geen partij is bij de afspraak.", "Noem die partner als partij, of laat de regel weg."],
  ),
  "line-named-twice": reason(
    ["The same line is named twice.", "Name each line of bring and get once, with its value."],
    ["Dezelfde regel staat er twee keer in.", "Noem iedere regel van brengen en halen één keer, met zijn waarde."],
  ),
  "clock-only": reason(
    ["The passing of time is noted by Entente itself.", "There is nothing to do: it is noted when the day comes."],
    ["Het verstrijken van de tijd houdt Entente zelf bij.", "Je hoeft niets te doen: het wordt genoteerd als de dag er is."],
  ),
  "ambition-exists": reason(
    ["The partners already have a shared ambition.", "Propose a new version of it, and say what changes and why."],
    ["De partners hebben al een gedeelde ambitie.", "Stel een nieuwe versie voor en zeg wat er verandert en waarom."],
  ),
  "no-ambition": reason(
    ["There is no shared ambition yet.", "Draft it first, together with the other partners."],
    ["Er is nog geen gedeelde ambitie.", "Schrijf eerst een eerste versie, samen met de andere partners."],
  ),
  "other-ambition": reason(
    ["The ambition has changed since you read it; it is now version {version}.", "Read the new version and speak about that one."],
    ["De ambitie is gewijzigd sinds je haar las; het is nu versie {version}.", "Lees de nieuwe versie en spreek je daarover uit."],
  ),
  "endorsement-by-person": reason(
    ["A person stands behind an ambition, not a key.", "Sign in and speak for your partner on the alliance page."],
    ["Achter een ambitie staat een mens, niet een sleutel.", "Log in en spreek je voor je partner uit op de alliantiepagina."],
  ),
  "not-endorsed": reason(
    ["{partner} does not endorse this version of the ambition.", "Endorse it first."],
    ["{partner} onderschrijft deze versie van de ambitie niet.", "Onderschrijf haar eerst."],
  ),
  "commitment-needs-owner": reason(
    ["A commitment has an owner, or nobody does it.", "Name the partner that will have it done."],
    ["Een toezegging heeft een eigenaar, anders doet niemand het.", "Noem de partner die ervoor zorgt."],
  ),
  "unknown-commitment": reason(
    ["That commitment was never made here.", "Choose one from the list of commitments."],
    ["Die toezegging is hier nooit gedaan.", "Kies er een uit de lijst met toezeggingen."],
  ),
  "commitment-closed": reason(
    ["This commitment has been fulfilled or waived.", "Make a new commitment if there is more to do."],
    ["Deze toezegging is nagekomen of vervallen.", "Doe een nieuwe toezegging als er meer te doen is."],
  ),
  "unknown-postponement": reason(
    ["Nobody asked for this postponement.", "Choose one of those asked for, or let the owner ask for it."],
    ["Om dit uitstel heeft niemand gevraagd.", "Kies een uitstel waarom gevraagd is, of laat de eigenaar erom vragen."],
  ),
  "postponement-not-later": reason(
    ["That is not later than the day it is due now.", "Ask for a later day."],
    ["Dat is niet later dan de dag waarop het nu klaar moet zijn.", "Vraag om een latere dag."],
  ),
  "postpone-by-another": reason(
    ["Nobody grants time to itself.", "Ask another partner at the table to grant it."],
    ["Niemand geeft zichzelf uitstel.", "Vraag een andere partner aan tafel om het te geven."],
  ),
  "waive-by-another": reason(
    ["Nobody lets itself off.", "Ask another partner at the table to do so, or ask for more time."],
    ["Niemand ontslaat zichzelf van een toezegging.", "Vraag een andere partner aan tafel dat te doen, of vraag om uitstel."],
  ),
  "agreement-terminated": reason(
    ["This agreement has been terminated.", "Draft a new agreement."],
    ["Deze afspraak is beëindigd.", "Stel een nieuwe afspraak op."],
  ),
  "other-version": reason(
    ["The text has changed since you read it; it is now version {version}.", "Read the new version and sign that one."],
    ["De tekst is gewijzigd sinds je hem las; het is nu versie {version}.", "Lees de nieuwe versie en teken die."],
  ),
  "not-a-party": reason(
    ["{partner} is not a party to this agreement.", "Only its parties sign. Propose a version that names the partner as a party."],
    ["{partner} is geen partij bij deze afspraak.", "Alleen de partijen tekenen. Stel een versie voor die de partner als partij noemt."],
  ),
  "signature-by-person": reason(
    ["A signature is given by a person, not by a key.", "Sign in and sign the version on the alliance page."],
    ["Een handtekening wordt door een persoon gezet, niet door een sleutel.", "Log in en teken de versie op de alliantiepagina."],
  ),
  "unknown-entry": reason(
    ["That entry is not in your dossier.", "Choose one from the list."],
    ["Die post staat niet in je dossier.", "Kies er een uit de lijst."],
  ),
  "unknown-mandate": reason(
    ["That mandate is not in your dossier.", "Choose one from the list, or grant it first."],
    ["Dat mandaat staat niet in je dossier.", "Kies er een uit de lijst, of verleen het eerst."],
  ),
  "unknown-line": reason(
    ["That line of bring and get does not exist here.", "Choose one from the ledger, or add it first."],
    ["Die regel van brengen en halen staat hier niet.", "Kies er een uit het overzicht, of voeg hem eerst toe."],
  ),
  "line-withdrawn": reason(
    ["That line was withdrawn.", "Add a new line if it counts again."],
    ["Die regel is ingetrokken.", "Voeg een nieuwe regel toe als hij weer geldt."],
  ),
  "line-committed": reason(
    ["An agreement lays this line down.", "Propose an amendment of the agreement without this line, and let the parties sign it."],
    ["Een afspraak legt deze regel vast.", "Stel een wijziging van de afspraak voor zonder deze regel en laat de partijen tekenen."],
  ),
  "amount-not-positive": reason(
    ["An amount must be more than nothing.", "Give a quantity above zero; what goes the other way is a line of its own."],
    ["Een hoeveelheid moet meer dan niets zijn.", "Geef een aantal boven nul; wat de andere kant op gaat is een eigen regel."],
  ),
  "unknown-currency": reason(
    ["{currency} is not a currency in use.", "Use a three-letter ISO 4217 code, for example EUR."],
    ["{currency} is geen valuta die in gebruik is.", "Gebruik een ISO 4217-code van drie letters, bijvoorbeeld EUR."],
  ),
  "currencies-differ": reason(
    ["Floor and reference must be in the same currency.", "Give both in the currency that the balance is read in."],
    ["Ondergrens en referentie moeten in dezelfde valuta zijn.", "Geef beide in de valuta waarin de balans wordt gelezen."],
  ),
  "unit-differs": reason(
    ["This line is measured in another unit ({unit}).", "Give the amount in the unit of the line, or add a line of its own."],
    [
      "Deze regel wordt in een andere eenheid gemeten ({unit}).",
      "Geef de hoeveelheid in de eenheid van de regel, of voeg een eigen regel toe.",
    ],
  ),
  "not-a-bring": reason(
    ["Only what a partner brings is delivered.", "Record what you receive as received, on the line of what you get."],
    ["Alleen wat een partner brengt wordt geleverd.", "Leg wat je ontvangt vast als ontvangen, bij de regel van wat je haalt."],
  ),
  "not-a-get": reason(
    ["Only what a partner gets is received.", "Record what you deliver as delivered, on the line of what you bring."],
    ["Alleen wat een partner haalt wordt ontvangen.", "Leg wat je levert vast als geleverd, bij de regel van wat je brengt."],
  ),
  "no-match": reason(
    [
      "What one partner brings is matched with what another gets.",
      "Choose a line that is brought and a line of another partner that is asked for.",
    ],
    [
      "Wat de een brengt wordt gekoppeld aan wat een ander haalt.",
      "Kies een regel die gebracht wordt en een regel van een andere partner die gevraagd wordt.",
    ],
  ),
  "unknown-match": reason(
    ["That match does not exist here.", "Choose one from the ledger."],
    ["Die koppeling bestaat hier niet.", "Kies er een uit het overzicht."],
  ),
  "valuation-not-agreed": reason(
    [
      "Nobody agreed on this value yet.",
      "Request a decision about it, let the partners take it, and name it here; or lay the value down in an agreement.",
    ],
    [
      "Niemand heeft deze waarde nog afgesproken.",
      "Vraag er een besluit over, laat de partners het nemen en noem het hier; of leg de waarde vast in een afspraak.",
    ],
  ),
  "unknown-delivery": reason(
    ["That delivery was not recorded here.", "Choose one from the line's history."],
    ["Die levering is hier niet vastgelegd.", "Kies er een uit de geschiedenis van de regel."],
  ),
  "unknown-claim": reason(
    ["Nobody recorded this as received.", "Choose one from the line's history."],
    ["Niemand heeft dit als ontvangen vastgelegd.", "Kies er een uit de geschiedenis van de regel."],
  ),
  "own-claim": reason(
    ["What you received is for another partner to confirm or dispute.", "Take it back with your reason if it is not right."],
    ["Wat je zelf ontving bevestigt of betwist een andere partner.", "Trek het met je reden terug als het niet klopt."],
  ),
  "claim-withdrawn": reason(
    ["This was taken back by the partner that recorded it.", "There is nothing left to answer."],
    ["Dit is teruggetrokken door de partner die het vastlegde.", "Er is niets meer om op te antwoorden."],
  ),
  "valid-until-before-from": reason(
    ["This would end before it begins.", "Choose an end day after the first day."],
    ["Dit zou eindigen voordat het begint.", "Kies een einddag na de eerste dag."],
  ),
  "nothing-to-sign": reason(
    [
      "An agreement without a text cannot be signed.",
      "Propose a version with at least one clause, or a line of bring and get that it lays down.",
    ],
    [
      "Een afspraak zonder tekst kan niet worden getekend.",
      "Stel een versie voor met ten minste één bepaling, of een regel van brengen en halen die zij vastlegt.",
    ],
  ),
  "unknown-session": reason(
    ["There is no such meeting.", "Choose one of the planned meetings, or plan a new one."],
    ["Die bijeenkomst is er niet.", "Kies een van de geplande bijeenkomsten, of plan een nieuwe."],
  ),
  "session-held": reason(
    ["This meeting has been held.", "Record what came out of it, or plan a new one."],
    ["Deze bijeenkomst is gehouden.", "Leg vast wat eruit kwam, of plan een nieuwe."],
  ),
  "session-not-begun": reason(
    ["This meeting has yet to begin.", "Record it once it has begun, or move it to when it was held."],
    ["Deze bijeenkomst moet nog beginnen.", "Leg haar vast zodra zij begonnen is, of verplaats haar naar toen zij er was."],
  ),
  "session-not-held": reason(
    ["This meeting has not been held yet.", "Record first that it was held, and who was there."],
    ["Deze bijeenkomst is nog niet gehouden.", "Leg eerst vast dat zij er was, en wie erbij waren."],
  ),
  "nothing-to-correct": reason(
    ["There is nothing recorded here to correct.", "Check which fact you mean; it must have been recorded before."],
    ["Er is hier niets vastgelegd om te corrigeren.", "Kijk welk feit je bedoelt; het moet eerder zijn vastgelegd."],
  ),
  "not-your-record": reason(
    ["Only the organisation that recorded this can correct it.", "Ask them to correct it, and tell them what is wrong."],
    ["Alleen de organisatie die dit vastlegde kan het corrigeren.", "Vraag hun het te corrigeren en zeg wat er niet klopt."],
  ),
  "already-relied-on": reason(
    [
      "Others have already taken a position on this text or signed it.",
      "Propose a changed text or a new version instead, so that they can answer again.",
    ],
    [
      "Anderen hebben over deze tekst al een standpunt ingenomen of hem getekend.",
      "Stel een gewijzigde tekst of een nieuwe versie voor, zodat zij opnieuw kunnen antwoorden.",
    ],
  ),
  "person-erased": reason(
    ["This person has been erased; nothing personal can be written for them.", "Let somebody else act."],
    ["Deze persoon is gewist; er kan niets persoonlijks voor hen worden opgeschreven.", "Laat iemand anders handelen."],
  ),
  "key-reused": reason(
    [
      "This Idempotency-Key was used for another command.",
      "Send a new key with every new command; repeat a key only with the very same command.",
    ],
    [
      "Deze Idempotency-Key is voor een ander commando gebruikt.",
      "Gebruik voor elk nieuw commando een nieuwe sleutel; herhaal een sleutel alleen met precies hetzelfde commando.",
    ],
  ),
  "last-owner": reason(
    ["An organisation keeps at least one owner.", "Make somebody else owner first."],
    ["Een organisatie houdt ten minste één eigenaar.", "Maak eerst iemand anders eigenaar."],
  ),
  "owner-only": reason(
    ["Only an owner can make or remove an owner.", "Ask an owner of your organisation."],
    ["Alleen een eigenaar kan een eigenaar maken of verwijderen.", "Vraag een eigenaar van je organisatie."],
  ),
  "unknown-member": reason(
    ["That person is not a member of this organisation.", "Choose somebody from the list of members, or invite them."],
    ["Die persoon is geen lid van deze organisatie.", "Kies iemand uit de ledenlijst, of nodig die persoon uit."],
  ),
  "already-member": reason(
    ["You are already a member of this organisation.", "Open it from the menu; to get another role, ask an administrator."],
    ["Je bent al lid van deze organisatie.", "Open haar via het menu; vraag een beheerder als je een andere rol nodig hebt."],
  ),
  "member-elsewhere": reason(
    ["This person is also a member of another organisation, so this link is not yours to hand out.", "Ask the operator for the link."],
    [
      "Deze persoon is ook lid van een andere organisatie, dus deze link is niet aan jou om uit te delen.",
      "Vraag de beheerder van Entente om de link.",
    ],
  ),
  "example-stays-apart": reason(
    [
      "An example and real organisations do not mix: everybody who looks around shares the example.",
      "Leave the example, sign in with an account of your own and open the link again; an invitation into the example is for its own people.",
    ],
    [
      "Een voorbeeld en echte organisaties gaan niet samen: iedereen die rondkijkt deelt het voorbeeld.",
      "Verlaat het voorbeeld, log in met je eigen account en open de link opnieuw; een uitnodiging in het voorbeeld is voor de mensen daar.",
    ],
  ),
  "unknown-organisation": reason(
    ["This organisation is not registered here.", "Register it first, or check the id."],
    ["Deze organisatie is hier niet geregistreerd.", "Registreer haar eerst, of controleer de id."],
  ),
  "unknown-key": reason(
    ["There is no such API key.", "Choose one from the list of keys."],
    ["Die API-sleutel is er niet.", "Kies er een uit de lijst met sleutels."],
  ),
} as const satisfies Record<string, Reason>;

export type RejectionCode = keyof typeof reasons;
export type Language = "en" | "nl";

/** A refusal with its reason; what a decider returns instead of events. */
export interface Rejection {
  readonly kind: "rejection";
  readonly code: RejectionCode;
  readonly parameters: Readonly<Record<string, string>>;
}

export const reject = (code: RejectionCode, parameters: Readonly<Record<string, string>> = {}): Rejection => ({
  kind: "rejection",
  code,
  parameters,
});

export const isRejection = (value: unknown): value is Rejection =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "rejection";

/** The refusal in words: what is the matter and what to do next. */
export function wordingOf(rejection: Rejection, language: Language): Wording {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (mark, name: string) => rejection.parameters[name] ?? mark);
  const { says, wayOut } = reasons[rejection.code][language];
  return { says: fill(says), wayOut: fill(wayOut) };
}
