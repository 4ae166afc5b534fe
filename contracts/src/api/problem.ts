import { z } from "zod";

/** One fault of what was sent: where, as a JSON pointer, and what is wrong there. */
export const Fault = z.strictObject({
  pointer: z.string().meta({ description: "JSON pointer into the body; #/query/… and #/path/… for the rest" }),
  message: z.string(),
  line: z.int().optional().meta({ description: "Line of an import, from 1" }),
});
export type Fault = z.infer<typeof Fault>;

/** RFC 9457, with what to do next. */
export const Problem = z
  .looseObject({
    type: z.string(),
    code: z.string(),
    status: z.int(),
    title: z.string().meta({ description: "What happened, in the reader's language" }),
    wayOut: z.string().meta({ description: "What to do next" }),
    correlationId: z.string(),
    faults: z.array(Fault).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

const problem = (status: number, en: readonly [string, string], nl: readonly [string, string]) => ({
  status,
  en: { says: en[0], wayOut: en[1] },
  nl: { says: nl[0], wayOut: nl[1] },
});

/** Every problem that is not a domain refusal (those are in rejections.ts and answer 422). */
export const problems = {
  "not-json": problem(
    400,
    ["The body is not JSON that can be read safely.", "Mend what the faults name and send it again."],
    ["De inhoud is geen JSON die veilig te lezen is.", "Herstel wat hieronder staat en verstuur het opnieuw."],
  ),
  invalid: problem(
    400,
    ["Some of what was sent is not right.", "Mend each fault named and send it again; nothing was changed."],
    ["Een deel van wat is verstuurd klopt niet.", "Herstel elk genoemd punt en verstuur het opnieuw; er is niets gewijzigd."],
  ),
  "idempotency-key-missing": problem(
    400,
    [
      "A command carries an Idempotency-Key.",
      "Send a new UUID in the header Idempotency-Key, and the same one when you repeat the command.",
    ],
    [
      "Bij een commando hoort een Idempotency-Key.",
      "Stuur een nieuwe UUID mee in de header Idempotency-Key, en dezelfde als je het commando herhaalt.",
    ],
  ),
  "position-invalid": problem(
    400,
    ["This position was not given out here.", "Use the position that a command answered with, unchanged."],
    ["Deze positie is hier niet uitgegeven.", "Gebruik de positie waarmee een commando antwoordde, ongewijzigd."],
  ),
  "invalid-credentials": problem(
    401,
    [
      "This e-mail address and password do not go together.",
      "Check both, or ask an owner of your organisation for a link to set a new password.",
    ],
    [
      "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
      "Controleer beide, of vraag een eigenaar van je organisatie om een link voor een nieuw wachtwoord.",
    ],
  ),
  unauthenticated: problem(
    401,
    ["You are not signed in.", "Sign in, or send an API key as Authorization: Bearer."],
    ["Je bent niet ingelogd.", "Log in, of stuur een API-sleutel mee als Authorization: Bearer."],
  ),
  forbidden: problem(
    403,
    [
      "Your role or your organisation's part does not allow this.",
      "Ask somebody in your organisation with another role, or a core partner.",
    ],
    [
      "Je rol of de plaats van je organisatie staat dit niet toe.",
      "Vraag iemand in je organisatie met een andere rol, of een kernpartner.",
    ],
  ),
  "foreign-origin": problem(
    403,
    [
      "This request did not come from Entente's own pages.",
      "Open Entente at its own address and try again; an operator checks ENTENTE_PUBLIC_URL.",
    ],
    [
      "Dit verzoek kwam niet van de eigen pagina's van Entente.",
      "Open Entente op het eigen adres en probeer het opnieuw; een beheerder controleert ENTENTE_PUBLIC_URL.",
    ],
  ),
  absent: problem(
    404,
    ["There is nothing here that you may see.", "Check the address, or ask whoever sent it to invite you."],
    ["Hier is niets dat jij mag zien.", "Controleer het adres, of vraag de afzender je uit te nodigen."],
  ),
  "method-not-allowed": problem(
    405,
    ["This address does not take that method.", "See /api/docs for what it takes."],
    ["Dit adres kent die methode niet.", "Zie /api/docs voor wat wel kan."],
  ),
  conflict: problem(
    409,
    ["Others changed this at the same moment, several times in a row.", "Send it again with the same Idempotency-Key."],
    ["Anderen wijzigden dit tegelijk, meermaals achter elkaar.", "Verstuur het opnieuw met dezelfde Idempotency-Key."],
  ),
  stale: problem(
    412,
    ["The text has changed since you read it.", "Read the current one and decide again; its ETag is in this answer."],
    ["De tekst is gewijzigd sinds je hem las.", "Lees de huidige en beslis opnieuw; de ETag staat in dit antwoord."],
  ),
  "too-large": problem(
    413,
    ["This is larger than is accepted here.", "Send less at a time; imports may be split by alliance."],
    ["Dit is groter dan hier wordt aangenomen.", "Verstuur minder tegelijk; een import kan per alliantie worden gesplitst."],
  ),
  "media-type": problem(
    415,
    ["This kind of content is not accepted here.", "Send application/json, or application/x-ndjson to an import."],
    ["Dit soort inhoud wordt hier niet aangenomen.", "Stuur application/json, of application/x-ndjson naar een import."],
  ),
  "email-taken": problem(
    422,
    [
      "There is already an account with this e-mail address.",
      "Sign in, or ask an owner of your organisation for a link to set a new password.",
    ],
    [
      "Er is al een account met dit e-mailadres.",
      "Log in, of vraag een eigenaar van je organisatie om een link voor een nieuw wachtwoord.",
    ],
  ),
  "wrong-password": problem(
    422,
    ["The current password is not right.", "Type it again, or ask an owner of your organisation for a link to set a new one."],
    ["Het huidige wachtwoord klopt niet.", "Typ het opnieuw, of vraag een eigenaar van je organisatie om een link voor een nieuw."],
  ),
  "no-password": problem(
    422,
    ["You have no password yet.", "Ask an owner of your organisation for a link to set one."],
    ["Je hebt nog geen wachtwoord.", "Vraag een eigenaar van je organisatie om een link om er een in te stellen."],
  ),
  "recovery-link-void": problem(
    422,
    [
      "This link was used, replaced by a newer one, or is older than a day.",
      "Sign in if you set a password with it; otherwise ask for a new link.",
    ],
    [
      "Deze link is gebruikt, vervangen door een nieuwere, of ouder dan een dag.",
      "Log in als je er een wachtwoord mee hebt ingesteld; vraag anders een nieuwe link.",
    ],
  ),
  "precondition-required": problem(
    428,
    ["Changing an existing text says which text was read.", "Send the ETag you read in the header If-Match."],
    ["Wie een bestaande tekst wijzigt, zegt welke tekst gelezen is.", "Stuur de gelezen ETag mee in de header If-Match."],
  ),
  "too-many": problem(
    429,
    ["That is more than is accepted in a minute.", "Wait as long as Retry-After says and go on."],
    ["Dat is meer dan per minuut wordt aangenomen.", "Wacht zo lang als Retry-After zegt en ga verder."],
  ),
  "too-many-attempts": problem(
    429,
    ["Too many attempts failed in a row.", "Wait as long as Retry-After says and try again."],
    ["Te veel pogingen mislukten achter elkaar.", "Wacht zo lang als Retry-After zegt en probeer het opnieuw."],
  ),
  bug: problem(
    500,
    [
      "Something went wrong on our side; nothing was recorded that you did not see confirmed.",
      "Try again. If it stays, give the operator the correlation id.",
    ],
    [
      "Er ging iets mis aan onze kant; er is niets vastgelegd dat niet is bevestigd.",
      "Probeer het opnieuw. Blijft het zo, geef de beheerder dan het correlatie-id.",
    ],
  ),
  projection_behind: problem(
    503,
    ["The pages are still catching up with what was just recorded.", "Ask again in a moment; what you recorded is safe."],
    ["De pagina's lopen nog achter op wat net is vastgelegd.", "Vraag het zo opnieuw; wat je vastlegde is veilig."],
  ),
  view_faulted: problem(
    503,
    [
      "This page met an event that it cannot show and stopped rather than leave it out.",
      "The record itself is safe. The operator has been told; try later.",
    ],
    [
      "Deze pagina stuitte op een gebeurtenis die zij niet kan tonen en is gestopt in plaats van die weg te laten.",
      "Het dossier zelf is veilig. De beheerder is ingelicht; probeer het later.",
    ],
  ),
  store_unavailable: problem(
    503,
    ["Nothing can be recorded at the moment; reading goes on.", "Send it again later with the same Idempotency-Key."],
    ["Er kan nu niets worden vastgelegd; lezen gaat door.", "Verstuur het later opnieuw met dezelfde Idempotency-Key."],
  ),
  stopping: problem(
    503,
    ["This server is about to stop.", "Send it again in a moment."],
    ["Deze server stopt zo.", "Verstuur het zo opnieuw."],
  ),
} as const;
export type ProblemCode = keyof typeof problems;
