import type { FastifyInstance } from "fastify";
import { allianceCommands, type AllianceCommand } from "@entente/contracts/commands/catalogue";
import { guard } from "@entente/service-kit";
import { ALLIANCE, commandRoute } from "./commandRoute.ts";
import type { AllianceState } from "./decider.ts";
import type { AlliancesDeps } from "./deps.ts";
import { dossierRoutes } from "./dossier/routes.ts";
import { importRoute } from "./imports/route.ts";
import { invitationLink, invitationRoutes } from "./partners/routes.ts";

const commands = allianceCommands;
const DECISION = `${ALLIANCE}/decisions/:decisionId`;
const TRANSITION = `${ALLIANCE}/transitions/:transitionId`;
const LINE = `${ALLIANCE}/lines/:lineId`;
const AGREEMENT = `${ALLIANCE}/agreements/:agreementId`;
const COMMITMENT = `${ALLIANCE}/commitments/:commitmentId`;
const SESSION = `${ALLIANCE}/sessions/:sessionId`;

/** Every command and where it is sent; the rest of a route follows from the command's schema. */
const paths = [
  ["alliance", "/api/alliances", commands.InitiateAlliance],
  ["partners", `${ALLIANCE}/invitations`, commands.InvitePartner],
  ["partners", `${ALLIANCE}/facilitators`, commands.InviteFacilitator],
  ["partners", `${ALLIANCE}/invitations/:invitationId/withdraw`, commands.WithdrawInvitation],
  ["partners", `${ALLIANCE}/partners`, commands.ReportPartner],
  ["partners", `${ALLIANCE}/partners/:partnerId/move`, commands.MovePartner],
  ["partners", `${ALLIANCE}/partners/:partnerId/leave`, commands.LeaveAlliance],
  ["partners", `${ALLIANCE}/facilitators/:facilitatorId/release`, commands.ReleaseFacilitator],
  ["phases", `${ALLIANCE}/phase-results`, commands.SubmitPhaseResult],
  ["phases", `${ALLIANCE}/transitions`, commands.ProposeTransition],
  ["phases", `${TRANSITION}/positions`, commands.TakeTransitionPosition],
  ["phases", `${TRANSITION}/withdraw`, commands.WithdrawTransition],
  ["phases", `${TRANSITION}/enter`, commands.EnterPhase],
  ["phases", `${ALLIANCE}/debts/:debtId/repair`, commands.RepairDebt],
  ["phases", `${ALLIANCE}/start`, commands.StartCollaboration],
  ["phases", `${ALLIANCE}/reported-phases`, commands.ReportPhase],
  ["phases", `${ALLIANCE}/reported-ending`, commands.ReportEnding],
  ["exchange", `${ALLIANCE}/brings`, commands.OfferBring],
  ["exchange", `${ALLIANCE}/gets`, commands.RequestGet],
  ["exchange", `${LINE}/revise`, commands.ReviseBringGetLine],
  ["exchange", `${LINE}/withdraw`, commands.WithdrawBringGetLine],
  ["exchange", `${LINE}/value`, commands.ValueLine],
  ["exchange", `${LINE}/deliveries`, commands.DeliverContribution],
  ["exchange", `${LINE}/claims`, commands.ClaimBenefit],
  ["exchange", `${ALLIANCE}/deliveries/:deliveryId/withdraw`, commands.WithdrawContributionDelivery],
  ["exchange", `${ALLIANCE}/claims/:claimId/confirm`, commands.ConfirmBenefit],
  ["exchange", `${ALLIANCE}/claims/:claimId/dispute`, commands.DisputeBenefit],
  ["exchange", `${ALLIANCE}/claims/:claimId/withdraw`, commands.WithdrawBenefitClaim],
  ["exchange", `${ALLIANCE}/matches`, commands.MatchOfferToRequest],
  ["exchange", `${ALLIANCE}/matches/:matchId/release`, commands.ReleaseMatch],
  ["exchange", `${ALLIANCE}/balance-terms`, commands.AgreeBalanceTerms],
  ["decisions", `${ALLIANCE}/decisions`, commands.RequestDecision],
  ["decisions", `${DECISION}/options`, commands.AddOption],
  ["decisions", `${DECISION}/proposals`, commands.ProposeDecision],
  ["decisions", `${DECISION}/positions`, commands.TakePosition],
  ["decisions", `${DECISION}/objections`, commands.RaiseObjection],
  ["decisions", `${DECISION}/objections/:objectionId/integrate`, commands.IntegrateObjection],
  ["decisions", `${DECISION}/objections/:objectionId/withdraw`, commands.WithdrawObjection],
  ["decisions", `${DECISION}/minority-views`, commands.RecordMinorityView],
  ["decisions", `${DECISION}/take`, commands.TakeDecision],
  ["decisions", `${DECISION}/fail`, commands.FailDecision],
  ["decisions", `${DECISION}/review-date`, commands.ScheduleReview],
  ["decisions", `${DECISION}/reviews`, commands.ReviewDecision],
  ["decisions", `${DECISION}/reopen`, commands.ReopenDecision],
  ["decisions", `${DECISION}/supersede`, commands.SupersedeDecision],
  ["agreements", `${ALLIANCE}/agreements`, commands.DraftAgreement],
  ["agreements", `${AGREEMENT}/signatures`, commands.SignAgreement],
  ["agreements", `${AGREEMENT}/terminate`, commands.TerminateAgreement],
  ["agreements", `${AGREEMENT}/suspend`, commands.SuspendAgreement],
  ["agreements", `${AGREEMENT}/resume`, commands.ResumeAgreement],
  ["agreements", `${AGREEMENT}/renew`, commands.RenewAgreement],
  ["ambition", `${ALLIANCE}/ambition`, commands.DraftAmbition],
  ["ambition", `${ALLIANCE}/ambition/versions`, commands.ProposeAmbitionVersion],
  ["ambition", `${ALLIANCE}/ambition/endorsements`, commands.EndorseAmbition],
  ["ambition", `${ALLIANCE}/ambition/endorsements/withdraw`, commands.WithdrawAmbitionEndorsement],
  ["ambition", `${ALLIANCE}/ambition/invocations`, commands.InvokeAmbition],
  ["ambition", `${ALLIANCE}/ambition/reaffirmations`, commands.ReaffirmAmbition],
  ["commitments", `${ALLIANCE}/commitments`, commands.MakeCommitment],
  ["commitments", `${COMMITMENT}/fulfil`, commands.FulfilCommitment],
  ["commitments", `${COMMITMENT}/postponements`, commands.AskCommitmentPostponement],
  ["commitments", `${COMMITMENT}/postponements/:postponementId/grant`, commands.PostponeCommitment],
  ["commitments", `${COMMITMENT}/waive`, commands.WaiveCommitment],
  ["sessions", `${ALLIANCE}/sessions`, commands.ScheduleSession],
  ["sessions", `${SESSION}/reschedule`, commands.RescheduleSession],
  ["sessions", `${SESSION}/cancel`, commands.CancelSession],
  ["sessions", `${SESSION}/preparations`, commands.PrepareSession],
  ["sessions", `${SESSION}/hold`, commands.HoldSession],
  ["sessions", `${SESSION}/insights`, commands.RecordInsight],
  ["sessions", `${SESSION}/workable-agreements`, commands.ReachWorkableAgreement],
  ["evaluation", `${ALLIANCE}/evaluation-cycle`, commands.SetEvaluationCycle],
  ["corrections", `${ALLIANCE}/corrections`, commands.CorrectFact],
] as const;

