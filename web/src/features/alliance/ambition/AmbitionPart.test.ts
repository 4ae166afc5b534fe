import { screen, within } from "@testing-library/vue";
import { computed, defineComponent, h, shallowRef } from "vue";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { foundedRecord, partners, told, workingRecord } from "../../../../test/factories/alliance.ts";
import { anna, show } from "../../../../test/harness.ts";
import { folded, type AllianceRecord } from "../../../history/record.ts";
import { useSession } from "../../../session/useSession.ts";
import { provideAlliance } from "../context.ts";
import type { Sent } from "../send.ts";
import { useAllianceContext } from "../useAllianceContext.ts";
import AmbitionPart from "./AmbitionPart.vue";

const outcome = { revision: 1, position: "", changed: true };
const perform = vi.fn<(sent: Sent) => Promise<typeof outcome>>();
beforeEach(() => perform.mockReset().mockResolvedValue(outcome));

function part(make: () => AllianceRecord) {
  const record = shallowRef(make());
  const component = defineComponent(() => {
    useSession().enter(anna);
    provideAlliance(
      useAllianceContext(
        computed(() => record.value),
        shallowRef(new Set<string>()),
        perform,
      ),
    );
    return () => h(AmbitionPart);
  });
  return { record, component };
}
const section = (name: string) => within(screen.getByRole("region", { name }));

describe("the ambition", () => {
  test("is read with who stands behind it, why, and who no longer does", async () => {
    await show(part(workingRecord).component);
    const ambition = section("Shared ambition");
    expect(ambition.getByText("Dry streets and living trees in Ondiep by 2032, paid for together.")).toBeTruthy();
    const behind = within(ambition.getByRole("list", { name: "Who stands behind it" }));
    const rows = behind.getAllByRole("listitem").map((row) => row.textContent);
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/Bewoners Ondiep.*as reported/);
    expect(rows[1]).toMatch(/Gemeente Utrecht.*endorses this version.*what the council wants.*Said so anew: After the storm/s);
    expect(rows[2]).toMatch(/Hogeschool Midden.*withdrew its endorsement.*no hours this year/s);
    expect(rows[3]).toMatch(/Waterschap Zuid.*has not spoken yet/);
  });

  test("is endorsed in one's own words, for this version", async () => {
    const { user } = await show(part(workingRecord).component);
    await user.click(screen.getByRole("button", { name: "Endorse this version" }));
    await user.type(await screen.findByRole("textbox", { name: "Why you stand behind it" }), "The board is for it.");
    await user.click(screen.getAllByRole("button", { name: "Endorse this version" }).at(-1)!);
    expect(perform.mock.calls[0]?.[0]).toMatchObject({
      command: "EndorseAmbition",
      body: { version: 2, partnerId: partners.water, reason: "The board is for it." },
    });
  });

  test("tells its earlier versions with what came and what went", async () => {
    const { container, user } = await show(part(workingRecord).component);
    await user.click(screen.getByText("One earlier version, with what changed"));
    expect([...container.querySelectorAll("del")].map((gone) => gone.textContent)).toContain("struck: 2030,");
    expect([...container.querySelectorAll("ins")].map((came) => came.textContent)).toContain("added: and living trees");
  });

  test("is fallen back on with its three questions", async () => {
    const { user } = await show(part(workingRecord).component);
    const times = section("Fallen back on");
    expect(times.getByText("Yes, but the end is nearer.")).toBeTruthy();
    await user.click(times.getByRole("button", { name: "Fall back on the ambition" }));
    for (const question of ["What makes you fall back on it", "What were we doing again?", "Are we still in the same film?"])
      await user.type(await times.findByRole("textbox", { name: question }), "A word.");
    await user.click(times.getAllByRole("button", { name: "Fall back on the ambition" }).at(-1)!);
    expect(perform).not.toHaveBeenCalled();
    await user.type(times.getByRole("textbox", { name: "Are we still working towards the higher goal?" }), "Yes.");
    await user.click(times.getAllByRole("button", { name: "Fall back on the ambition" }).at(-1)!);
    expect(perform.mock.calls[0]?.[0]).toMatchObject({ command: "InvokeAmbition", body: { higherGoal: "Yes.", decisionId: null } });
  });

  test("is shown as three factors, also as a table, without a figure where nothing is known", async () => {
    await show(part(foundedRecord).component);
    expect(section("Promise, commitment, doing").getByText("No product yet: there is no ambition.")).toBeTruthy();
    const [together] = within(screen.getByRole("table", { hidden: true }))
      .getAllByRole("row", { hidden: true })
      .slice(1);
    expect(together?.textContent).toMatch(/Together.*not yet: there is no ambition.*not yet$/);
  });
});

describe("writing the ambition", () => {
  test("drafts it with what each gains and puts in; what is not known stays unsaid", async () => {
    const { user } = await show(part(foundedRecord).component);
    await user.click(screen.getByRole("button", { name: "Draft the ambition" }));
    const form = await screen.findByRole("textbox", { name: "The ambition" });
    expect(document.activeElement).toBe(form);
    await user.click(screen.getByRole("button", { name: "Put this ambition on the table" }));
    expect(perform).not.toHaveBeenCalled();
    await user.type(form, "Dry streets.");
    await user.type(screen.getByRole("textbox", { name: "No-go areas" }), "Drinking water{Enter}{Enter}The price");
    const own = within(screen.getByRole("group", { name: "What Waterschap Zuid gains and puts in" }));
    await user.type(own.getByRole("textbox", { name: "What the partner gains" }), "Fewer pumps.");
    await user.click(screen.getByRole("button", { name: "Put this ambition on the table" }));
    expect(perform.mock.calls[0]?.[0]).toMatchObject({
      command: "DraftAmbition",
      body: {
        text: "Dry streets.",
        noGoAreas: ["Drinking water", "The price"],
        partners: [{ partnerId: partners.water, gain: "Fewer pumps.", input: null }],
      },
    });
  });

  test("shows what somebody else proposed meanwhile before it goes on", async () => {
    const { record, component } = part(workingRecord);
    const { user } = await show(component);
    await user.click(screen.getByRole("button", { name: "Propose version 3" }));
    await user.type(await screen.findByRole("textbox", { name: "What changes and why" }), "Mine.");
    record.value = told(
      [
        {
          type: "AmbitionVersionProposed",
          by: "city",
          data: { versionId: "v3", version: 3, text: "Dry cellars.", partners: [], noGoAreas: [], change: "Smaller." },
        },
      ],
      record.value.alliance.revision + 1,
    ).reduce(folded, record.value);
    await user.click(await screen.findByRole("button", { name: "I have read version 3; go on with mine" }));
    await user.click(screen.getAllByRole("button", { name: "Propose version 4" }).at(-1)!);
    expect(perform.mock.calls[0]?.[0]).toMatchObject({ command: "ProposeAmbitionVersion", body: { change: "Mine." } });
  });
});
