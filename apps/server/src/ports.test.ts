import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError } from "./env.ts";
import { loadPorts } from "./ports.ts";

function moduleOf(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "daybook-ports-")), "ports.mjs");
  writeFileSync(path, text);
  return path;
}

const TERMINAL = "{ pay() {}, refund() {}, abort() {}, lastResult() {} }";
const SIGNER = "{ start() {}, finish() {}, close() {}, status() {} }";

test("[S20] [F6] without a module there are no devices", async () => {
  expect(await loadPorts(null)).toEqual({});
});

test("[S20] [F6] a module gives a card terminal, a signing device, or both", async () => {
  const both = await loadPorts(
    moduleOf(`export const cardTerminal = ${TERMINAL}; export const fiscalSigner = ${SIGNER};`),
  );
  expect(Object.keys(both)).toEqual(["cardTerminal", "fiscalSigner"]);
  const one = await loadPorts(moduleOf(`export const fiscalSigner = ${SIGNER};`));
  expect(one.cardTerminal).toBeUndefined();
});

test.each([
  ["has a method missing", "export const cardTerminal = { pay() {} };"],
  ["is empty", ""],
  ["exports something else", "export default { cardTerminal: {} };"],
  ["fails", "throw new Error('no device');"],
])("[S20] [F6] a module that %s stops the start with a sentence", async (_what, text) => {
  await expect(loadPorts(moduleOf(text))).rejects.toThrow(ConfigError);
  await expect(loadPorts(moduleOf(text))).rejects.toThrow(/^DAYBOOK_PORTS: /);
});
