import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { createDaybookClient, isRefusal, newKey, refusalOf } from "./client.ts";

interface Sent {
  readonly url: string;
  readonly authorization: string | null;
}

/** A network that remembers what was sent and answers each call of a batch with the same. */
function network(answer: object, status = 200) {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    sent.push({
      url: url.pathname,
      authorization: new Headers(init?.headers).get("authorization"),
    });
    const calls = url.pathname.split(",").length;
    const body = url.searchParams.has("batch")
      ? Array.from({ length: calls }, () => answer)
      : answer;
    return Promise.resolve(Response.json(body, { status }));
  };
  return { sent, fetch };
}

const refusal = {
  code: "insufficient_stock",
  message: "Only 1 of Mug left in Shop.",
  fieldErrors: {},
  details: { shortages: [] },
  retryable: false,
  requestId: "r1",
};
const refused = {
  error: {
    code: -32009,
    message: refusal.message,
    data: { code: "CONFLICT", httpStatus: 409, refusal },
  },
};

test("[I2] calls of one moment share a request of at most twenty, with the API key", async () => {
  const { sent, fetch } = network({ result: { data: { setUp: true } } });
  const daybook = createDaybookClient({ url: "http://shop.local:8080/", apiKey: "shop_x", fetch });
  await Promise.all(Array.from({ length: 25 }, () => daybook.alerts.counts.query({})));
  expect(sent.map((request) => request.url.split(",").length)).toEqual([20, 5]);
  expect(sent.every((request) => request.url.startsWith("/trpc/alerts.counts"))).toBe(true);
  expect(sent.every((request) => request.authorization === "Bearer shop_x")).toBe(true);
});

test("calls that the server refuses in batches are sent alone", async () => {
  const { sent, fetch } = network({ result: { data: { setUp: true } } });
  const daybook = createDaybookClient({ url: "http://shop.local:8080", fetch });
  await Promise.all([daybook.setup.status.query({}), daybook.setup.status.query({})]);
  expect(sent.map((request) => request.url)).toEqual(["/trpc/setup.status", "/trpc/setup.status"]);
  expect(sent[0]?.authorization).toBeNull();
});

test("[I3] a script receives a refusal as a value", async () => {
  const { fetch } = network(refused, 409);
  const daybook = createDaybookClient({ url: "http://shop.local:8080", fetch });
  const error: unknown = await daybook.alerts.counts.query({}).catch((reason: unknown) => reason);
  expect(refusalOf(error)).toEqual(refusal);
  expect(isRefusal(error)).toBe(true);
  expect(isRefusal(error, "insufficient_stock")).toBe(true);
  expect(isRefusal(error, "not_found")).toBe(false);
});

test("any other error is not a refusal", async () => {
  const fetch = () => Promise.reject(new TypeError("no route to host"));
  const daybook = createDaybookClient({ url: "http://shop.local:8080", fetch });
  const error: unknown = await daybook.alerts.counts.query({}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TRPCClientError);
  expect(refusalOf(error)).toBeNull();
  expect(isRefusal(new Error("something else"))).toBe(false);
});

test("every key is new", () => {
  expect(new Set(Array.from({ length: 100 }, newKey)).size).toBe(100);
});

test("[fault F5] a body over the server's limit is a refusal that names the limit, and nothing is sent", async () => {
  const { sent, fetch } = network({ result: { data: { products: [] } } });
  const daybook = createDaybookClient({ url: "http://shop.local:8080", fetch });
  const products = (description: string) =>
    Array.from({ length: 300 }, (_, index) => ({
      name: `Thing ${index}`,
      priceMinor: 1,
      description,
    }));
  const create = (description: string) =>
    daybook.products.createMany.mutate({ key: newKey(), products: products(description) });
  const error: unknown = await create("long ".repeat(1000)).catch((reason: unknown) => reason);
  expect(refusalOf(error)).toMatchObject({
    code: "payload_too_large",
    message: expect.stringContaining("1,048,576 bytes"),
  });
  expect(sent).toEqual([]);
  // Two that fit travel apart, so that together they are not too large.
  await Promise.all([create("long ".repeat(400)), create("long ".repeat(400))]);
  expect(sent.map(({ url }) => url)).toEqual([
    "/trpc/products.createMany",
    "/trpc/products.createMany",
  ]);
});
