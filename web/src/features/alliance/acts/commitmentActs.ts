import { addDays } from "@entente/contracts/days";
import type { CommitmentEntry } from "@entente/contracts/views/commitments";
import { newId } from "../../../api/ids.ts";
import { inWords } from "../../../i18n/formats.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { act, orNull, type Act } from "./act.ts";
import { momentOf } from "./meetingActs.ts";
import type { Setting } from "./setting.ts";
import { speakerOf } from "./speaker.ts";

/** Promising what one's partner will have done by a day. Its owner is one's own partner; for a party not on the platform it is reported. */
export function promiseActs(setting: Setting): Act[] {
  const { stand, today, t } = setting;
  if (!stand.may("/commitments")) return [];
  const of = (partners: typeof stand.voices, reported: boolean): Act => {
    const speaker = speakerOf(partners, t);
    const commitmentId = newId();
    return act({
      name: reported ? `report-${partners[0]?.partnerId}` : "make",
      ...(reported ? { further: true } : { look: "act" }),
      command: "MakeCommitment",
      path: {},
      fields: { agreementId: "from", decisionId: "from", sessionId: "from", lineId: "from" },
      verb: reported ? t("alliance.commitment.make.report", { name: partners[0]?.name }) : t("alliance.commitment.make.verb"),
      label: t("alliance.commitment.make.label"),
      sentence: t("alliance.commitment.make.sentence", { partner: speaker.words, ...asBlanks("dueOn", "text", "from") }),
      blanks: {
        ...speaker.blanks,
        dueOn: { kind: "date", label: t("alliance.blank.dueOn"), min: today },
        text: { kind: "prose", label: t("alliance.blank.promise"), placeholder: t("alliance.blank.promiseHint") },
        from: { kind: "choice", label: t("alliance.blank.from"), options: sources(setting) },
      },
      initial: { partnerId: partners[0]?.partnerId ?? "", dueOn: "", text: "", from: "" },
      consequence: reported ? t("alliance.report.consequence") : t("alliance.commitment.make.consequence"),
      body: (values) => {
        const [kind, id = null] = values.from.split(" ");
        const from = (name: string) => (kind === name ? id : null);
        const partnerId = speaker.idOf(values);
        return {
          commitmentId,
          partnerId,
          text: values.text,
          dueOn: values.dueOn,
          agreementId: from("agreement"),
          decisionId: from("decision"),
          sessionId: from("meeting"),
          lineId: from("line"),
          ...(reported && { onBehalfOf: partnerId }),
        };
      },
    });
  };
  return [...(stand.voices.length > 0 ? [of(stand.voices, false)] : []), ...stand.reportable.map((partner) => of([partner], true))];
}

/** What a commitment can follow from; what has ended or was taken back no longer. */
function sources({ record, t }: Setting) {
  return [
    { value: "", label: t("alliance.blank.nothing") },
    ...[...record.agreements.values()]
      .filter(({ status }) => status === "in-force" || status === "suspended")
      .map(({ agreementId, title }) => ({ value: `agreement ${agreementId}`, label: t("alliance.commitment.of.agreement", { title }) })),
    ...[...record.decisions.values()]
      .filter(({ status }) => status === "taken")
      .map(({ decisionId, question }) => ({
        value: `decision ${decisionId}`,
        label: t("alliance.commitment.of.decision", { title: question }),
      })),
    ...record.alliance.sessions
      .filter(({ cancelled }) => !cancelled)
      .map(({ sessionId, title }) => ({ value: `meeting ${sessionId}`, label: t("alliance.commitment.of.meeting", { title }) })),
    ...record.ledger.lines
      .filter(({ withdrawn }) => withdrawn === null)
      .map(({ lineId, description }) => ({ value: `line ${lineId}`, label: t("alliance.commitment.of.line", { title: description }) })),
  ];
}

/** What can be done with a commitment: by the partner that owns it, and by the others. */
export function commitmentActs(commitment: CommitmentEntry, setting: Setting): Act[] {
  const { stand } = setting;
  if (stand.readOnly || commitment.status !== "open") return [];
  const owner = setting.record.alliance.partners.find(({ partnerId }) => partnerId === commitment.partnerId);
  if (!owner) return [];
  // Another place of the owner's own organisation cannot let it off.
  const others = stand.voices.filter(({ organisationId }) => organisationId !== owner.organisationId);
  const reported = stand.reportable.some(({ partnerId }) => partnerId === owner.partnerId);
  const own = stand.own.some(({ partnerId }) => partnerId === owner.partnerId);
  return [
    ...(own || reported ? ownerActs(commitment, owner.name, reported, setting) : []),
    ...(others.length > 0 ? othersActs(commitment, owner.name, others, setting) : []),
  ];
}

