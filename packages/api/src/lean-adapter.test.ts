import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { reasonSentence } from "@daybook/contract/sentences";
import { describe, expect, test } from "vitest";
import { handleTrpc } from "./lean-adapter.ts";
import { smallContext, smallRouter } from "./testing/small-router.ts";

interface Probe {
  readonly name: string;
  readonly method?: string;
  /** After `/trpc/`, query string included. */
  readonly url: string;
  readonly body?: unknown;
  readonly contentType?: string | null;
  readonly signedIn?: boolean;
  readonly createContext?: () => never;
}

const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;

const PROBES: readonly Probe[] = [
  { name: "a query", url: `things.greet?${input({ name: "Ada" })}` },
  { name: "a query with a default", url: `things.greet?${input({ name: "Zoë & co", times: 2 })}` },
  { name: "a query that returns undefined", url: `things.nothing?${input({})}` },
  { name: "a query that returns null, without input", url: "things.optional" },
  { name: "a query without its input", url: "things.greet" },
  { name: "an input the contract refuses", url: `things.greet?${input({ name: "A", size: 3 })}` },
  { name: "an input that is not JSON", url: "things.greet?input=%7Bname" },
  { name: "an empty input", url: "things.greet?input=" },
  { name: "an unknown procedure", url: "things.sing" },
  { name: "an unknown procedure with a name of the prototype", url: "toString" },
  { name: "a router instead of a procedure", url: "things" },
  { name: "a mutation", url: "things.add", body: { numbers: [1, 2] }, signedIn: true },
  { name: "a mutation without sign-in", url: "things.add", body: { numbers: [1, 2] } },
  { name: "a mutation by GET", url: `things.add?${input({ numbers: [] })}`, signedIn: true },
  { name: "a query by POST", url: "things.greet", body: { name: "Ada" } },
  {
    name: "another method",
    url: "things.add",
    method: "PUT",
    body: { numbers: [1] },
    signedIn: true,
  },
  { name: "a refusal", url: "things.refuse", body: {} },
  { name: "a bug", url: "things.break", body: {} },
  { name: "an output that breaks its contract", url: `things.lie?${input({})}` },
  { name: "a form", url: "things.refuse", body: {}, contentType: "text/plain" },
  { name: "no content type", url: "things.refuse", body: {}, contentType: null },
  { name: "a batch of one", url: `things.greet?batch=1&${input({ 0: { name: "Ada" } })}` },
  {
    name: "a batch",
    url: `things.greet,things.nothing,things.greet?batch=1&${input({ 0: { name: "Ada" }, 1: {}, 2: { name: "Bob" } })}`,
  },
  {
    name: "a batch of which one call is refused",
    url: `things.greet,things.greet?batch=1&${input({ 0: { name: "Ada" }, 1: { name: "B" } })}`,
  },
  {
    name: "a batch of which all are refused with one status",
    url: `things.greet,things.greet?batch=1&${input({ 0: { name: "A" }, 1: { name: "B" } })}`,
  },
  {
    name: "a batch with an unknown procedure",
    url: `things.greet,things.sing?batch=1&${input({ 0: { name: "Ada" } })}`,
  },
  { name: "a batch without input", url: "things.greet,things.greet?batch=1" },
  {
    name: "a batch whose input is a list",
    url: `things.greet,things.greet?batch=1&${input([{ name: "Ada" }])}`,
  },
  { name: "a batch whose input is a number", url: `things.greet,things.greet?batch=1&${input(3)}` },
  {
    name: "a batch that mixes kinds",
    url: `things.greet,things.add?batch=1&${input({ 0: { name: "Ada" } })}`,
  },
  {
    name: "a batch of mutations",
    url: "things.add,things.refuse?batch=1",
    body: { 0: { numbers: [4] }, 1: {} },
    signedIn: true,
  },
  {
    name: "names with commas without batch",
    url: `things.greet,things.greet?${input({ name: "Ada" })}`,
  },
  {
    name: "a batch of 21",
    url: `${Array.from({ length: 21 }, () => "things.nothing").join(",")}?batch=1&${input({})}`,
  },
];

/** `data.path` says which of a batch failed; everything else of the shape is compared as it is. */
async function official(probe: Probe): Promise<{ status: number; body: unknown }> {
  const method = methodOf(probe);
  const headers = new Headers();
  const type = contentTypeOf(probe);
  if (type !== undefined) headers.set("content-type", type);
  const body = method === "GET" ? null : JSON.stringify(probe.body);
  const request = new Request(`http://localhost/trpc/${probe.url}`, { method, headers, body });
  if (type === undefined) request.headers.delete("content-type");
  const response = await fetchRequestHandler({
    endpoint: "/trpc",
    req: request,
    router: smallRouter,
    maxBatchSize: 20,
    createContext: () => smallContext(probe.signedIn === true ? ["products.write"] : []),
  });
  return { status: response.status, body: await response.json() };
}

