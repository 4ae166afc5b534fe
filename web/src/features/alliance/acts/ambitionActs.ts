import { currentAmbition, type AmbitionVersion } from "@entente/contracts/views/ambition";
import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { act, orNull, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";

/** Standing behind the current version, or no longer; drafting and new versions have an editor of their own. */
export function endorsementActs(setting: Setting): Act[] {
  const { record, stand, t } = setting;
  const current = currentAmbition(record.ambition);
  if (!current || !stand.may("/ambition/endorsements")) return [];
  const { version } = current;
  const several = stand.voices.length > 1;
  const own = stand.voices.flatMap((partner): Act[] => {
    const { partnerId, name } = partner;
    const given = standingOf(current, partnerId);
    if (given && !given.given.reported) return [reaffirm(partner, version, several, setting), withdraw(partner, version, several, setting)];
    return [
      act({
        name: `endorse-${partnerId}`,
        look: "act",
        command: "EndorseAmbition",
        path: {},
        verb: several ? t("ambition.endorse.verbOf", { name }) : t("ambition.endorse.verb"),
        label: t("ambition.endorse.label"),
        sentence: t("ambition.endorse.sentence", { partner: name, version, ...asBlanks("reason") }),
        blanks: { reason: { kind: "prose", label: t("ambition.endorse.reason"), placeholder: t("ambition.endorse.reasonHint") } },
        initial: { reason: "" },
        consequence: t("ambition.endorse.consequence"),
        body: ({ reason }) => ({ version, partnerId, reason: orNull(reason) }),
      }),
    ];
  });
  const told = stand.reportable
    .filter((partner) => partner.ring !== "free-space" && !standingOf(current, partner.partnerId))
    .map(({ partnerId, name }) =>
      act({
        name: `report-${partnerId}`,
        further: true,
        command: "EndorseAmbition",
        path: {},
        verb: t("ambition.endorse.report", { name }),
        label: t("ambition.endorse.label"),
        sentence: t("ambition.endorse.reportSentence", { partner: name, version, ...asBlanks("reason") }),
        blanks: { reason: { kind: "prose", label: t("ambition.endorse.reason"), placeholder: t("ambition.endorse.reasonHint") } },
        initial: { reason: "" },
        consequence: t("alliance.report.consequence"),
        body: ({ reason }) => ({ version, partnerId, reason: orNull(reason), onBehalfOf: partnerId }),
      }),
    );
  return [...own, ...told];
}

type Voice = Setting["stand"]["voices"][number];

function reaffirm({ partnerId, name }: Voice, version: number, several: boolean, { t }: Setting): Act {
  const reaffirmationId = newId();
  return act({
    name: `reaffirm-${partnerId}`,
    command: "ReaffirmAmbition",
    path: {},
    verb: several ? t("ambition.reaffirm.verbOf", { name }) : t("ambition.reaffirm.verb"),
    label: t("ambition.reaffirm.label"),
    sentence: t("ambition.reaffirm.sentence", { partner: name, version, ...asBlanks("note") }),
    blanks: { note: { kind: "prose", label: t("alliance.blank.note"), placeholder: t("alliance.blank.noteHint") } },
    initial: { note: "" },
    consequence: t("alliance.seen.partners"),
    body: ({ note }) => ({ reaffirmationId, version, partnerId, note: orNull(note) }),
  });
}

function withdraw({ partnerId, name }: Voice, version: number, several: boolean, { t }: Setting): Act {
  return act({
    name: `withdraw-${partnerId}`,
    further: true,
    command: "WithdrawAmbitionEndorsement",
    path: {},
    verb: several ? t("ambition.withdraw.verbOf", { name }) : t("ambition.withdraw.verb"),
    label: t("ambition.withdraw.label"),
    sentence: t("ambition.withdraw.sentence", { partner: name, version, ...asBlanks("reason") }),
    blanks: { reason: { kind: "prose", label: t("alliance.blank.reason") } },
    initial: { reason: "" },
    consequence: t("ambition.withdraw.consequence"),
    body: ({ reason }) => ({ version, partnerId, reason }),
  });
}

/** Falling back on the ambition, with its three questions. */
export function invokeActs({ record, stand, t }: Setting): Act[] {
  if (!currentAmbition(record.ambition) || stand.voices.length === 0 || !stand.may("/ambition/invocations")) return [];
  const invocationId = newId();
  const prose = (label: string) => ({ kind: "prose", label }) as const;
  return [
    act({
      name: "invoke",
      look: "act",
      command: "InvokeAmbition",
      path: {},
      fields: { decisionId: "about", sessionId: "about" },
      verb: t("ambition.invoke.verb"),
      label: t("ambition.invoke.label"),
      sentence: t("ambition.invoke.sentence", asBlanks("occasion", "whatWeWereDoing", "sameFilm", "higherGoal", "about")),
      blanks: {
        occasion: { kind: "prose", label: t("ambition.invoke.occasion"), placeholder: t("ambition.invoke.occasionHint") },
        whatWeWereDoing: prose(t("ambition.invoked.doing")),
        sameFilm: prose(t("ambition.invoked.film")),
        higherGoal: prose(t("ambition.invoked.goal")),
        about: {
          kind: "choice",
          label: t("ambition.invoke.about"),
          options: [
            { value: "", label: t("alliance.blank.nothing") },
            ...[...record.decisions.values()].map(({ decisionId, question }) => ({
              value: `decision ${decisionId}`,
              label: t("alliance.commitment.of.decision", { title: question }),
            })),
            ...record.alliance.sessions
              .filter((session) => !session.cancelled)
              .map(({ sessionId, title }) => ({ value: `meeting ${sessionId}`, label: t("alliance.commitment.of.meeting", { title }) })),
          ],
        },
      },
      initial: { occasion: "", whatWeWereDoing: "", sameFilm: "", higherGoal: "", about: "" },
      consequence: t("alliance.seen.partners"),
      body: ({ about, ...said }) => {
        const [kind, id = ""] = about.split(" ");
        return { invocationId, ...said, decisionId: kind === "decision" ? id : null, sessionId: kind === "meeting" ? id : null };
      },
    }),
  ];
}

/** The endorsement that a partner holds now, if any. */
const standingOf = ({ endorsements }: AmbitionVersion, partnerId: string) =>
  endorsements.find((given) => given.partnerId === partnerId && given.withdrawn === null);
