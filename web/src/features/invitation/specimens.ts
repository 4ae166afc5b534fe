import { letter } from "../../../test/factories/letter.ts";
import { h, still, type Specimens } from "../../gallery/specimen.ts";
import AnswerInvitation from "./AnswerInvitation.vue";
import DeclineInvitation from "./DeclineInvitation.vue";
import InvitationLetter from "./InvitationLetter.vue";

export const specimens: Specimens = {
  "InvitationLetter.vue": {
    partner: still(() => h(InvitationLetter, { letter: letter() })),
    "facilitator, the word erased": still(() =>
      h(InvitationLetter, { letter: letter({ kind: "facilitator", ring: null, message: { erased: true } }) }),
    ),
  },
  "AnswerInvitation.vue": {
    open: still(() => h(AnswerInvitation, { letter: letter(), token: "t" })),
    withdrawn: still(() => h(AnswerInvitation, { letter: letter({ status: "withdrawn" }), token: "t" })),
  },
  "DeclineInvitation.vue": { form: still(() => h(DeclineInvitation, { letter: letter(), token: "t" })) },
};
