import { phaseOrder, phases, type PhaseId } from "@entente/contracts/method/phases";
import type { Language } from "@entente/contracts/rejections";
import type { Transition } from "@entente/contracts/views/alliance";
import type { Translate } from "../../../i18n/index.ts";

/** The move that is proposed, as the name of its entry: "From explore to share". */
export function transitionInWords(
  { from, to, direction, ending }: Pick<Transition, "from" | "to" | "direction" | "ending">,
  language: Language,
  t: Translate,
): string {
  const nameOf = (id: PhaseId) => (phases[phaseOrder(id)]?.name[language] ?? id).toLocaleLowerCase(language);
  if (to === null) return ending === "completed" ? t("alliance.move.titleCompleted") : t("alliance.move.titleTerminated");
  const places = { from: nameOf(from), to: nameOf(to) };
  return direction === "back" ? t("alliance.move.titleBack", places) : t("alliance.move.title", places);
}
