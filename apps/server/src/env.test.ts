import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { configurationPage, envExample } from "./env-documents.ts";
import { fileVariable, VARIABLE_NAMES, variableOf } from "./env-variables.ts";
import { ConfigError, configOf } from "./env.ts";

const SECRETS = ["DATABASE_URL", "SETUP_TOKEN"] as const;

test("[O1] by default, the database is in a folder of the user and no database server is needed", () => {
  expect(configOf({})).toEqual({
    dataFolder: join(homedir(), "Daybook"),
    storeUrl: `file:${join(homedir(), "Daybook", "daybook.db")}`,
    sampleUrl: `file:${join(homedir(), "Daybook", "sample.sqlite")}`,
    port: 7300,
    httpsPort: 7443,
    mdns: true,
    lan: false,
    hosts: [],
    trustedProxies: [],
    setupToken: null,
    logLevel: "info",
    allowNetworkFs: false,
    portsModule: null,
    bucket: null,
  });
});

test("[O12] the address of a database server replaces the file", () => {
  const url = "postgres://shop@db.example/daybook";
  expect(configOf({ DATABASE_URL: url }).storeUrl).toBe(url);
});

test("lists are parsed and normalized", () => {
  const config = configOf({
    DAYBOOK_HOSTS: "Shop.Test, till.example",
    DAYBOOK_TRUST_PROXY: "10.0.0.1 ::1",
  });
  expect(config.hosts).toEqual(["shop.test", "till.example"]);
  expect(config.trustedProxies).toEqual(["10.0.0.1", "::1"]);
});

test("an empty variable counts as not set", () => {
  expect(configOf({ DATABASE_URL: "", DAYBOOK_PORT: "" }).port).toBe(7300);
});

test.each([
  ["DATABASE_URL", "mysql://shop"],
  ["DAYBOOK_PORT", "http"],
  ["DAYBOOK_PORT", "70000"],
  ["DAYBOOK_HOSTS", "http://shop.test"],
  ["DAYBOOK_HOSTS", "shop.test:80"],
  ["DAYBOOK_TRUST_PROXY", "proxy.example"],
  ["SETUP_TOKEN", "too short"],
  ["LOG_LEVEL", "loud"],
  ["DAYBOOK_ALLOW_NETWORK_FS", "perhaps"],
])(
  "[O6] [O8] an invalid %s (%s) is named with the allowed values and the next step",
  (name, value) => {
    const read = () => configOf({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      new RegExp(`^${name} must be .{5,}\\. Change or remove it, then start again\\.$`),
    );
  },
);

test("[O6] a message shows a wrong value, but never a secret", () => {
  expect(problemOf({ DAYBOOK_PORT: "http" })).toContain("not “http”");
  expect(problemOf({ DATABASE_URL: "mysql://shop:hunter2@db" })).not.toContain("hunter2");
  expect(problemOf({ SETUP_TOKEN: "hunter2" })).not.toContain("hunter2");
});

test("[O6] all invalid variables are named at once", () => {
  const lines = problemOf({ DAYBOOK_PORT: "http", LOG_LEVEL: "loud", DAYBOOK_COLOR: "red" });
  expect(lines.split("\n").map((line) => line.split(" ")[0])).toEqual([
    "DAYBOOK_COLOR",
    "DAYBOOK_PORT",
    "LOG_LEVEL",
  ]);
});

test.each([
  ["DAYBOOK_PROT", "DAYBOOK_PORT"],
  ["DAYBOOK_HOST", "DAYBOOK_HOSTS"],
  ["DAYBOOK_TRUSTED_PROXIES", "DAYBOOK_TRUST_PROXY"],
  ["DAYBOOK_DATA_DIR", "DAYBOOK_DATA"],
])("[O6] the unknown name %s is refused with the most similar one, %s", (typed, nearest) => {
  expect(problemOf({ [typed]: "x" })).toBe(
    `${typed} is not a variable of Daybook. Did you mean ${nearest}? All variables are listed in docs/configuration.md.`,
  );
});

test("[O6] a name that resembles none is refused, and what belongs to scripts and tests is ignored", () => {
  expect(problemOf({ DAYBOOK_FAVOURITE_COLOUR_OF_THE_SHOP: "x" })).toMatch(/ Remove it\. /);
  expect(() =>
    configOf({ DAYBOOK_TEST_DATA: "/data", DAYBOOK_KEY: "k", PATH: "/bin" }),
  ).not.toThrow();
});

describe("[O6] secrets in files", () => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-secrets-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const secretIn = (content: string): string => {
    const path = join(folder, "secret");
    writeFileSync(path, content);
    return path;
  };

  test.each(SECRETS)("%s is read from the file that its _FILE names", (name) => {
    const text = { DATABASE_URL: "postgres://shop@db/daybook", SETUP_TOKEN: "a".repeat(32) }[name];
    const config = configOf({ [fileVariable(name)]: secretIn(`${text}\n`) });
    expect(Object.values(config)).toContain(text);
  });

  test("a file that is missing, empty or wrong is named, without its content", () => {
    const missing = problemOf({ SETUP_TOKEN_FILE: join(folder, "missing") });
    expect(missing).toMatch(/^SETUP_TOKEN_FILE must name a file that can be read: ENOENT/);
    expect(problemOf({ SETUP_TOKEN_FILE: secretIn(" \n") })).toMatch(
      /^SETUP_TOKEN_FILE names an empty file/,
    );
    const wrong = problemOf({ DATABASE_URL_FILE: secretIn("mysql://shop:hunter2@db") });
    expect(wrong).toMatch(/^The content of DATABASE_URL_FILE must be a PostgreSQL address/);
    expect(wrong).not.toContain("hunter2");
  });

  test("a secret that is given twice is refused", () => {
    const both = { SETUP_TOKEN: "a".repeat(32), SETUP_TOKEN_FILE: secretIn("b".repeat(32)) };
    expect(problemOf(both)).toMatch(/^SETUP_TOKEN and SETUP_TOKEN_FILE are both set\./);
  });

  test("only secrets can be in files", () => {
    expect(problemOf({ DAYBOOK_PORT_FILE: secretIn("7300") })).toMatch(
      /Did you mean DAYBOOK_PORT\?/,
    );
  });
});

describe("[O6] documents of the variables", () => {
  test("every variable is in .env.example with a value that is valid, and in the documentation", () => {
    for (const name of VARIABLE_NAMES) {
      const { example, rule } = variableOf(name);
      expect(envExample()).toContain(`\n#${name}=${example}\n`);
      expect(configurationPage()).toMatch(new RegExp(`\\| \`${name}\`.* \\| ${escaped(rule)} \\|`));
      // A setup token that anyone can read in the documentation must not work.
      if (name === "SETUP_TOKEN") continue;
      // Those of a bucket are valid only together.
      const others = VARIABLE_NAMES.filter((other) => /_S3_/.test(name) && /_S3_/.test(other));
      const env = Object.fromEntries(others.map((other) => [other, variableOf(other).example]));
      expect(() => configOf({ ...env, [name]: example })).not.toThrow();
    }
    expect(() => configOf({ SETUP_TOKEN: variableOf("SETUP_TOKEN").example })).toThrow(ConfigError);
  });

  test("every secret is listed with its _FILE", () => {
    for (const name of SECRETS) {
      expect(envExample()).toContain(`#${fileVariable(name)}=`);
      expect(configurationPage()).toContain(`\`${fileVariable(name)}\``);
    }
  });
});

function problemOf(env: Readonly<Record<string, string>>): string {
  try {
    configOf(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error("the environment was accepted");
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
