import type { Page } from "playwright-core";
import { newKey } from "@daybook/client";
import { OWNER } from "./journeys.ts";

/** Sends a query as the page would: with its cookie and origin. Fails if the server refuses. */
export async function ask(page: Page, query: string, input: object = {}): Promise<unknown> {
  return answerOf(
    await page.evaluate(
      async ([name, json]) => {
        const address = `/trpc/${name}?input=${encodeURIComponent(json ?? "")}`;
        return (await fetch(address)).json();
      },
      [query, JSON.stringify(input)],
    ),
  );
}

/** Sends a mutation as the page would. */
export async function send(page: Page, mutation: string, input: object = {}): Promise<unknown> {
  return answerOf(
    await page.evaluate(
      async ([name, json]) => {
        const headers = { "content-type": "application/json" };
        const init = { method: "POST", headers, body: json ?? "" };
        return (await fetch(`/trpc/${name}`, init)).json();
      },
      [mutation, JSON.stringify(input)],
    ),
  );
}

/** Confirms the owner's password for one action that requires it. */
export async function confirmPassword(page: Page): Promise<void> {
  await send(page, "auth.confirmPassword", { password: OWNER.password });
}

/** Moves the end of the business day half a day away, so today's data stays today's at any hour. */
export async function keepToday(page: Page): Promise<void> {
  const minutes = await page.evaluate(() => {
    const now = new Date();
    return now.getHours() * 60 + now.getMinutes();
  });
  const version = at(await ask(page, "settings.get"), "version");
  const dayCutoffMinutes = (minutes + 12 * 60) % (24 * 60);
  await send(page, "settings.update", { key: newKey(), version, dayCutoffMinutes });
}

function answerOf(json: unknown): unknown {
  const data = at(json, "result", "data");
  if (data === undefined) throw new Error(`Refused: ${JSON.stringify(json)}`);
  return data;
}

/** Creates these products and receives the given quantity of each into the shop's first location. */
export async function stockShop(
  page: Page,
  goods: readonly object[],
  quantityMilli: number,
): Promise<void> {
  await send(page, "products.createMany", { key: newKey(), products: goods });
  const locationId = textAt(await ask(page, "locations.list"), "items", 0, "id");
  const products = at(await ask(page, "products.list"), "items");
  if (!Array.isArray(products)) throw new Error("There are no products");
  const lines = products.map((product: unknown) => ({
    productId: textAt(product, "id"),
    quantityMilli,
    costMinor: 10_000,
  }));
  await send(page, "movements.receive", { key: newKey(), locationId, lines });
}

/** Adds two drawers: one stays closed, the other is opened and counted with a difference. */
export async function countADrawer(
  page: Page,
  [closed, open]: readonly [string, string] = ["Tea room", "Back room"],
) {
  const made = async (name: string) =>
    textAt(await send(page, "drawers.create", { key: newKey(), name }), "id");
  const drawerId = await made(closed);
  const opening = { key: newKey(), drawerId: await made(open), floatMinor: 10_000 };
  const sessionId = textAt(await send(page, "drawers.open", opening), "session", "id");
  const others = [{ tender: "card", countedMinor: 1250 }];
  await send(page, "drawers.count", { key: newKey(), sessionId, cashMinor: 9_000, others });
  return { drawerId, sessionId };
}

/** Asks for the approval of a void, and returns its id. */
export async function askToVoid(page: Page, id: string): Promise<string> {
  const input = { key: newKey(), id, reason: "Rung up by mistake" };
  const request = { key: newKey(), ask: { action: "sales.void", input } };
  return textAt(await send(page, "approvals.request", request), "id");
}

/** The value at this path of JSON; undefined if there is none. */
export function at(json: unknown, ...keys: readonly (string | number)[]): unknown {
  let here = json;
  for (const key of keys) {
    if (typeof here !== "object" || here === null) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** The text at this path; fails if there is none. */
export function textAt(json: unknown, ...keys: readonly (string | number)[]): string {
  const text = at(json, ...keys);
  if (typeof text !== "string")
    throw new Error(`No text at ${keys.join(".")}: ${JSON.stringify(json)}`);
  return text;
}

/** Sends a file and reads it into a preview, which changes nothing. Returns the id of the import. */
export async function previewFile(page: Page, fileName: string, text: string): Promise<string> {
  const file = await page.evaluate(async (body) => {
    const headers = { "content-type": "application/octet-stream" };
    const answer = await fetch("/api/imports/files", { method: "POST", headers, body });
    return String((await answer.json()).file);
  }, text);
  const { kind, source, columns, options } = Object(await ask(page, "imports.look", { file }));
  const begin = { key: newKey(), file, fileName, kind, source, columns, options };
  return textAt(await send(page, "imports.start", begin), "id");
}