/** The revision of the agreement whose text a command changes: what its caller must have read. */
const agreementRead = (command: AllianceCommand, state: AllianceState): number | null =>
  "agreementId" in command && command.agreementId !== null ? (state.agreements.agreements[command.agreementId]?.revision ?? null) : null;

/** The routes of the command side: the only writer of `alliance-*`. */
export const allianceRoutes =
  (deps: AlliancesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    guard(app, deps.authenticate, (allianceId, organisationId) => deps.handler.relationOf(allianceId, organisationId));
    for (const [tag, path, definition] of paths) {
      const invites = definition.type === "InvitePartner" || definition.type === "InviteFacilitator";
      commandRoute(app, deps, {
        tag,
        path,
        definition,
        ...(invites
          ? {
              extra: (command, allianceId) =>
                "invitationId" in command ? { link: invitationLink(deps.tokens, allianceId, command.invitationId) } : {},
            }
          : {}),
      });
    }
    for (const [path, definition] of [
      [`${AGREEMENT}/versions`, commands.ProposeAgreementVersion],
      [`${AGREEMENT}/amendments`, commands.ProposeAgreementAmendment],
    ] as const) {
      commandRoute(app, deps, { tag: "agreements", path, definition, ifMatch: agreementRead });
    }
    dossierRoutes(app, deps);
    invitationRoutes(app, deps);
    await app.register(importRoute(deps));
  };
