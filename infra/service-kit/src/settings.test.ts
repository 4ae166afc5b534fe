import { describe, expect, test } from "vitest";
import { readSettings, SettingsFaults, settingsTable } from "./settings.ts";

describe("settings", () => {
  test("have a default for everything", () => {
    expect(readSettings({})).toMatchObject({ PORT: 4400, HOST: "localhost", ENTENTE_LOG_LEVEL: "info" });
    expect(readSettings({ ENTENTE_DATA: "/srv/entente" })).toMatchObject({
      eventStore: "sqlite:/srv/entente/events.db",
      readStore: "sqlite:/srv/entente/views.db",
    });
  });

  test("name every fault at once, and never print a secret", () => {
    const wrong = {
      PORT: "many",
      ENTENTE_OPERATOR_KEY: "short-secret",
      ENTENTE_EVENT_STORE: "mongodb://x",
      ENTENTE_LOGLEVEL: "debug",
      ENTENTE_TRUST_PROXY: "yes",
    };
    const faults = faultsOf(wrong);
    expect(faults.map((fault) => fault.split(/[=:]/)[0])).toEqual([
      "PORT",
      "ENTENTE_EVENT_STORE",
      "ENTENTE_OPERATOR_KEY",
      "ENTENTE_TRUST_PROXY",
      "ENTENTE_LOGLEVEL",
    ]);
    expect(faults.join()).not.toContain("short-secret");
  });

  test("never print the password in an address of a store", () => {
    const wrong = { ENTENTE_READ_STORE: "mysql://user:hush-hush@host/base", ENTENTE_EVENT_STORE: "http://u:hush-hush@host" };
    expect(faultsOf(wrong)).toHaveLength(2);
    expect(faultsOf(wrong).join()).not.toContain("hush-hush");
    expect(readSettings({ ENTENTE_READ_STORE: "postgres://user:p@host/base" }).readStore).toBe("postgres://user:p@host/base");
  });

  test("take an empty value for an absent one", () => {
    expect(readSettings({ PORT: "", ENTENTE_SECRET: "" })).toMatchObject({ PORT: 4400 });
  });

  test("say what each does and what it is by default", () => {
    for (const [name, { does, default: value }] of Object.entries(settingsTable)) {
      expect(does.length, name).toBeGreaterThan(10);
      expect(value.length, name).toBeGreaterThan(0);
    }
  });
});

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsFaults) return error.faults;
    throw error;
  }
  return [];
}
