import { organisation } from "../../../test/factories/organisation.ts";
import { h, still, type Specimens } from "../../gallery/specimen.ts";
import ChangeRole from "./ChangeRole.vue";
import HandOutRecoveryLink from "./HandOutRecoveryLink.vue";
import InviteColleague from "./InviteColleague.vue";
import IssueKey from "./IssueKey.vue";
import KeysOfSoftware from "./KeysOfSoftware.vue";
import OpenInvitations from "./OpenInvitations.vue";
import PeopleOfOrganisation from "./PeopleOfOrganisation.vue";
import RemoveMember from "./RemoveMember.vue";
import RenameOrganisation from "./RenameOrganisation.vue";
import RevokeKey from "./RevokeKey.vue";

const water = organisation();
const bram = water.members[1]!;
const key = water.apiKeys[0]!;
const organisationId = water.organisationId;

export const specimens: Specimens = {
  "PeopleOfOrganisation.vue": { two: still(() => h(PeopleOfOrganisation, { organisation: water })) },
  "ChangeRole.vue": { open: still(() => h(ChangeRole, { member: bram, organisationId })) },
  "RemoveMember.vue": { open: still(() => h(RemoveMember, { member: bram, organisationId })) },
  "HandOutRecoveryLink.vue": { open: still(() => h(HandOutRecoveryLink, { member: bram, organisationId })) },
  "InviteColleague.vue": { form: still(() => h(InviteColleague, { organisation: water })) },
  "OpenInvitations.vue": {
    one: still(() => h(OpenInvitations, { organisation: water })),
    none: still(() => h(OpenInvitations, { organisation: organisation({ invitations: [] }) })),
  },
  "KeysOfSoftware.vue": {
    one: still(() => h(KeysOfSoftware, { organisation: water })),
    none: still(() => h(KeysOfSoftware, { organisation: organisation({ apiKeys: [] }) })),
  },
  "IssueKey.vue": { form: still(() => h(IssueKey, { organisationId })) },
  "RevokeKey.vue": { open: still(() => h(RevokeKey, { apiKey: key, organisationId })) },
  "RenameOrganisation.vue": { form: still(() => h(RenameOrganisation, { organisation: water })) },
};
