import type { Feature } from "./feature.ts";

const found = import.meta.glob<Feature>("./*/index.ts", { eager: true, import: "feature" });

/** Every feature, in the order of the menu. */
export const features: readonly Feature[] = Object.values(found).toSorted(
  (a, b) => (a.menu?.order ?? Infinity) - (b.menu?.order ?? Infinity) || 0,
);
