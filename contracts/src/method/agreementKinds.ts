/** Kinds of agreement and result document. Source: domain.md 32, table "kind of agreement or result document". */
export const agreementKinds = {
  "start-memo": { en: "start memo", nl: "startnotitie" },
  findings: { en: "presentation of findings", nl: "bevindingenpresentatie" },
  "declaration-of-intent": { en: "declaration of intent", nl: "intentieverklaring" },
  "main-lines": { en: "agreements on main lines", nl: "afspraken op hoofdlijnen" },
  covenant: { en: "covenant", nl: "convenant" },
  contract: { en: "contract", nl: "contract" },
  "joint-venture": { en: "joint venture", nl: "joint venture" },
  "ground-rules": { en: "ground rules", nl: "spelregels" },
  exclusivity: { en: "exclusivity", nl: "exclusiviteit" },
  "intellectual-property": { en: "intellectual property", nl: "intellectueel eigendom" },
  branding: { en: "brand of the alliance", nl: "merk van de alliantie" },
  "finance-division": { en: "division of finances and added value", nl: "verdeling van financiën en meerwaarde" },
  "collaboration-model": { en: "collaboration model", nl: "samenwerkingsmodel" },
  "legal-form": { en: "legal form", nl: "juridische vorm" },
  staffing: { en: "staffing", nl: "personele inzet" },
  escalation: { en: "escalation", nl: "escalatie" },
  anchoring: { en: "anchoring", nl: "borging" },
  "evaluation-cycle": { en: "evaluation cycle", nl: "evaluatiecyclus" },
  accountability: { en: "accountability", nl: "verantwoording" },
  membership: { en: "membership", nl: "lidmaatschap" },
  "work-programme": { en: "work programme", nl: "werkprogramma" },
} as const satisfies Record<string, { en: string; nl: string }>;

export type AgreementKind = keyof typeof agreementKinds;
// Object.keys widens to string[]; the keys are those of the constant above.
export const agreementKindIds = Object.keys(agreementKinds) as [AgreementKind, ...AgreementKind[]];
