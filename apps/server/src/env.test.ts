import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError, configOf } from "./env.ts";

test("[O1] by default, the database is in a folder of the user and no database server is needed", () => {
  expect(configOf({})).toEqual({
    dataFolder: join(homedir(), "Daybook"),
    storeUrl: `file:${join(homedir(), "Daybook", "daybook.db")}`,
    sampleUrl: `file:${join(homedir(), "Daybook", "sample.sqlite")}`,
    port: 7300,
    hosts: [],
    trustedProxies: [],
    setupToken: null,
    logLevel: "info",
    allowNetworkFs: false,
    portsModule: null,
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
])("[O8] an invalid %s (%s) is named in a sentence with the allowed values", (name, value) => {
  const read = () => configOf({ [name]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new RegExp(`^${name} must be .{5,}\\.$`));
});
