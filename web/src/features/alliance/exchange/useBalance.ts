import { balanceOf, ownMoney, type Balance } from "@entente/contracts/measures/balance";
import { computed, type ComputedRef } from "vue";
import { useAlliance } from "../context.ts";

/** The balance as events show it, of the record that the page shows. */
export function useBalance(): { balance: ComputedRef<Balance>; ownMoneyOf: (partnerId: string) => number | null } {
  const { record } = useAlliance();
  const balance = computed(() =>
    balanceOf(
      record.value.ledger,
      record.value.alliance.partners.map(({ partnerId, ring, left }) => ({ partnerId, ring, present: left === null })),
    ),
  );
  return { balance, ownMoneyOf: (partnerId) => ownMoney(balance.value, record.value.alliance.partners, partnerId) };
}
