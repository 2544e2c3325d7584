import { expect, onTestFinished, test } from "vitest";
import { readRefusal } from "@daybook/contract/refusal";
import { newId } from "@daybook/contract/uuid";
import { openTestServer } from "./testing/test-server.ts";

const BAD = JSON.stringify({ key: newId(), name: "", priceMinor: 1 });
const SENTENCE = "This field is required.";

test("[fault D1] a page opened before an update explains why its sale or form was refused", async () => {
  const server = await (await openTestServer()).setUp();
  onTestFinished(() => server.stop());
  const refusalFor = async (headers: Record<string, string>) => {
    const { status, text } = await server.send({
      method: "POST",
      path: "/trpc/products.create",
      headers: {
        cookie: server.cookie,
        origin: server.origin,
        "content-type": "application/json",
        ...headers,
      },
      body: BAD,
    });
    expect(status).toBe(400);
    return JSON.parse(text).error.data.refusal;
  };
  const earlier = await refusalFor({ "x-daybook-shop": "real" });
  expect(earlier).toMatchObject({ code: "invalid_input", fieldErrors: { name: [SENTENCE] } });
  const fields = { name: [{ code: "required", details: {}, message: SENTENCE }] };
  for (const headers of [{}, { "x-daybook-shop": "real", "x-daybook-field-codes": "1" }])
    expect(readRefusal(await refusalFor(headers))?.fieldErrors).toEqual(fields);
});
