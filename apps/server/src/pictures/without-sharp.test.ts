import { expect, onTestFinished, test, vi } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { refusalIn } from "../testing/send.ts";
import { oneSale, openTestServer } from "../testing/test-server.ts";

vi.mock("sharp", () => {
  throw new Error("there is no build of sharp for this platform");
});

test("[C7] on a computer that cannot read pictures, they are refused, and the shop sells", async () => {
  const server = await (await openTestServer()).setUp();
  onTestFinished(() => server.stop());
  const at = await server.stock("MUG", 1);
  const headers = {
    "content-type": "application/octet-stream",
    origin: server.origin,
    cookie: server.cookie,
  };
  const body = Buffer.from("GIF89a");
  const answer = await server.send({ method: "POST", path: "/api/pictures", headers, body });
  expect([answer.status, refusalIn(answer.text)]).toMatchObject([
    422,
    { code: "picture_refused", details: { why: "not_available" } },
  ]);
  expect(await server.json("/api/sales", oneSale(at, newId()))).toMatchObject({
    totalMinor: 1000,
  });
});
