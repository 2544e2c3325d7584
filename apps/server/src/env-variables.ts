/**
 * Every environment variable of the server, in one table: `env.ts` checks the environment with it at every start, and
 * `env-documents.ts` makes `.env.example` and docs/configuration.md of it.
 */
import { z } from "zod";

export interface Variable {
  /** Its valid values, as in "must be …". */
  readonly rule: string;
  /** The default, in words. */
  readonly default: string;
  /** What it sets: sentences. */
  readonly about: string;
  /** A value for `.env.example`. */
  readonly example: string;
  /** Also read from the file that `<NAME>_FILE` names, and never printed. */
  readonly secret?: true;
  /** Reads the text; fails if it breaks the rule. */
  readonly value: z.ZodType<unknown, string | undefined>;
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const YES = new Set(["1", "true", "yes", "on"]);
const NO = new Set(["0", "false", "no", "off"]);
const PORT_RULE = "a port number from 1 to 65535";

const names = z.string().transform((text) =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => entry.toLowerCase()),
);

const port = (standard: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((number) => number <= 65_535)
    .default(standard);

const flag = (standard: boolean) =>
  z
    .string()
    .transform((text) => text.toLowerCase())
    .refine((text) => YES.has(text) || NO.has(text))
    .transform((text) => YES.has(text))
    .default(standard);

/** In the order of the documentation. */
const VARIABLES = {
  DAYBOOK_DATA: {
    rule: "the path of a folder",
    default: "`Daybook` in your home folder",
    about: "The data folder: the database, its backups and the secrets of this server.",
    example: "/srv/daybook",
    value: z.string().optional(),
  },
  DATABASE_URL: {
    rule: "a PostgreSQL address such as postgres://user@host/daybook",
    default: "the SQLite file in the data folder",
    about: "Stores the shop in PostgreSQL, with any number of server processes.",
    example: "postgres://daybook@127.0.0.1/daybook",
    secret: true,
    value: z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/)
      .optional(),
  },
  DAYBOOK_PORT: {
    rule: PORT_RULE,
    default: "7300",
    about: "The port of the web page and the API.",
    example: "7300",
    value: port(7300),
  },
  DAYBOOK_HTTPS_PORT: {
    rule: PORT_RULE,
    default: "7443",
    about: "The port of HTTPS in the shop's network, after an owner has turned it on.",
    example: "7443",
    value: port(7443),
  },
  DAYBOOK_MDNS: {
    rule: "1 or 0",
    default: "1",
    about:
      "`0` does not announce the name of the shop, such as corner-shop.local, in its network (multicast DNS).",
    example: "1",
    value: flag(true),
  },
  DAYBOOK_LAN: {
    rule: "1 or 0",
    default: "0",
    about:
      "`1` lets other devices connect, whatever the shop's setting says: for a container, where the published ports decide.",
    example: "0",
    value: flag(false),
  },
  DAYBOOK_HOSTS: {
    rule: "host names separated by commas, without http:// and port",
    default: "none",
    about: "Additional names under which browsers open this server, for example behind a proxy.",
    example: "shop.example",
    value: names.refine((all) => all.every((name) => HOST_NAME.test(name))).default([]),
  },
  DAYBOOK_TRUST_PROXY: {
    rule: "the IP addresses of your proxies, separated by commas",
    default: "none",
    about: "The proxies whose `X-Forwarded-*` headers are used.",
    example: "127.0.0.1",
    value: names.pipe(z.array(z.union([z.ipv4(), z.ipv6()]))).default([]),
  },
  SETUP_TOKEN: {
    rule: "at least 22 characters of A-Z, a-z, 0-9, - and _ (128 random bits)",
    default: "a token that is printed at the start and works on this computer only",
    about: "Allows setup from another computer with this token.",
    example: "<output of: openssl rand -hex 16>",
    secret: true,
    value: z
      .string()
      .regex(/^[A-Za-z0-9_-]{22,200}$/)
      .optional(),
  },
  DAYBOOK_ALLOW_NETWORK_FS: {
    rule: "1 or 0",
    default: "0",
    about: "`1` allows a database on a network drive, at your own risk.",
    example: "0",
    value: flag(false),
  },
  DAYBOOK_PORTS: {
    rule: "the path of a module",
    default: "none",
    about: "A module with a card terminal or a fiscal signing device.",
    example: "/srv/daybook-ports/terminal.js",
    value: z.string().optional(),
  },
  DAYBOOK_S3_URL: {
    rule: "the address of a bucket, such as https://s3.example.com/my-backups",
    default: "none",
    about:
      "Backups are also copied to this bucket of an S3-compatible service, with a folder after it if you like.",
    example: "https://s3.example.com/my-backups",
    value: z
      .string()
      .regex(/^https?:\/\/[^\s/?#@]+\/[^\s?#]+$/)
      .optional(),
  },
  DAYBOOK_S3_REGION: {
    rule: "the name of a region, such as eu-central-1",
    default: "us-east-1, which services without regions accept",
    about: "The region of the bucket.",
    example: "eu-central-1",
    value: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .default("us-east-1"),
  },
  DAYBOOK_S3_KEY_ID: {
    rule: "the id of an access key",
    default: "none",
    about:
      "The access key of the bucket. It must be allowed to list, read, write and delete files.",
    example: "AKIAIOSFODNN7EXAMPLE",
    value: z.string().regex(/^\S+$/).optional(),
  },
  DAYBOOK_S3_SECRET: {
    rule: "the secret of the access key, without spaces",
    default: "none",
    about: "The secret of that access key.",
    example: "<the-secret-of-the-access-key>",
    secret: true,
    value: z.string().regex(/^\S+$/).optional(),
  },
  LOG_LEVEL: {
    rule: `one of ${LOG_LEVELS.join(", ")}`,
    default: "info",
    about: "How much is written to the log, which is the standard error.",
    example: "info",
    value: z.enum(LOG_LEVELS).default("info"),
  },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableName = keyof typeof VARIABLES;

/** The values of all variables. */
export type Values = {
  readonly [Name in VariableName]: z.output<(typeof VARIABLES)[Name]["value"]>;
};

// safe because these are the object's own keys
export const VARIABLE_NAMES = Object.keys(VARIABLES) as VariableName[];

/** A variable of the table, without its own type. */
export const variableOf = (name: VariableName): Variable => VARIABLES[name];

/** The variable with the path of a file that contains a secret. */
export const fileVariable = (name: VariableName): string => `${name}_FILE`;

/** Variables of scripts and tests, which the server ignores. */
export const OF_OTHER_PROGRAMS: ReadonlySet<string> = new Set([
  "DAYBOOK_KEY",
  "DAYBOOK_DEV_SERVER",
  "DAYBOOK_TEST_DATA",
]);
