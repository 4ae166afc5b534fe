import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { anna } from "../../test/harness.ts";
import { useSession } from "./useSession.ts";

beforeEach(() => setActivePinia(createPinia()));

describe("the session", () => {
  test("is asked for once, however many wait", async () => {
    const session = useSession();
    const current = vi.fn(async () => anna);
    session.connect({ current, signOut: async () => undefined });
    expect(session.state).toBe("loading");
    await Promise.all([session.restore(), session.restore()]);
    expect(current).toHaveBeenCalledOnce();
    expect(session.state).toBe("signedIn");
    expect(session.membership?.organisationName).toBe("Waterschap Zuid");
  });

  test("is anonymous when the server cannot be asked", async () => {
    const session = useSession();
    session.connect({ current: () => Promise.reject(new Error("down")), signOut: async () => undefined });
    await session.restore();
    expect(session.state).toBe("anonymous");
  });

  test("remembers for which organisation one speaks", () => {
    const session = useSession();
    session.enter(anna);
    session.speakFor("o-city");
    session.leave();
    session.enter(anna);
    expect(session.membership?.organisationName).toBe("Gemeente Utrecht");
  });

  test("does not speak for an organisation of others", () => {
    const session = useSession();
    session.enter(anna);
    session.speakFor("o-strange");
    expect(session.organisationId).toBe("o-water");
  });

  test("signing out tells the server and forgets everything", async () => {
    const session = useSession();
    const signOut = vi.fn(async () => undefined);
    session.connect({ current: async () => anna, signOut });
    await session.restore();
    await session.signOut();
    expect(signOut).toHaveBeenCalledOnce();
    expect(session.person).toBeUndefined();
    expect(session.organisationId).toBeUndefined();
    expect(session.state).toBe("anonymous");
  });
});
