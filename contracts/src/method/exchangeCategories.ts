/** What is brought and got. Source: domain.md 10.3 (`ins-bring-get`). */
export const exchangeCategories = {
  people: { en: "people", nl: "mensen" },
  means: { en: "means", nl: "middelen" },
  knowledge: { en: "knowledge", nl: "kennis" },
  network: { en: "network", nl: "netwerk" },
  relations: { en: "relations", nl: "relaties" },
  reputation: { en: "reputation", nl: "reputatie" },
  continuity: { en: "continuity", nl: "continuïteit" },
  other: { en: "other", nl: "overig" },
} as const satisfies Record<string, { en: string; nl: string }>;

export type ExchangeCategory = keyof typeof exchangeCategories;
// Object.keys widens to string[]; the keys are those of the constant above.
export const exchangeCategoryIds = Object.keys(exchangeCategories) as [ExchangeCategory, ...ExchangeCategory[]];
