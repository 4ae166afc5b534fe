import { useNow } from "@vueuse/core";
import type { Provenance } from "@entente/contracts/views/provenance";
import { computed, ref, type ComputedRef, type Ref } from "vue";
import { useI18n } from "vue-i18n";
import { namesOf, personOf } from "../../history/names.ts";
import type { AllianceRecord } from "../../history/record.ts";
import { currentLanguage } from "../../i18n/index.ts";
import { useSession } from "../../session/useSession.ts";
import { marksOf } from "../../ui/marks.ts";
import type { AllianceContext } from "./context.ts";
import { dayIn } from "./ripeness.ts";
import { standOf } from "./stand.ts";

/** Makes what the parts of the page ask of it, from the record and from who is reading. */
export function useAllianceContext(
  record: ComputedRef<AllianceRecord>,
  changed: Readonly<Ref<ReadonlySet<string>>>,
  perform: AllianceContext["perform"],
): AllianceContext {
  const { t } = useI18n();
  const session = useSession();
  const present = useNow({ interval: 30_000 });
  // In the past the days are counted from then: what was due tomorrow was not late.
  const then = computed(() => (record.value.asOf || record.value.seat.left ? record.value.alliance.recordedAt : null));
  const now = computed(() => (then.value === null ? present.value : new Date(then.value)));
  const today = computed(() => dayIn(record.value.alliance.timeZone, now.value));
  const stand = computed(() =>
    standOf(record.value, { personId: session.person?.id ?? "", organisationId: session.organisationId, role: session.membership?.role }),
  );
  const setting = computed(() => ({ record: record.value, stand: stand.value, today: today.value, t, language: currentLanguage.value }));
  const names = computed(() => namesOf(record.value));
  const marks = computed(() =>
    marksOf(
      record.value.alliance.partners.map(({ partnerId, name }) => ({ id: partnerId, name })),
      currentLanguage.value,
    ),
  );

  function authorOf({ by }: Provenance): string {
    const person = personOf(by, record.value.people);
    const organisation = by.organisationId === null ? null : names.value.organisation(by.organisationId);
    const named =
      person === null
        ? by.organisationId === null
          ? by.id === "clock"
            ? t("alliance.by.clock")
            : t("alliance.by.operator")
          : t("alliance.by.key")
        : typeof person === "string"
          ? person
          : t("alliance.by.erased");
    return organisation === null ? named : t("alliance.by.of", { person: named, organisation });
  }

  return {
    record,
    setting,
    language: currentLanguage,
    now,
    marks,
    changed,
    authorOf,
    perform,
    nameOf: (id) => names.value.partner(id) ?? t("alliance.by.unknown"),
    opened: ref(),
    drafts: new Map(),
  };
}
