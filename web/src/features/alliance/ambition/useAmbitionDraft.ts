import { currentAmbition } from "@entente/contracts/views/ambition";
import { reactive, watch } from "vue";
import { newId } from "../../../api/ids.ts";
import type { AllianceContext } from "../context.ts";
import { presentPartners } from "../stand.ts";

/** An ambition that is being written. */
export interface AmbitionDraft {
  versionId: string;
  text: string;
  noGoAreas: string;
  change: string;
  partners: { partnerId: string; gain: string; input: string }[];
}

/** Begins with the words that count now, or with what was typed here before; what is typed is kept until it is sent. */
export function useAmbitionDraft({ drafts, setting }: Pick<AllianceContext, "drafts" | "setting">) {
  const { alliance, ambition } = setting.value.record;
  const current = currentAmbition(ambition);
  const key = current ? "ambition/version" : "ambition/draft";
  const kept = drafts.get(key)?.text;
  const draft = reactive<AmbitionDraft>(
    kept
      ? (JSON.parse(kept) as AmbitionDraft)
      : {
          versionId: newId(),
          text: current?.text ?? "",
          noGoAreas: current?.noGoAreas.join("\n") ?? "",
          change: "",
          partners: presentPartners(alliance.partners)
            .filter((partner) => partner.ring !== "free-space")
            .map(({ partnerId }) => {
              const said = current?.partners.find((each) => each.partnerId === partnerId);
              return { partnerId, gain: said?.gain ?? "", input: said?.input ?? "" };
            }),
        },
  );
  watch(draft, (typed) => drafts.set(key, { text: JSON.stringify(typed) }), { deep: true });
  return { draft, forget: () => drafts.delete(key) };
}
