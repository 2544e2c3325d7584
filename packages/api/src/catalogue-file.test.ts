import { gunzipSync } from "node:zlib";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { readCatalogueFile } from "@daybook/contract/catalogue-file";
import type { Actor } from "@daybook/core/context/context";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCatalogueFile, createCatalogueMaker } from "./catalogue-file.ts";
import type { CatalogueFile, CatalogueMaker } from "./catalogue-file.ts";
import { callerAs, contextAs } from "./testing/create-test-caller.ts";
import { overRest, restRequest, routeOf, textOf } from "./testing/call.ts";

const text = (part: string) => new TextEncoder().encode(part);
const read = async (file: CatalogueFile) => textOf(await file.open());

async function rowsOf(content: string): Promise<CatalogueRow[]> {
  async function* lines() {
    yield* content.split("\n").slice(0, -1);
  }
  const rows: CatalogueRow[] = [];
  for await (const part of readCatalogueFile(lines())) rows.push(...part.rows);
  return rows;
}

describe("the catalogue as one file", () => {
  const shopOfThree = () =>
    createTestShop().withProduct("TEA").withProduct("MUG").withProduct("CUP");

  async function bytes(pieces: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(typeof piece === "string" ? text(piece) : piece);
    return Buffer.concat(all);
  }

  test("[X1] has the rows of all pages, compressed for clients that accept it", async () => {
    const shop = await shopOfThree();
    const { items } = await callerAs(shop, "viewer").catalogue.page({});
    const request = restRequest(contextAs(shop, "viewer"), "catalogue.page", { format: "packed" });
    const plain = await routeOf("catalogue.page").handle(request);
    const packed = await routeOf("catalogue.page").handle({
      ...request,
      headers: { "accept-encoding": "gzip, deflate, br" },
    });
    if (typeof plain.body === "string" || typeof packed.body === "string")
      throw new Error("this is no file");
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    const content = await textOf(plain.body);
    expect(gunzipSync(await bytes(packed.body)).toString()).toBe(content);
    expect(await rowsOf(content)).toEqual(items);
  });

  test("[US3] is refused without sign-in and to API keys that may not read products", async () => {
    const shop = await shopOfThree();
    const key: Actor = {
      ...shop.as("owner").actor,
      apiKeyId: 1,
      permissions: new Set(["sales.read"]),
    };
    const ask = (as: Actor | null) =>
      overRest(contextAs(shop, as), "catalogue.page", { format: "packed" });
    expect(await ask(null)).toMatchObject({ status: 401, body: { code: "not_signed_in" } });
    expect(await ask(key)).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  test("of another list is an unknown format", async () => {
    const shop = await shopOfThree();
    const answer = await overRest(contextAs(shop, "owner"), "products.list", { format: "packed" });
    expect(answer).toMatchObject({
      status: 400,
      body: { fieldErrors: { format: [{ code: "unknown_field" }] } },
    });
  });

  test("of a shop without products is a complete file too", async () => {
    const shop = await createTestShop();
    const file = createCatalogueFile(() => createCatalogueMaker(shop.work, true));
    const content = gunzipSync(await bytes(await file.open())).toString();
    expect(await rowsOf(content)).toEqual([]);
  });
});

describe("one file for many readers", () => {
  let makers: Maker[] = [];
  /** Makes what the test says, when the test says so. */
  class Maker implements CatalogueMaker {
    makes = 0;
    closed = false;
    next: AsyncIterable<Uint8Array> | null = null;

    make() {
      this.makes++;
      return Promise.resolve(this.next);
    }

    close() {
      this.closed = true;
      return Promise.resolve();
    }
  }
  async function* pieces(...parts: (string | Promise<string>)[]) {
    for await (const part of parts) yield text(part);
  }
  const fileOf = (...contents: (AsyncIterable<Uint8Array> | null)[]) =>
    createCatalogueFile(() => {
      const maker = new Maker();
      maker.next = contents[makers.length] ?? null;
      makers.push(maker);
      return maker;
    });

  beforeEach(() => void (makers = []));
  const files: CatalogueFile[] = [];
  afterEach(() => Promise.all(files.splice(0).map((file) => file.close())));

  test("is built once for all requests that arrive in the meantime, from the first line to the last", async () => {
    let finish: (text: string) => void = () => undefined;
    const rest = new Promise<string>((resolve) => (finish = resolve));
    const file = fileOf(pieces("one ", rest));
    files.push(file);
    const [first, second] = await Promise.all([file.open(), file.open()]);
    const third = await file.open();
    finish("two");
    expect(await Promise.all([first, second, third].map(textOf))).toEqual(
      Array.from({ length: 3 }, () => "one two"),
    );
    expect(makers.map((maker) => maker.makes)).toEqual([1]);
  });

  test("is served again while nothing changes, and rebuilt after a change", async () => {
    const file = fileOf(pieces("old"));
    files.push(file);
    expect(await read(file)).toBe("old");
    const [maker] = makers;
    if (maker === undefined) throw new Error("somebody came");
    maker.next = null;
    expect(await read(file)).toBe("old");
    maker.next = pieces("new");
    expect(await read(file)).toBe("new");
    expect(maker.makes).toBe(3);
  });

  test("fails for all waiting requests if building it fails, and the next request builds it again", async () => {
    const broken = Promise.reject(new Error("the disk is gone"));
    broken.catch(() => undefined);
    const file = fileOf(pieces(broken), pieces("half ", broken), pieces("whole"));
    files.push(file);
    await expect(file.open()).rejects.toThrow("the disk is gone");
    const half = await file.open();
    await expect(textOf(half)).rejects.toThrow("the disk is gone");
    expect(await read(file)).toBe("whole");
    expect(makers.map((maker) => maker.closed)).toEqual([true, true, false]);
  });

  test("is not kept after it was closed", async () => {
    const file = fileOf(pieces("first"), pieces("second"));
    files.push(file);
    await read(file);
    await file.close();
    expect(makers[0]?.closed).toBe(true);
    expect(await read(file)).toBe("second");
  });
});
