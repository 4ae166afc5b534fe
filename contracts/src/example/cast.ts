import type { Language } from "../rejections.ts";
import type { RoleId } from "../roles.ts";

/** What is said in both languages. */
export type Both = Readonly<Record<Language, string>>;

/** The organisations of the example network. All of them are invented; the page says so wherever one of them acts. */
export const organisations = {
  care: { en: "Quayside Care", nl: "Zorg aan de Kade" },
  housing: { en: "Roof and Neighbours Housing", nl: "Woonstichting Dak en Buren" },
  town: { en: "Municipality of Waterveste", nl: "Gemeente Waterveste" },
  facilitator: { en: "The Third Chair", nl: "De Derde Stoel" },
} as const satisfies Record<string, Both>;
export type ExampleOrganisation = keyof typeof organisations;
// Object.keys widens to string[]; the keys are those of the constant above.
export const exampleOrganisationIds = Object.keys(organisations) as [ExampleOrganisation, ...ExampleOrganisation[]];

/** The three that take part; the fourth facilitates and takes no position. */
export const partnerOrganisations = ["care", "housing", "town"] as const satisfies readonly ExampleOrganisation[];
export type ExamplePartner = (typeof partnerOrganisations)[number];

interface Part {
  readonly name: string;
  readonly organisation: ExampleOrganisation;
  /** What the person may do in the organisation. The first of an organisation is its owner and registers it. */
  readonly role: RoleId;
  /** What the person is there. */
  readonly post: Both;
  /** Who that is, in one line. */
  readonly says: Both;
}

/** The six people as whom anybody may look around. They have a first name only, because there is nobody behind it. */
export const cast = {
  hanna: {
    name: "Hanna",
    organisation: "care",
    role: "owner",
    post: { en: "director", nl: "bestuurder" },
    says: {
      en: "Brought the others together and had to ask them to stay.",
      nl: "Bracht de anderen bij elkaar en moest ze vragen te blijven.",
    },
  },
  joost: {
    name: "Joost",
    organisation: "care",
    role: "manager",
    post: { en: "alliance manager", nl: "alliantiemanager" },
    says: { en: "Counts the hours, and was told that he counted wrong.", nl: "Telt de uren, en kreeg te horen dat hij verkeerd telde." },
  },
  bram: {
    name: "Bram",
    organisation: "housing",
    role: "owner",
    post: { en: "director", nl: "bestuurder" },
    says: { en: "Carried the risk alone, stepped back and came back.", nl: "Droeg het risico alleen, stapte terug en kwam terug." },
  },
  leila: {
    name: "Leila",
    organisation: "housing",
    role: "manager",
    post: { en: "alliance manager", nl: "alliantiemanager" },
    says: {
      en: "Makes the homes step-free; a decision is waiting for her.",
      nl: "Maakt de woningen drempelvrij; er wacht een besluit op haar.",
    },
  },
  wouter: {
    name: "Wouter",
    organisation: "town",
    role: "owner",
    post: { en: "programme manager", nl: "programmamanager" },
    says: {
      en: "Came in from the ring; a promise of his is overdue.",
      nl: "Kwam binnen vanuit de ring; een toezegging van hem is over tijd.",
    },
  },
  mirte: {
    name: "Mirte",
    organisation: "facilitator",
    role: "owner",
    post: { en: "independent facilitator", nl: "onafhankelijk facilitator" },
    says: { en: "Takes no position, and asks what nobody asks.", nl: "Neemt geen standpunt in, en vraagt wat niemand vraagt." },
  },
} as const satisfies Record<string, Part>;
export type ExamplePerson = keyof typeof cast;
// Object.keys widens to string[]; the keys are those of the constant above.
export const examplePersonIds = Object.keys(cast) as [ExamplePerson, ...ExamplePerson[]];

/** Whoever registers an organisation of the example: its first person. */
export const founderOf = (organisation: ExampleOrganisation): ExamplePerson =>
  examplePersonIds.find((person) => cast[person].organisation === organisation) ?? "hanna";
