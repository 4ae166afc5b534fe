import { useQuery } from "@pinia/colada";
import { useDebounceFn } from "@vueuse/core";
import { ref } from "vue";
import { useTopic } from "../../api/useLive.ts";
import { useSession } from "../../session/useSession.ts";
import { mustHaveSeen, portfolioOf } from "./queries.ts";

/** The portfolio of the organisation one speaks for, kept up to date for as long as the component is there. */
export function usePortfolio() {
  // It stays the same one: a switch of organisation makes the page anew.
  const organisationId = useSession().organisationId ?? "";
  const { data, error, refetch } = useQuery(() => portfolioOf(organisationId));

  /** The rows that others changed just now. */
  const changed = ref<ReadonlySet<string>>(new Set());
  const heard = new Set<string>();

  const readAgain = useDebounceFn(
    async () => {
      const told = new Set(heard);
      heard.clear();
      await refetch();
      changed.value = told;
      setTimeout(() => {
        if (changed.value === told) changed.value = new Set();
      }, 2_000);
    },
    150,
    { maxWait: 1_000 },
  );

  useTopic(
    { topic: "portfolio" },
    {
      changed(allianceId, position) {
        mustHaveSeen(organisationId, position);
        heard.add(allianceId);
        void readAgain();
      },
      resync: () => void readAgain(),
    },
  );

  return { portfolio: data, error, refetch, changed };
}
