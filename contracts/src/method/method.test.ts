import { describe, expect, test } from "vitest";
import { roleIds, roles } from "../roles.ts";
import { agreementKindIds, agreementKinds } from "./agreementKinds.ts";
import { lenses, lensIds } from "./lenses.ts";
import { phaseIds, phaseOrder, phases } from "./phases.ts";
import { ringIds, rings } from "./rings.ts";

const said = (wording: { readonly en: string; readonly nl: string }, what: string) => {
  expect(wording.en.trim(), `${what} in English`).not.toBe("");
  expect(wording.nl.trim(), `${what} in Dutch`).not.toBe("");
};

describe("the method as data", () => {
  test("every id is used once", () => {
    for (const ids of [phaseIds, ringIds, lensIds, roleIds, agreementKindIds]) expect(new Set(ids).size).toBe(ids.length);
    expect(phases.map((phase) => phase.id)).toEqual([...phaseIds]);
    expect(Object.keys(rings)).toEqual([...ringIds]);
    expect(Object.keys(lenses)).toEqual([...lensIds]);
    expect(Object.keys(roles)).toEqual([...roleIds]);
  });

  test("everything is said in both languages", () => {
    for (const { id, name, goal, result } of phases) [name, goal, result].forEach((wording) => said(wording, id));
    for (const [id, { name, decides }] of Object.entries(rings)) [name, decides].forEach((wording) => said(wording, id));
    for (const [id, { name, letter }] of Object.entries(lenses)) [name, letter].forEach((wording) => said(wording, id));
    for (const [id, { name, does }] of Object.entries(roles)) [name, does].forEach((wording) => said(wording, id));
    for (const [id, name] of Object.entries(agreementKinds)) said(name, id);
  });

  test("the phases follow one another, and the kinds of result they ask for exist", () => {
    expect(phaseIds.map(phaseOrder)).toEqual([0, 1, 2, 3, 4]);
    for (const { id, resultKinds } of phases) {
      expect(
        resultKinds.every((kind) => kind in agreementKinds),
        id,
      ).toBe(true);
      // Running has no end that a document could close.
      expect(resultKinds.length > 0).toBe(id !== "run");
    }
    const asked = phases.flatMap((phase) => phase.resultKinds);
    expect(new Set(asked).size).toBe(asked.length);
  });
});
