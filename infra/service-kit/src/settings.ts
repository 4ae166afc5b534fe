import { join, resolve } from "node:path";
import { z } from "zod";

/**
 * Every setting of every service, in one table: name, what it does, its default, how it is read.
 * The README's table is made from this one.
 */
const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const url = z.url({ protocol: /^https?$/ });

export const settingsTable = {
  PORT: { schema: port.default(4400), default: "4400", does: "port that the service listens on; 0 takes a free one" },
  HOST: {
    schema: z.string().min(1).default("localhost"),
    default: "localhost",
    does: "address to listen on; 0.0.0.0 listens to the network",
  },
  ENTENTE_DATA: { schema: z.string().min(1).default("data"), default: "./data", does: "folder of all data; made when absent" },
  ENTENTE_PUBLIC_URL: {
    schema: url.optional(),
    default: "http://localhost:PORT",
    does: "address under which browsers reach Entente; https makes cookies secure",
  },
  ENTENTE_EVENT_STORE: {
    schema: z
      .string()
      .regex(/^(sqlite:|esdb(\+discover)?:\/\/)/, { error: "must begin with sqlite: or esdb://" })
      .optional(),
    default: "sqlite:DATA/events.db",
    does: "event store: sqlite:FILE, or esdb://… for EventStoreDB",
  },
  ENTENTE_READ_STORE: {
    schema: z
      .string()
      .regex(/^(sqlite:|postgres(ql)?:\/\/)/, { error: "must begin with sqlite: or postgres://" })
      .optional(),
    default: "sqlite:DATA/views.db",
    does: "read store: sqlite:FILE, or postgres://… for PostgreSQL; may always be deleted, it is rebuilt",
  },
  ENTENTE_SECRET: {
    schema: z.string().min(32, { error: "must have at least 32 characters" }).optional(),
    default: "made once, kept in DATA/secret",
    does: "signs sessions, invitation links and positions",
  },
  ENTENTE_OPERATOR_KEY: {
    schema: z.string().min(32, { error: "must have at least 32 characters" }).optional(),
    default: "none",
    does: "key of the operator's automation: create organisations, import, report on behalf",
  },
  ENTENTE_LOG_LEVEL: {
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    default: "info",
    does: "how much is logged",
  },
  ENTENTE_RATE_LIMIT: {
    schema: z.coerce.number().int().min(0).default(600),
    default: "600",
    does: "requests a minute from one address without identity, ten times that with one; 0 switches it off",
  },
  ENTENTE_TRUST_PROXY: {
    schema: flag.default(false),
    default: "0",
    does: "1 believes X-Forwarded-For and X-Forwarded-Proto of a proxy in front",
  },
  ENTENTE_CLOCK_SECONDS: {
    schema: z.coerce.number().int().min(1).max(3_600).default(30),
    default: "30",
    does: "how often the clock looks whether something has fallen due",
  },
  ENTENTE_EXAMPLE: {
    schema: z.enum(["on", "off"]).default("on"),
    default: "on",
    does: "whether anybody may look around in the example network; off shows nothing of it",
  },
  ENTENTE_IDENTITY_URL: { schema: url.optional(), default: "none", does: "gateway on its own: where identity runs" },
  ENTENTE_ALLIANCES_URL: { schema: url.optional(), default: "none", does: "gateway or clock on its own: where alliances runs" },
  ENTENTE_INSIGHTS_URL: { schema: url.optional(), default: "none", does: "gateway or clock on its own: where insights runs" },
} as const satisfies Record<string, { schema: z.ZodType; default: string; does: string }>;

type Table = typeof settingsTable;
type Read = { [Name in keyof Table]: z.output<Table[Name]["schema"]> };

export interface Settings extends Read {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  readonly eventStore: string;
  readonly readStore: string;
}

/** All faults of the environment at once, one a line. */
export class SettingsFaults extends Error {
  override readonly name = "SettingsFaults";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/**
 * Reads the settings from the environment. An empty value counts as absent. A misspelt `ENTENTE_…` name is a fault too, since it would
 * otherwise be ignored in silence.
 * @throws {SettingsFaults} with every fault.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const faults: string[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(settingsTable)) {
    const result = schema.safeParse(environment[name] === "" ? undefined : environment[name]);
    if (result.success) read[name] = result.data;
    else faults.push(`${name}=${secretive(name, environment[name])}: ${result.error.issues.map((issue) => issue.message).join("; ")}`);
  }
  const elsewhere = ["ENTENTE_BOOTSTRAP", "ENTENTE_URL"];
  for (const name of Object.keys(environment)) {
    if (name.startsWith("ENTENTE_") && !name.startsWith("ENTENTE_TEST_") && !(name in settingsTable) && !elsewhere.includes(name)) {
      faults.push(`${name}: there is no such setting`);
    }
  }
  if (faults.length > 0) throw new SettingsFaults(faults);
  // Every name of the table has just been read by its own schema.
  const settings = read as Read;
  const dataFolder = resolve(settings.ENTENTE_DATA);
  return {
    ...settings,
    dataFolder,
    eventStore: settings.ENTENTE_EVENT_STORE ?? `sqlite:${join(dataFolder, "events.db")}`,
    readStore: settings.ENTENTE_READ_STORE ?? `sqlite:${join(dataFolder, "views.db")}`,
  };
}

/** What may be shown of a value: nothing of a secret, and of an address that may hold a password only its beginning. */
function secretive(name: string, value = ""): string {
  if (name.endsWith("KEY") || name.endsWith("SECRET")) return "…";
  return name.endsWith("STORE") ? value.replace(/^([\w+]*:\/\/).*$/s, "$1…") : value;
}
