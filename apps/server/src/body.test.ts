import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MOST_BODY_BYTES } from "@daybook/contract/body-limit";
import { MAX_FIELD_ERRORS } from "@daybook/contract/field-errors";
import { MAX_ANONYMOUS_BODY_BYTES } from "./body.ts";
import { refusalIn } from "./testing/send.ts";
import { openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await (await openTestServer()).setUp();
});
afterAll(() => server.stop());

/** An object with very many unknown names. */
const unknownNames = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"n${index}":1`).join(",")}}`;
const signedOut = { cookie: "" };
const chunked = { "transfer-encoding": "chunked" };

test.each(["/trpc/auth.signIn", "/api/auth/sign-in", "/api/setup", "/api/products", "/elsewhere"])(
  "[fault B2] a large body to %s without sign-in is not read",
  async (path) => {
    const large = unknownNames(70_000);
    for (const headers of [signedOut, { ...signedOut, ...chunked }]) {
      const { status, headers: responseHeaders, text } = await server.post(path, large, headers);
      expect([status, refusalIn(text).code, responseHeaders.connection]).toEqual([
        401,
        "not_signed_in",
        "close",
      ]);
    }
  },
);

test("[fault B2] a small body without sign-in is read, with and without a Content-Length", async () => {
  const password = "x".repeat(MAX_ANONYMOUS_BODY_BYTES - 100);
  for (const headers of [signedOut, { ...signedOut, ...chunked }]) {
    const { status } = await server.post("/api/auth/sign-in", { login: "a", password }, headers);
    expect(status).toBe(400);
  }
});

test("[fault B2] a wrong API key is refused before the body is read", async () => {
  const headers = { ...signedOut, authorization: "Bearer shop_00000000_wrong" };
  const { status, text } = await server.post("/api/products", unknownNames(70_000), headers);
  expect([status, refusalIn(text).code]).toEqual([401, "not_signed_in"]);
});

test("[fault B2] a body with too many parts is refused before it is parsed", async () => {
  const list = `[${"0,".repeat(110_000)}0]`;
  for (const body of [unknownNames(75_000).replaceAll("1", "{}"), list]) {
    const { status, text } = await server.post("/api/products", body);
    expect([status, refusalIn(text).code]).toEqual([413, "payload_too_large"]);
  }
});

test("[fault F5] a body many times the limit is read to its end before it is refused, for programs that read no response while they send", async () => {
  const piece = Buffer.alloc(MOST_BODY_BYTES, "x");
  const outgoing = request(`${server.origin}/api/products/bulk`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "content-length": 12 * piece.length,
      origin: server.origin,
      cookie: server.cookie,
    },
  });
  const answer = once(outgoing, "response");
  for (let n = 0; n < 12; n++) {
    await new Promise<void>((resolve, reject) => {
      outgoing.write(piece, (error) => (error ? reject(error) : setImmediate(resolve)));
    });
  }
  outgoing.end();
  const [response] = await answer;
  const { code } = refusalIn(await text(response));
  expect([response.statusCode, code]).toEqual([413, "payload_too_large"]);
});

test("[fault B2] twenty invalid fields are named, and that there are more", async () => {
  const products = Array.from({ length: 1000 }, () => ({ a: 1, b: 2, c: 3 }));
  const bodies: [string, unknown][] = [
    ["/api/products", unknownNames(60_000)],
    ["/api/products/bulk", { key: "x", products }],
  ];
  for (const [path, body] of bodies) {
    const { status, text } = await server.post(path, body);
    const { fieldErrors } = JSON.parse(text);
    expect([status, Object.keys(fieldErrors).length]).toEqual([400, 21]);
    expect(fieldErrors[""]).toMatchObject([
      { code: "more_fields", details: { shown: MAX_FIELD_ERRORS } },
    ]);
    expect(text.length).toBeLessThan(4000);
  }
});
