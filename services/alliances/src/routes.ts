import type { FastifyInstance } from "fastify";
import { allianceCommands } from "@entente/contracts/commands/catalogue";
import { guard } from "@entente/service-kit";
import { ALLIANCE, commandRoute } from "./commandRoute.ts";
import type { AlliancesDeps } from "./deps.ts";
import { importRoute } from "./imports/route.ts";
import { invitationLink, invitationRoutes } from "./partners/routes.ts";

const commands = allianceCommands;
const DECISION = `${ALLIANCE}/decisions/:decisionId`;
const TRANSITION = `${ALLIANCE}/transitions/:transitionId`;
const AGREEMENT = `${ALLIANCE}/agreements/:agreementId`;

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
  ["sessions", `${ALLIANCE}/sessions`, commands.ScheduleSession],
  ["sessions", `${ALLIANCE}/sessions/:sessionId/reschedule`, commands.RescheduleSession],
  ["sessions", `${ALLIANCE}/sessions/:sessionId/cancel`, commands.CancelSession],
  ["corrections", `${ALLIANCE}/corrections`, commands.CorrectFact],
] as const;

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
    commandRoute(app, deps, {
      tag: "agreements",
      path: `${AGREEMENT}/versions`,
      definition: commands.ProposeAgreementVersion,
      ifMatch: (command, state) => ("agreementId" in command ? (state.agreements.agreements[command.agreementId]?.revision ?? null) : null),
    });
    invitationRoutes(app, deps);
    await app.register(importRoute(deps));
  };
