/** The only reader of environment variables: everything else receives a `Config`. */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

export interface Config {
  /** The data folder; absolute. */
  readonly dataFolder: string;
  /** The URL for `openStore`. */
  readonly storeUrl: string;
  /** The path of the sample shop: a file even if the real database is in PostgreSQL. */
  readonly sampleUrl: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Additional host names of the server; lowercase. */
  readonly hosts: readonly string[];
  /** Addresses of proxies whose X-Forwarded headers are trusted. */
  readonly trustedProxies: readonly string[];
  /** Allows setup from any address. */
  readonly setupToken: string | null;
  readonly logLevel: LogLevel;
  readonly allowNetworkFs: boolean;
  /** The module with the ports of devices; absolute. */
  readonly portsModule: string | null;
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** An invalid environment variable; the message names it and its valid values. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const list = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => entry.toLowerCase());

const YES = new Set(["1", "true", "yes", "on"]);
const NO = new Set(["", "0", "false", "no", "off"]);

const Environment = z.object({
  DAYBOOK_DATA: z.string().min(1, "must name a folder").optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\/\S+$/,
      "must be a PostgreSQL address such as postgres://user@host/daybook",
    )
    .optional(),
  DAYBOOK_PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number from 1 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a port number from 1 to 65535")
    .default(7300),
  DAYBOOK_HOSTS: z
    .string()
    .transform(list)
    .refine(
      (names) => names.every((name) => HOST_NAME.test(name)),
      "must be host names separated by commas, without http:// and port",
    )
    .default([]),
  DAYBOOK_TRUST_PROXY: z
    .string()
    .transform(list)
    .pipe(
      z.array(
        z.union(
          [z.ipv4(), z.ipv6()],
          "must be the IP addresses of your proxies, separated by commas",
        ),
      ),
    )
    .default([]),
  SETUP_TOKEN: z
    .string()
    .regex(
      /^[A-Za-z0-9_-]{22,200}$/,
      "must be at least 22 characters of A-Z, a-z, 0-9, - and _ (128 random bits)",
    )
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  DAYBOOK_PORTS: z.string().optional(),
  DAYBOOK_ALLOW_NETWORK_FS: z
    .string()
    .transform((text) => text.toLowerCase())
    .refine((text) => YES.has(text) || NO.has(text), "must be 1 or 0")
    .transform((text) => YES.has(text))
    .default(false),
});

/** Reads the environment; an explicit port has priority. Throws `ConfigError` at the first invalid value. */
export function readConfig(port?: string): Config {
  return configOf(port === undefined ? process.env : { ...process.env, DAYBOOK_PORT: port });
}

/** Parses these variables. Throws `ConfigError` at the first invalid value. */
export function configOf(env: NodeJS.ProcessEnv): Config {
  // An empty variable in a compose file or unit means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${String(issue?.path[0])} ${issue?.message ?? "cannot be used"}.`);
  }
  const values = parsed.data;
  const dataFolder = resolve(values.DAYBOOK_DATA ?? join(homedir(), "Daybook"));
  return {
    dataFolder,
    storeUrl: values.DATABASE_URL ?? `file:${join(dataFolder, "daybook.db")}`,
    sampleUrl: `file:${join(dataFolder, "sample.sqlite")}`,
    port: values.DAYBOOK_PORT,
    hosts: values.DAYBOOK_HOSTS,
    trustedProxies: values.DAYBOOK_TRUST_PROXY,
    setupToken: values.SETUP_TOKEN ?? null,
    logLevel: values.LOG_LEVEL,
    allowNetworkFs: values.DAYBOOK_ALLOW_NETWORK_FS,
    portsModule: values.DAYBOOK_PORTS === undefined ? null : resolve(values.DAYBOOK_PORTS),
  };
}