function ownerActs(commitment: CommitmentEntry, partner: string, reported: boolean, { record, stand, today, t }: Setting): Act[] {
  const { commitmentId, partnerId, dueOn } = commitment;
  const behalf = reported ? { onBehalfOf: partnerId } : {};
  const acts: Act[] = [];
  if (stand.may("/commitments/:commitmentId/fulfil")) {
    acts.push(
      act({
        name: "fulfil",
        look: "act",
        command: "FulfilCommitment",
        path: { commitmentId },
        fields: { effectiveAt: "doneOn" },
        verb: t("alliance.commitment.fulfil.verb"),
        label: t("alliance.commitment.fulfil.label"),
        sentence: t("alliance.commitment.fulfil.sentence", { partner, ...asBlanks("doneOn", "note") }),
        blanks: {
          doneOn: { kind: "date", label: t("alliance.blank.doneOn"), max: today },
          note: { kind: "prose", label: t("alliance.blank.note"), placeholder: t("alliance.blank.noteHint") },
        },
        initial: { doneOn: today, note: "" },
        ...(reported && { consequence: t("alliance.report.consequence") }),
        body: ({ doneOn, note }) => ({
          note: orNull(note),
          // Today is now; an earlier day is told in the middle of it.
          ...(doneOn !== today && { effectiveAt: momentOf(doneOn, "12:00", record.alliance.timeZone) }),
          ...behalf,
        }),
      }),
    );
  }
  if (stand.may("/commitments/:commitmentId/postponements")) {
    const postponementId = newId();
    acts.push(
      act({
        name: "more",
        command: "AskCommitmentPostponement",
        path: { commitmentId },
        verb: t("alliance.commitment.more.verb"),
        label: t("alliance.commitment.more.label"),
        sentence: t("alliance.commitment.more.sentence", { partner, ...asBlanks("dueOn", "reason") }),
        blanks: {
          dueOn: { kind: "date", label: t("alliance.blank.dueOn"), min: dueOn < today ? today : addDays(dueOn, 1) },
          reason: { kind: "prose", label: t("alliance.blank.reason") },
        },
        initial: { dueOn: "", reason: "" },
        consequence: reported ? t("alliance.report.consequence") : t("alliance.commitment.more.consequence"),
        body: (values) => ({ postponementId, ...values, ...behalf }),
      }),
    );
  }
  return acts;
}

function othersActs(
  commitment: CommitmentEntry,
  owner: string,
  others: Setting["stand"]["voices"],
  { stand, t, language }: Setting,
): Act[] {
  const { commitmentId } = commitment;
  const speaker = speakerOf(others, t);
  const first = { partnerId: others[0]?.partnerId ?? "" };
  const acts: Act[] = [];
  if (stand.may("/commitments/:commitmentId/postponements/:postponementId/grant")) {
    for (const { postponementId, dueOn } of openRequests(commitment)) {
      const date = inWords(dueOn, "date", language);
      acts.push(
        act({
          name: `grant-${postponementId}`,
          look: "act",
          command: "PostponeCommitment",
          path: { commitmentId, postponementId },
          verb: t("alliance.commitment.grant.verb", { date }),
          label: t("alliance.commitment.grant.label"),
          sentence: t("alliance.commitment.grant.sentence", { partner: speaker.words, owner, date }),
          blanks: speaker.blanks,
          initial: first,
          consequence: t("alliance.seen.partners"),
          body: (values) => ({ partnerId: speaker.idOf(values) }),
        }),
      );
    }
  }
  if (stand.may("/commitments/:commitmentId/waive")) {
    acts.push(
      act({
        name: "waive",
        further: true,
        command: "WaiveCommitment",
        path: { commitmentId },
        verb: t("alliance.commitment.waive.verb", { owner }),
        label: t("alliance.commitment.waive.label", { owner }),
        sentence: t("alliance.commitment.waive.sentence", { partner: speaker.words, owner, ...asBlanks("reason") }),
        blanks: { ...speaker.blanks, reason: { kind: "prose", label: t("alliance.blank.reason") } },
        initial: { ...first, reason: "" },
        consequence: t("alliance.commitment.waive.consequence"),
        body: (values) => ({ partnerId: speaker.idOf(values), reason: values.reason }),
      }),
    );
  }
  return acts;
}

/** The requests for more time that nobody granted and that a later one did not overtake. */
export const openRequests = ({ postponements, dueOn }: Pick<CommitmentEntry, "postponements" | "dueOn">) =>
  postponements.filter((asked) => asked.granted === null && asked.dueOn > dueOn);
