/** The rings a partner can stand in. Source: domain.md 22 (`ins-partner-rings`). */
export const ringIds = ["core", "complementary", "free-space"] as const;
export type RingId = (typeof ringIds)[number];

export const rings: Readonly<
  Record<
    RingId,
    { readonly name: { readonly en: string; readonly nl: string }; readonly decides: { readonly en: string; readonly nl: string } }
  >
> = {
  core: {
    name: { en: "strategic core", nl: "strategische kern" },
    decides: { en: "by consensus: each says yes", nl: "met consensus: ieder zegt ja" },
  },
  complementary: {
    name: { en: "complementary ring", nl: "complementaire ring" },
    decides: { en: "by consent: nobody objects", nl: "met consent: niemand heeft bezwaar" },
  },
  "free-space": {
    name: { en: "free space", nl: "vrije ruimte" },
    decides: { en: "does not decide; market transactions only", nl: "beslist niet mee; alleen markttransacties" },
  },
};