async function lean(probe: Probe): Promise<{ status: number; body: unknown }> {
  const url = new URL(`http://localhost/trpc/${probe.url}`);
  const answer = await handleTrpc({
    router: smallRouter,
    method: methodOf(probe),
    path: decodeURIComponent(url.pathname.slice("/trpc/".length)),
    query: {
      batch: url.searchParams.get("batch") ?? undefined,
      input: url.searchParams.get("input") ?? undefined,
    },
    body: methodOf(probe) === "GET" ? undefined : probe.body,
    contentType: contentTypeOf(probe),
    createContext: () =>
      Promise.resolve(smallContext(probe.signedIn === true ? ["products.write"] : [])),
  });
  return { status: answer.status, body: JSON.parse(answer.body) };
}

const methodOf = (probe: Probe) => probe.method ?? (probe.body === undefined ? "GET" : "POST");
const contentTypeOf = (probe: Probe) => {
  if (methodOf(probe) === "GET" || probe.contentType === null) return undefined;
  return probe.contentType ?? "application/json";
};

describe("the lean adapter responds like the official one", () => {
  test.each(PROBES)("$name", async (probe) => {
    const expected = await official(probe);
    const got = await lean(probe);
    expect(withoutRequestId(got)).toEqual(withoutRequestId(expected));
  });
});

/** A request refused before it has a context is known to the lean adapter by its id, to the official one by none. */
function withoutRequestId(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer).replaceAll(/"requestId":"[^"]*"/g, '"requestId":""'));
}

const ask = (path: string, more: Partial<Parameters<typeof handleTrpc>[0]> = {}) =>
  handleTrpc({
    router: smallRouter,
    method: "POST",
    path,
    query: { batch: "1" },
    body: { 0: {} },
    contentType: "application/json",
    createContext: () => Promise.resolve(smallContext([])),
    requestId: "r1",
    ...more,
  });

test("[US7] sign-in is refused in a batch with other calls, and accepted alone", async () => {
  expect((await ask("auth.enter,auth.enter")).status).toBe(400);
  expect((await ask("things.refuse,auth.enter")).status).toBe(400);
  expect((await ask("auth.enter")).status).toBe(200);
});

test("[O8] a defect is logged with its cause and returned without it", async () => {
  const problems: unknown[] = [];
  const answer = await ask("things.break", {
    query: {},
    body: {},
    createContext: () => Promise.resolve(smallContext([], problems)),
  });
  expect(answer.status).toBe(500);
  expect(JSON.parse(answer.body)).toEqual({
    error: {
      code: -32603,
      message: reasonSentence({ code: "internal", details: {} }),
      data: {
        code: "INTERNAL_SERVER_ERROR",
        httpStatus: 500,
        path: "things.break",
        refusal: {
          code: "internal",
          message: reasonSentence({ code: "internal", details: {} }),
          fieldErrors: {},
          details: {},
          retryable: true,
          requestId: "r1",
        },
      },
    },
  });
  expect(problems).toMatchObject([
    { requestId: "r1", path: "things.break", error: { message: "a secret of the machine room" } },
  ]);
});

test("if the context cannot be created, each call of the request is refused", async () => {
  const answer = await ask("things.refuse,things.refuse", {
    createContext: () => Promise.reject(new Error("no database")),
  });
  expect(answer.status).toBe(500);
  expect(answer.body).not.toContain("no database");
});

/** In which turns of the event loop the calls of a batch are begun, counted from the first one. */
async function turnsOf(path: string, more: Partial<Parameters<typeof handleTrpc>[0]>) {
  let turn = 0;
  let over = false;
  const next = () => {
    turn += 1;
    if (!over) setImmediate(next);
  };
  setImmediate(next);
  const begun: number[] = [];
  const spend = () => (begun.push(turn), 0);
  const context = { ...smallContext(["products.write"]), spend };
  await ask(path, { createContext: () => Promise.resolve(context), ...more });
  over = true;
  return begun.map((one) => one - (begun[0] ?? 0));
}

test("[fault B7] each read of a batch runs separately, so a sale waits for only one of them; writes share a commit", async () => {
  const reads = { method: "GET", body: undefined, query: { batch: "1", input: '{"0":{},"1":{}}' } };
  expect(await turnsOf("things.nothing,things.nothing", reads)).toEqual([0, 1]);
  const writes = { body: { 0: { numbers: [1] }, 1: { numbers: [2] } } };
  expect(await turnsOf("things.add,things.add", writes)).toEqual([0, 0]);
});
