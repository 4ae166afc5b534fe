import { describe, expect, test, vi } from "vitest";
import { speak } from "../i18n/index.ts";
import { commandKey, connect, expectAnswer, expectData, onSignedOut, type ClientOptions } from "./client.ts";
import { ProblemError } from "./problems.ts";

const answer = <Data>(status: number, body: { data?: Data; error?: unknown }) =>
  Promise.resolve({ ...body, response: new Response(null, { status }) });

describe("connect", () => {
  test("gives an absolute address and looks fetch up at each call", async () => {
    await speak("nl");
    const options = connect((options: ClientOptions) => options);
    expect(options.baseUrl).toBe(location.origin);
    const fetch = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response());
    await options.fetch(new Request(`${options.baseUrl}/api/session`));
    const sent = fetch.mock.calls[0]?.[0] as Request;
    expect(sent.headers.get("Accept-Language")).toBe("nl");
  });
});

describe("expectData", () => {
  test("gives the data of an answer", async () => {
    expect(await expectData(answer(200, { data: { name: "Water" } }))).toEqual({ name: "Water" });
    expect((await expectAnswer(answer(201, { data: 1 }))).response.status).toBe(201);
  });

  test("throws the problem of a refusal", async () => {
    const refused = expectData(answer(422, { error: { title: "Refused", wayOut: "Ask" } }));
    await expect(refused).rejects.toBeInstanceOf(ProblemError);
    await expect(refused).rejects.toHaveProperty("problem.wayOut", "Ask");
  });

  test("tells whoever listens that the session is over", async () => {
    const over = vi.fn();
    const stop = onSignedOut(over);
    await expect(expectData(answer(401, { error: {} }))).rejects.toThrow();
    stop();
    await expect(expectData(answer(401, { error: {} }))).rejects.toThrow();
    expect(over).toHaveBeenCalledOnce();
  });
});

test("every command has a key of its own", () => {
  expect(commandKey()).not.toEqual(commandKey());
});
