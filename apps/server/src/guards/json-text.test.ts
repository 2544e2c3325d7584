import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { MOST_BODY_BYTES } from "@daybook/contract/body-limit";
import { refusalIn } from "../testing/send.ts";
import { openTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await (await openTestServer()).setUp();
});
afterAll(() => server.stop());

describe("[threat A6] [US7] valid bodies", () => {
  const at = (size: number) => JSON.stringify({ key: newId(), filler: "x".repeat(size) });

  test("a body over the limit is refused, with and without a Content-Length", async () => {
    const path = "/api/products";
    const response = await server.post(path, at(MOST_BODY_BYTES));
    expect([response.status, refusalIn(response.text).code]).toEqual([413, "payload_too_large"]);
    const chunked = await server.post(path, at(MOST_BODY_BYTES), {
      "transfer-encoding": "chunked",
    });
    expect([chunked.status, refusalIn(chunked.text).code]).toEqual([413, "payload_too_large"]);
    const fits = await server.post(path, at(MOST_BODY_BYTES - 1000));
    expect(fits.status).toBe(400);
    expect(refusalIn(fits.text).code).toBe("invalid_input");
  });

  const evil = [
    '{"__proto__":{"isOwner":true}}',
    '{"a":{"__proto__":{"isOwner":true}}}',
    '{"a":[{"constructor":{"prototype":{"isOwner":true}}}]}',
    String.raw`{"a":{"\u005f_proto__":{"isOwner":true}}}`,
  ];
  test.each(evil)("%s is refused as a body and as the input of a query", async (text) => {
    for (const path of ["/trpc/products.create", "/api/products"]) {
      const answer = await server.post(path, text);
      expect([answer.status, refusalIn(answer.text).code]).toEqual([400, "bad_request"]);
    }
    const query = await server.get(`/trpc/products.list?input=${encodeURIComponent(text)}`);
    expect([query.status, refusalIn(query.text).code]).toEqual([400, "bad_request"]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect("isOwner" in {}).toBe(false);
  });

  test("at most 64 levels of nesting are allowed", async () => {
    const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    for (const levels of [65, 200_000]) {
      const answer = await server.post("/api/products", nested(levels));
      expect([answer.status, refusalIn(answer.text).code]).toEqual([400, "bad_request"]);
    }
    const query = await server.get(`/trpc/products.list?input=${nested(1000)}`);
    expect(refusalIn(query.text).code).toBe("bad_request");
    // Brackets in a string are not nesting.
    const words = await server.post("/api/products", JSON.stringify({ name: "[".repeat(500) }));
    expect(refusalIn(words.text).code).toBe("invalid_input");
  });

  test.each(["{", "nope", '{"a":1,}', "\u0000", '{"a":NaN}'])("%j is not JSON", async (text) => {
    const answer = await server.post("/api/products", text);
    expect([answer.status, refusalIn(answer.text).code]).toEqual([400, "bad_request"]);
  });

  test("an empty body and a body that is not an object name the missing fields", async () => {
    for (const text of ["", "[]", "null", "3", '"x"']) {
      const answer = await server.post("/api/products", text);
      expect(answer.status).toBe(400);
    }
  });
});
