/** The only reader of environment variables: everything else receives a `Config`. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { BucketConfig } from "./backups/bucket.ts";
import { fileVariable, OF_OTHER_PROGRAMS, VARIABLE_NAMES, variableOf } from "./env-variables.ts";
import type { Values, VariableName } from "./env-variables.ts";
import { nearestName } from "./nearest-name.ts";

export interface Config {
  /** The data folder; absolute. */
  readonly dataFolder: string;
  /** The URL for `openStore`. */
  readonly storeUrl: string;
  /** The path of the sample shop: a file even if the real database is in PostgreSQL. */
  readonly sampleUrl: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The port of HTTPS in the shop's network; 0 lets the system choose. */
  readonly httpsPort: number;
  /** Whether the shop's name is announced in its network. */
  readonly mdns: boolean;
  /** Whether other devices may connect, whatever the shop's setting says. */
  readonly lan: boolean;
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
  /** Backups are also copied to it. */
  readonly bucket: BucketConfig | null;
}

export type LogLevel = Values["LOG_LEVEL"];

/** Invalid environment variables; the message has one sentence for each, with its rule and the next step. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const NEXT = "Change or remove it, then start again.";
const LISTED = "All variables are listed in docs/configuration.md.";

/** Reads the environment; an explicit port has priority. Throws `ConfigError` if a variable is invalid. */
export function readConfig(port?: string): Config {
  return configOf(port === undefined ? process.env : { ...process.env, DAYBOOK_PORT: port });
}

/** Parses these variables. Throws `ConfigError` with all that are invalid. */
export function configOf(env: NodeJS.ProcessEnv): Config {
  const values = valuesOf(env);
  const dataFolder = resolve(values.DAYBOOK_DATA ?? join(homedir(), "Daybook"));
  return {
    dataFolder,
    storeUrl: values.DATABASE_URL ?? `file:${join(dataFolder, "daybook.db")}`,
    sampleUrl: `file:${join(dataFolder, "sample.sqlite")}`,
    port: values.DAYBOOK_PORT,
    httpsPort: values.DAYBOOK_HTTPS_PORT,
    mdns: values.DAYBOOK_MDNS,
    lan: values.DAYBOOK_LAN,
    hosts: values.DAYBOOK_HOSTS,
    trustedProxies: values.DAYBOOK_TRUST_PROXY,
    setupToken: values.SETUP_TOKEN ?? null,
    logLevel: values.LOG_LEVEL,
    allowNetworkFs: values.DAYBOOK_ALLOW_NETWORK_FS,
    portsModule: values.DAYBOOK_PORTS === undefined ? null : resolve(values.DAYBOOK_PORTS),
    bucket: bucketOf(values),
  };
}

function bucketOf(values: Values): BucketConfig | null {
  const url = values.DAYBOOK_S3_URL;
  const keyId = values.DAYBOOK_S3_KEY_ID;
  const secret = values.DAYBOOK_S3_SECRET;
  if (url === undefined && keyId === undefined && secret === undefined) return null;
  if (url === undefined || keyId === undefined || secret === undefined)
    throw new ConfigError(
      `A bucket needs DAYBOOK_S3_URL, DAYBOOK_S3_KEY_ID and DAYBOOK_S3_SECRET. Set all of them or none, then start again.`,
    );
  return { url, region: values.DAYBOOK_S3_REGION, keyId, secret };
}

function valuesOf(env: NodeJS.ProcessEnv): Values {
  const problems = unknownVariables(env);
  const values: Partial<Record<VariableName, unknown>> = {};
  for (const name of VARIABLE_NAMES) {
    const { value, rule, secret } = variableOf(name);
    const given = givenTextOf(env, name);
    if (given.problem !== null) {
      problems.push(given.problem);
      continue;
    }
    const parsed = value.safeParse(given.text);
    if (parsed.success) values[name] = parsed.data;
    else {
      const shown = secret === true ? "" : `, not “${given.text}”`;
      problems.push(`${given.source} must be ${rule}${shown}. ${NEXT}`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  // safe because every variable was parsed by the schema whose output is its type
  return values as Values;
}

/** What a variable says, and how a message names it. */
interface Given {
  readonly text: string | undefined;
  readonly source: string;
  readonly problem: string | null;
}

/** The text of a variable: its own, or for a secret that of the file which `<NAME>_FILE` names. */
function givenTextOf(env: NodeJS.ProcessEnv, name: VariableName): Given {
  // An empty variable in a compose file or unit means "not set".
  const text = env[name] || undefined;
  const inFile = fileVariable(name);
  const path = (variableOf(name).secret === true && env[inFile]) || undefined;
  if (path === undefined) return { text, source: name, problem: null };
  if (text !== undefined) {
    const problem = `${name} and ${inFile} are both set. Remove one of them, then start again.`;
    return { text, source: name, problem };
  }
  try {
    const content = readFileSync(path, "utf8").trim();
    const problem =
      content === "" ? `${inFile} names an empty file, ${path}. Write the secret into it.` : null;
    return { text: content, source: `The content of ${inFile}`, problem };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = `${inFile} must name a file that can be read: ${reason}. ${NEXT}`;
    return { text: undefined, source: inFile, problem };
  }
}

/** A misspelled variable would leave its default in force without a word. */
function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  const secrets = VARIABLE_NAMES.filter((name) => variableOf(name).secret === true);
  const known = [...VARIABLE_NAMES, ...secrets.map(fileVariable)];
  return Object.keys(env)
    .filter((name) => name.startsWith("DAYBOOK_") && !OF_OTHER_PROGRAMS.has(name))
    .filter((name) => !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name, known);
      const next = nearest === null ? `Remove it. ${LISTED}` : `Did you mean ${nearest}? ${LISTED}`;
      return `${name} is not a variable of Daybook. ${next}`;
    });
}
