import type { CommandOutcome } from "@entente/contracts/api/commands";
import type { Language } from "@entente/contracts/rejections";
import type { Provenance } from "@entente/contracts/views/provenance";
import { inject, provide, type ComputedRef, type InjectionKey, type Ref } from "vue";
import type { AllianceRecord } from "../../history/record.ts";
import type { Mark } from "../../ui/marks.ts";
import type { Setting } from "./acts/setting.ts";
import type { Sent } from "./send.ts";

/** What every part of the alliance page may ask of the page. */
export interface AllianceContext {
  readonly record: ComputedRef<AllianceRecord>;
  readonly setting: ComputedRef<Setting>;
  readonly language: ComputedRef<Language>;
  readonly now: Readonly<Ref<Date>>;
  readonly marks: ComputedRef<ReadonlyMap<string, Mark>>;
  /** What others changed a moment ago, by anchor. */
  readonly changed: Readonly<Ref<ReadonlySet<string>>>;
  readonly nameOf: (partnerId: string) => string;
  /** "Anna de Wit, Waterschap Zuid": who said it, as one reads it. */
  readonly authorOf: (said: Provenance) => string;
  /** Sends a command and answers once the page shows what it did. */
  readonly perform: (sent: Sent) => Promise<CommandOutcome>;
  /** The place and act that is open, of all on the page: one sentence at a time. */
  readonly opened: Ref<string | undefined>;
  /** What was typed and not sent, by place and act. */
  readonly drafts: Map<string, Record<string, string>>;
}

const key: InjectionKey<AllianceContext> = Symbol("alliance");

export const provideAlliance = (context: AllianceContext) => provide(key, context);

/** For the parts of the alliance page. */
export function useAlliance(): AllianceContext {
  const context = inject(key);
  if (!context)
    throw new Error("Only parts of the alliance page know the alliance: mount this under a component that called provideAlliance.");
  return context;
}
