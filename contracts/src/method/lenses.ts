/** The five lenses every question, decision and agreement can be seen through. Source: domain.md 1.1 (`ins-five-lenses`). */
export const lensIds = ["ambition", "interests", "relationship", "organisation", "process"] as const;
export type LensId = (typeof lensIds)[number];

export const lenses: Readonly<
  Record<
    LensId,
    { readonly name: { readonly en: string; readonly nl: string }; readonly letter: { readonly en: string; readonly nl: string } }
  >
> = {
  ambition: { name: { en: "Ambition", nl: "Ambitie" }, letter: { en: "A", nl: "A" } },
  interests: { name: { en: "Interests", nl: "Belangen" }, letter: { en: "I", nl: "B" } },
  relationship: { name: { en: "Relationship", nl: "Relatie" }, letter: { en: "R", nl: "R" } },
  organisation: { name: { en: "Organisation", nl: "Organisatie" }, letter: { en: "O", nl: "O" } },
  process: { name: { en: "Process", nl: "Proces" }, letter: { en: "P", nl: "P" } },
};
