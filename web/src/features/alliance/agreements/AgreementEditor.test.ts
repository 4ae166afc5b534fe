import { screen, within } from "@testing-library/vue";
import { computed, defineComponent, h, shallowRef } from "vue";
import { describe, expect, test, vi } from "vitest";
import { agreements, partners, richRecord, told } from "../../../../test/factories/alliance.ts";
import { anna, show } from "../../../../test/harness.ts";
import { serve } from "../../../../test/server.ts";
import { ProblemError } from "../../../api/problems.ts";
import { folded } from "../../../history/record.ts";
import { useSession } from "../../../session/useSession.ts";
import { provideAlliance } from "../context.ts";
import type { Sent } from "../send.ts";
import { useAllianceContext } from "../useAllianceContext.ts";
import AgreementEditor from "./AgreementEditor.vue";

const done = vi.fn();

function editor(perform: (sent: Sent) => Promise<{ revision: number; position: string; changed: boolean }>, existing: boolean) {
  const record = shallowRef(richRecord());
  const component = defineComponent(() => {
    useSession().enter(anna);
    provideAlliance(
      useAllianceContext(
        computed(() => record.value),
        shallowRef(new Set<string>()),
        perform,
      ),
    );
    return () => h(AgreementEditor, { agreement: existing ? record.value.agreements.get(agreements.covenant) : undefined, onDone: done });
  });
  return { record, component };
}

const answered = { revision: 1, position: "", changed: true };

describe("drafting an agreement", () => {
  test("is a sentence and clauses that are added where they are read", async () => {
    const perform = vi.fn<(sent: Sent) => Promise<typeof answered>>().mockResolvedValue(answered);
    const { user } = await show(editor(perform, false).component);
    await user.type(screen.getByRole("textbox", { name: "Title" }), "Declaration");
    await user.click(screen.getByRole("checkbox", { name: "Hogeschool Midden" }));
    await user.click(screen.getByRole("button", { name: "Add a clause" }));
    await user.type(screen.getByRole("textbox", { name: "The clause" }), "We go on together.");
    await user.click(screen.getByRole("button", { name: "Keep this clause" }));
    expect(within(screen.getByRole("list")).getByText("We go on together.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Put this draft on the table" }));
    const { command, body } = perform.mock.calls[0]![0];
    expect(command).toBe("DraftAgreement");
    expect(body).toMatchObject({
      title: "Declaration",
      kind: "covenant",
      clauses: [{ text: "We go on together.", heading: null }],
      validFrom: null,
    });
    expect(body.parties).not.toContain(partners.school);
    expect(done).toHaveBeenCalled();
  });

  test("keeps a clause that was typed and not kept, and says that without one nobody can sign", async () => {
    const perform = vi.fn<(sent: Sent) => Promise<typeof answered>>().mockResolvedValue(answered);
    const { user } = await show(editor(perform, false).component);
    expect(screen.getByText("Without a clause or a line it can be talked about, but not signed.")).toBeTruthy();
    await user.type(screen.getByRole("textbox", { name: "Title" }), "Declaration");
    await user.click(screen.getByRole("button", { name: "Add a clause" }));
    await user.type(screen.getByRole("textbox", { name: "The clause" }), "We go on together.");
    await user.click(screen.getByRole("button", { name: "Put this draft on the table" }));
    expect(perform.mock.calls[0]![0].body).toMatchObject({ clauses: [{ text: "We go on together." }] });
  });

  test("needs a title and a party", async () => {
    const perform = vi.fn<(sent: Sent) => Promise<typeof answered>>().mockResolvedValue(answered);
    const { user } = await show(editor(perform, false).component);
    for (const box of screen.getAllByRole("checkbox")) await user.click(box);
    await user.click(screen.getByRole("button", { name: "Put this draft on the table" }));
    expect(perform).not.toHaveBeenCalled();
    expect(screen.getByText("Name at least one party.")).toBeTruthy();
  });
});

describe("proposing a version", () => {
  const etag = (revision: number) =>
    new Response("{}", { status: 200, headers: { ETag: `"${revision}"`, "content-type": "application/json" } });

  test("says which text was read, and when somebody was first shows theirs beside mine", async () => {
    const revisions = [40, 60];
    serve({
      [`GET /api/alliances/${richRecord().alliance.allianceId}/agreements/${agreements.covenant}`]: () => etag(revisions.shift() ?? 0),
    });
    const perform = vi.fn<(sent: Sent) => Promise<typeof answered>>().mockResolvedValue(answered);
    perform.mockRejectedValueOnce(new ProblemError({ type: "", code: "stale", status: 412, title: "", wayOut: "", faults: [] }));
    const { record, component } = editor(perform, true);
    const { user } = await show(component);
    await user.click(screen.getByRole("button", { name: "Change clause 1" }));
    const words = screen.getByRole("textbox", { name: "The clause" });
    await user.clear(words);
    await user.type(words, "In twelve cellars.");
    await user.click(screen.getByRole("button", { name: "Keep this clause" }));
    await user.type(screen.getByRole("textbox", { name: "What changes" }), "One more.");
    await user.click(screen.getByRole("button", { name: "Propose version 3" }));
    expect(perform.mock.calls[0]?.[0].ifMatch).toBe('"40"');

    const { revision } = record.value.alliance;
    record.value = told(
      [
        {
          type: "AgreementVersionProposed",
          by: "city",
          data: {
            agreementId: agreements.covenant,
            version: 3,
            title: "Covenant of Ondiep",
            parties: [partners.water, partners.city],
            clauses: [{ clauseId: "x", heading: null, text: "In nine cellars.", decisionId: null }],
            validFrom: null,
            validUntil: null,
            lines: [],
            noticeDays: 30,
            change: "Fewer.",
          },
        },
      ],
      revision + 1,
    ).reduce(folded, record.value);

    expect(await screen.findByText("In nine cellars.")).toBeTruthy();
    expect(screen.getByText("In twelve cellars.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "I have read version 3; go on with mine" }));
    await user.click(screen.getByRole("button", { name: "Propose version 4" }));
    expect(perform.mock.calls[1]?.[0]).toMatchObject({
      ifMatch: '"60"',
      body: { change: "One more.", clauses: [{ text: "In twelve cellars." }] },
    });
  });
});
