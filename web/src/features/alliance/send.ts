import type { allianceCommands } from "@entente/contracts/commands/catalogue";
import type { dossierCommands } from "@entente/contracts/commands/dossier";
import type { CommandOutcome } from "@entente/contracts/api/commands";
import { api, expectData, type Answer } from "../../api/client.ts";

/** What the page can ask: commands of the alliance, and of one's own file in it. */
export type Commands = typeof allianceCommands & typeof dossierCommands;
export type CommandName = keyof Commands;

/** Where each command of the page is sent; what stands in the path is left out of the body. */
const addresses = {
  InvitePartner: "/api/alliances/{allianceId}/invitations",
  InviteFacilitator: "/api/alliances/{allianceId}/facilitators",
  WithdrawInvitation: "/api/alliances/{allianceId}/invitations/{invitationId}/withdraw",
  ReportPartner: "/api/alliances/{allianceId}/partners",
  MovePartner: "/api/alliances/{allianceId}/partners/{partnerId}/move",
  LeaveAlliance: "/api/alliances/{allianceId}/partners/{partnerId}/leave",
  ReleaseFacilitator: "/api/alliances/{allianceId}/facilitators/{facilitatorId}/release",
  SubmitPhaseResult: "/api/alliances/{allianceId}/phase-results",
  ProposeTransition: "/api/alliances/{allianceId}/transitions",
  TakeTransitionPosition: "/api/alliances/{allianceId}/transitions/{transitionId}/positions",
  WithdrawTransition: "/api/alliances/{allianceId}/transitions/{transitionId}/withdraw",
  EnterPhase: "/api/alliances/{allianceId}/transitions/{transitionId}/enter",
  RepairDebt: "/api/alliances/{allianceId}/debts/{debtId}/repair",
  StartCollaboration: "/api/alliances/{allianceId}/start",
  RequestDecision: "/api/alliances/{allianceId}/decisions",
  AddOption: "/api/alliances/{allianceId}/decisions/{decisionId}/options",
  ProposeDecision: "/api/alliances/{allianceId}/decisions/{decisionId}/proposals",
  TakePosition: "/api/alliances/{allianceId}/decisions/{decisionId}/positions",
  RaiseObjection: "/api/alliances/{allianceId}/decisions/{decisionId}/objections",
  IntegrateObjection: "/api/alliances/{allianceId}/decisions/{decisionId}/objections/{objectionId}/integrate",
  WithdrawObjection: "/api/alliances/{allianceId}/decisions/{decisionId}/objections/{objectionId}/withdraw",
  RecordMinorityView: "/api/alliances/{allianceId}/decisions/{decisionId}/minority-views",
  TakeDecision: "/api/alliances/{allianceId}/decisions/{decisionId}/take",
  FailDecision: "/api/alliances/{allianceId}/decisions/{decisionId}/fail",
  ScheduleReview: "/api/alliances/{allianceId}/decisions/{decisionId}/review-date",
  ReviewDecision: "/api/alliances/{allianceId}/decisions/{decisionId}/reviews",
  ReopenDecision: "/api/alliances/{allianceId}/decisions/{decisionId}/reopen",
  SupersedeDecision: "/api/alliances/{allianceId}/decisions/{decisionId}/supersede",
  DraftAgreement: "/api/alliances/{allianceId}/agreements",
  ProposeAgreementVersion: "/api/alliances/{allianceId}/agreements/{agreementId}/versions",
  SignAgreement: "/api/alliances/{allianceId}/agreements/{agreementId}/signatures",
  TerminateAgreement: "/api/alliances/{allianceId}/agreements/{agreementId}/terminate",
  ProposeAgreementAmendment: "/api/alliances/{allianceId}/agreements/{agreementId}/amendments",
  SuspendAgreement: "/api/alliances/{allianceId}/agreements/{agreementId}/suspend",
  ResumeAgreement: "/api/alliances/{allianceId}/agreements/{agreementId}/resume",
  RenewAgreement: "/api/alliances/{allianceId}/agreements/{agreementId}/renew",
  DraftAmbition: "/api/alliances/{allianceId}/ambition",
  ProposeAmbitionVersion: "/api/alliances/{allianceId}/ambition/versions",
  EndorseAmbition: "/api/alliances/{allianceId}/ambition/endorsements",
  WithdrawAmbitionEndorsement: "/api/alliances/{allianceId}/ambition/endorsements/withdraw",
  InvokeAmbition: "/api/alliances/{allianceId}/ambition/invocations",
  ReaffirmAmbition: "/api/alliances/{allianceId}/ambition/reaffirmations",
  MakeCommitment: "/api/alliances/{allianceId}/commitments",
  FulfilCommitment: "/api/alliances/{allianceId}/commitments/{commitmentId}/fulfil",
  AskCommitmentPostponement: "/api/alliances/{allianceId}/commitments/{commitmentId}/postponements",
  PostponeCommitment: "/api/alliances/{allianceId}/commitments/{commitmentId}/postponements/{postponementId}/grant",
  WaiveCommitment: "/api/alliances/{allianceId}/commitments/{commitmentId}/waive",
  ScheduleSession: "/api/alliances/{allianceId}/sessions",
  RescheduleSession: "/api/alliances/{allianceId}/sessions/{sessionId}/reschedule",
  CancelSession: "/api/alliances/{allianceId}/sessions/{sessionId}/cancel",
  PrepareSession: "/api/alliances/{allianceId}/sessions/{sessionId}/preparations",
  HoldSession: "/api/alliances/{allianceId}/sessions/{sessionId}/hold",
  RecordInsight: "/api/alliances/{allianceId}/sessions/{sessionId}/insights",
  ReachWorkableAgreement: "/api/alliances/{allianceId}/sessions/{sessionId}/workable-agreements",
  SetEvaluationCycle: "/api/alliances/{allianceId}/evaluation-cycle",
  OfferBring: "/api/alliances/{allianceId}/brings",
  RequestGet: "/api/alliances/{allianceId}/gets",
  ReviseBringGetLine: "/api/alliances/{allianceId}/lines/{lineId}/revise",
  WithdrawBringGetLine: "/api/alliances/{allianceId}/lines/{lineId}/withdraw",
  ValueLine: "/api/alliances/{allianceId}/lines/{lineId}/value",
  DeliverContribution: "/api/alliances/{allianceId}/lines/{lineId}/deliveries",
  WithdrawContributionDelivery: "/api/alliances/{allianceId}/deliveries/{deliveryId}/withdraw",
  ClaimBenefit: "/api/alliances/{allianceId}/lines/{lineId}/claims",
  ConfirmBenefit: "/api/alliances/{allianceId}/claims/{claimId}/confirm",
  DisputeBenefit: "/api/alliances/{allianceId}/claims/{claimId}/dispute",
  WithdrawBenefitClaim: "/api/alliances/{allianceId}/claims/{claimId}/withdraw",
  MatchOfferToRequest: "/api/alliances/{allianceId}/matches",
  ReleaseMatch: "/api/alliances/{allianceId}/matches/{matchId}/release",
  AgreeBalanceTerms: "/api/alliances/{allianceId}/balance-terms",
  RecordOwnCost: "/api/alliances/{allianceId}/dossier/costs",
  RecordOwnValuation: "/api/alliances/{allianceId}/dossier/valuations",
  RecordOwnBenefit: "/api/alliances/{allianceId}/dossier/benefits",
  WithdrawDossierEntry: "/api/alliances/{allianceId}/dossier/entries/{entryId}/withdraw",
  GrantMandate: "/api/alliances/{allianceId}/dossier/mandates",
  WithdrawMandate: "/api/alliances/{allianceId}/dossier/mandates/{mandateId}/withdraw",
  CorrectFact: "/api/alliances/{allianceId}/corrections",
} as const satisfies Partial<Record<CommandName, string>>;

export type PageCommand = keyof typeof addresses;

export interface Sent {
  readonly command: PageCommand;
  /** Ids that the address names, beside the alliance's. */
  readonly path: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** The same on every try of the same command. */
  readonly key: string;
  readonly ifMatch?: string | undefined;
}

/** Gives the alliance a command. Throws a ProblemError when it is refused. */
export function send(allianceId: string, { command, path, body, key, ifMatch }: Sent): Promise<CommandOutcome> {
  // One call for all addresses: the bodies are typed where they are made (acts/act.ts) and the client cannot follow a name that varies.
  const post = api.POST as unknown as (address: string, options: object) => Promise<Answer<CommandOutcome>>;
  return expectData(
    post(addresses[command], {
      params: { path: { allianceId, ...path } },
      body,
      headers: { "Idempotency-Key": key, ...(ifMatch && { "If-Match": ifMatch }) },
    }),
  );
}
