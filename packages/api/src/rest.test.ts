import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { overRest, overTrpc, restRequest, routeOf, textOf } from "./testing/call.ts";
import { apiOf, callerAs, contextAs } from "./testing/create-test-caller.ts";
import type { RestRequest } from "./rest.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop().withLocation("Back room");
  const owner = callerAs(shop, "owner");
  const rows = Array.from({ length: 230 }, (_, n) => ({
    sku: `S${String(n).padStart(3, "0")}`,
    name: n === 7 ? '=cmd|" calc"' : `Thing ${n}`,
    priceMinor: 100 + n,
  }));
  const { products } = await owner.products.createMany({ key: newId(), products: rows });
  for (const product of products) shop.products.set(product.sku, product.id);
});
afterAll(() => shop.close());
afterEach(() => expect(apiOf(shop).problems).toEqual([]));

const owner = () => contextAs(shop, "owner");
const ask = (name: string, input: Record<string, unknown> = {}, more: Partial<RestRequest> = {}) =>
  overRest(owner(), name, input, more);

describe("parsing an address", () => {
  test("[I5] whole numbers in a query string become numbers, all else stays text", async () => {
    const { body } = await ask("products.list", { limit: 2, search: "7", sort: "sku" });
    expect(body).toMatchObject({ items: [{ sku: "S007" }, { sku: "S017" }] });
  });

  test("[I3] invalid numbers stay text, so the contract refuses them", async () => {
    for (const limit of ["two", "1.5", "0x10", "1e3", "", "99999999999999999999"]) {
      const { status, body } = await ask("products.list", { limit });
      expect({ limit, status, body }).toMatchObject({
        status: 400,
        body: { fieldErrors: { limit: [{ code: expect.any(String) }] } },
      });
    }
  });

  test("[I3] unknown and repeated parameters are refused by name", async () => {
    expect(await ask("products.list", { colour: "red" })).toMatchObject({
      status: 400,
      body: { fieldErrors: { colour: [{ code: "unknown_field" }] } },
    });
    expect(await ask("products.list", {}, { query: { search: ["a", "b"] } })).toMatchObject({
      status: 400,
      body: { fieldErrors: { search: [{ code: "given_twice" }] } },
    });
    expect(await ask("categories.create", {}, { query: { name: "x" } })).toMatchObject({
      status: 400,
      body: { fieldErrors: { name: [{ code: "belongs_in_body" }] } },
    });
  });

  test("[US7] __proto__ in a query string is an ordinary name", async () => {
    const query: Record<string, string> = JSON.parse('{"__proto__":"x"}');
    const { status } = await ask("products.list", {}, { query });
    expect(status).toBe(400);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("[I3] a body that is not an object, and one that contradicts the address, are refused", async () => {
    for (const body of [null, 3, "text", [1]]) {
      expect((await ask("categories.create", {}, { body })).status).toBe(400);
    }
    const id = shop.productId("S001");
    const answer = await ask(
      "products.deactivate",
      { id, version: 1, key: newId() },
      { params: { id: shop.productId("S002") }, body: { id, version: 1, key: newId() } },
    );
    expect(answer).toMatchObject({
      status: 400,
      body: { fieldErrors: { id: [{ code: "differs_from_address" }] } },
    });
  });

  test("[I13] If-Match sets the version, and nothing else does", async () => {
    const id = shop.productId("S003");
    const edit = { id, name: "Renamed" };
    const headers = (match: string) => ({ headers: { "if-match": match } });
    expect((await ask("products.update", { ...edit, key: newId() }, headers('W/"1"'))).status).toBe(
      200,
    );
    expect(
      (await ask("products.update", { ...edit, key: newId() }, headers('"1"'))).body,
    ).toMatchObject({ code: "stale_version" });
    expect((await ask("products.update", { ...edit, key: newId() }, headers("*"))).status).toBe(
      400,
    );
    expect(
      (await ask("products.update", { ...edit, key: newId(), version: 2 }, headers('"1"'))).status,
    ).toBe(400);
  });

  test("[I6] Idempotency-Key sets the key", async () => {
    const headers = { "idempotency-key": newId() };
    const first = await ask("customers.create", { name: "Ada" }, { headers });
    expect(first.status).toBe(200);
    expect(await ask("customers.create", { name: "Ada" }, { headers })).toEqual(first);
    expect((await ask("customers.create", { name: "Bob" }, { headers })).status).toBe(409);
    expect((await ask("customers.create", { name: "Bob" })).body).toMatchObject({
      fieldErrors: { key: [{ code: "not_an_id" }] },
    });
  });
});

describe("lists", () => {
  test("[I4] pages by cursor return every row once, also when rows are added in the meantime", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; ; page++) {
      const answer = await overTrpc(owner(), "products.list", {
        sort: "sku",
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const { items, nextCursor } = answer.body as {
        items: { sku: string }[];
        nextCursor: string | null;
      };
      seen.push(...items.map((item) => item.sku));
      if (page === 1)
        await callerAs(shop, "owner").products.create({
          key: newId(),
          sku: "A-FIRST",
          name: "Late",
          priceMinor: 1,
        });
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(seen).toHaveLength(230);
    expect(new Set(seen).size).toBe(230);
    expect(seen).not.toContain("A-FIRST");
  });

  test("[I4] an invalid cursor is refused at its field", async () => {
    for (const cursor of ["x", "WyJhIl0", newId(), "eyJhIjoxfQ"]) {
      expect(await ask("products.list", { cursor })).toMatchObject({
        status: 400,
        body: { fieldErrors: { cursor: [{ code: expect.any(String) }] } },
      });
    }
  });

  test("[I5] movements are filtered by product, location, kind and days", async () => {
    const caller = callerAs(shop, "owner");
    const at = shop.at("S010");
    const lines = [{ productId: at.productId, quantityMilli: 5000, costMinor: 500 }];
    await caller.movements.opening({ key: newId(), locationId: at.locationId, lines });
    shop.advance(24 * 3600_000);
    await caller.movements.waste({ key: newId(), ...at, quantityMilli: 1000, reason: "damaged" });
    await caller.movements.opening({
      key: newId(),
      locationId: shop.locationId("Back room"),
      lines: [{ productId: shop.productId("S011"), quantityMilli: 1000, costMinor: 1 }],
    });
    const kinds = async (filter: object) => {
      const { body } = await ask("movements.list", { ...filter });
      return (body as { items: { kind: string; product: { sku: string } }[] }).items.map(
        (one) => `${one.kind} ${one.product.sku}`,
      );
    };
    expect(await kinds({ productId: at.productId })).toEqual(["waste S010", "opening S010"]);
    expect(await kinds({ locationId: shop.locationId("Back room") })).toEqual(["opening S011"]);
    expect(await kinds({ kind: "waste" })).toEqual(["waste S010"]);
    expect(await kinds({ from: "2026-03-03", to: "2026-03-03", productId: at.productId })).toEqual([
      "waste S010",
    ]);
    expect(await kinds({ to: "2026-03-02" })).toEqual(["opening S010"]);
  });
});

describe("files", () => {
  async function file(
    name: string,
    input: Record<string, unknown>,
    more: Partial<RestRequest> = {},
  ) {
    const answer = await routeOf(name).handle({ ...restRequest(owner(), name, input), ...more });
    if (typeof answer.body === "string") return { ...answer, text: answer.body };
    return { ...answer, text: await textOf(answer.body) };
  }

  async function allRows(name: string, input: Record<string, unknown>): Promise<unknown[]> {
    const rows: unknown[] = [];
    let cursor: string | null | undefined;
    do {
      const { body } = await overTrpc(owner(), name, { ...input, ...(cursor && { cursor }) });
      // safe because every list answers its rows so
      const page = body as { items: unknown[]; nextCursor?: string | null };
      rows.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return rows;
  }

  test("[RP3] a list is exported as one file with all its pages, by header or by parameter", async () => {
    const byHeader = await file(
      "products.list",
      { sort: "sku" },
      { headers: { accept: "text/csv" } },
    );
    expect(byHeader.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(byHeader.headers["content-disposition"]).toBe(
      'attachment; filename="products-list.csv"',
    );
    const lines = byHeader.text.trimEnd().split("\r\n");
    expect(lines[0]).toBe(
      '\uFEFF"sku","name","category","unit","price","price_for","on_hand","stock_state","active"',
    );
    expect(lines).toHaveLength(1 + 231);
    expect(lines.find((line) => line.startsWith('"S007"'))).toBe(
      `"S007","'=cmd|"" calc""","","each",1.07,1,0,"ok","yes"`,
    );
    expect((await file("products.list", { sort: "sku", format: "csv" })).text).toBe(byHeader.text);
  });

  test.each([
    ["movements.list", {}],
    ["sales.list", {}],
    ["reports.stockSummary", {}],
    ["reports.lowStock", {}],
    ["reports.valuation", {}],
    ["reports.salesByDay", { from: "2026-03-01", to: "2026-03-05" }],
    ["reports.salesByProduct", { from: "2026-03-01", to: "2026-03-05" }],
  ])("[RP3] %s is exported as a file", async (name, input) => {
    const { status, text } = await file(name, { ...input, format: "csv" });
    expect(status).toBe(200);
    expect(text.startsWith('\uFEFF"')).toBe(true);
  });

  test.each([
    ["products.list", { sort: "sku" }],
    ["movements.list", { productId: "S010" }],
    ["sales.list", { from: "2030-01-01" }],
    ["reports.stockSummary", {}],
    ["reports.salesByDay", { from: "2026-03-01", to: "2026-03-05" }],
  ])(
    "[RP3] %s is exported as a JSON file with exactly the rows of its pages",
    async (name, given) => {
      const input: Record<string, unknown> = { ...given };
      if ("productId" in input) input["productId"] = shop.productId("S010");
      const { status, headers, text } = await file(name, { ...input, format: "json" });
      expect(status).toBe(200);
      expect(headers["content-type"]).toBe("application/json; charset=utf-8");
      expect(headers["content-disposition"]).toBe(
        `attachment; filename="${name.replace(".", "-")}.json"`,
      );
      expect(JSON.parse(text)).toEqual({ items: await allRows(name, input) });
    },
  );

  test("an unknown format, and an export of something that is not a list, are refused by name", async () => {
    for (const [name, input] of [
      ["products.list", { format: "pdf" }],
      ["products.get", { id: shop.productId("S010"), format: "json" }],
    ] as const)
      expect(await ask(name, input)).toMatchObject({
        status: 400,
        body: { fieldErrors: { format: [{ code: expect.any(String) }] } },
      });
  });

  test("a refusal is returned as a refusal and not as a file", async () => {
    const { status, text } = await file("products.list", { format: "csv", colour: "red" });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: "invalid_input" });
  });
});
