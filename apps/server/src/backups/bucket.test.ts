/** The bucket as a place for backups, with a service on this machine that checks signatures by itself. */
import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ConfigError, configOf } from "../env.ts";
import { dataFolder } from "../testing/child-server.ts";
import { openTestServer } from "../testing/test-server.ts";
import { BackupDesk } from "./backup-desk.ts";
import { Bucket } from "./bucket.ts";

const KEY_ID = "AKIDEXAMPLE";
const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const REGION = "eu-central-1";

let data: ReturnType<typeof dataFolder>;
let service: Server;
let files: Map<string, Buffer>;
let isDown: boolean;
beforeEach(async () => {
  data = dataFolder();
  files = new Map();
  isDown = false;
  service = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { "content-length": Buffer.byteLength(body) });
      response.end(request.method === "HEAD" ? "" : body);
    });
  }).listen(0, "127.0.0.1");
  await once(service, "listening");
});
afterEach(() => {
  service.close();
  data.remove();
});

const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();
const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned({ method = "", url = "", headers }: IncomingMessage): boolean {
  const [, scope = "", names = "", signature = ""] =
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  const { pathname, search } = new URL(url, "http://service");
  const signed = names.split(";").map((name) => `${name}:${String(headers[name])}\n`);
  const query = search.slice(1).split("&").toSorted().join("&");
  const hash = String(headers["x-amz-content-sha256"]);
  const canonical = [method, pathname, query, signed.join(""), names, hash].join("\n");
  const [day = "", region = "", name = "", end = ""] = scope.split("/");
  const date = String(headers["x-amz-date"]);
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = [day, region, name, end].reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  return region === REGION && hmac(key, text).toString("hex") === signature;
}

async function answer(
  request: IncomingMessage,
): Promise<{ status: number; body: string | Buffer }> {
  const body = await buffer(request);
  if (isDown) return { status: 503, body: "<Error><Code>SlowDown</Code></Error>" };
  const isWhole = sha256(body) === request.headers["x-amz-content-sha256"];
  if (!isSigned(request) || !isWhole)
    return { status: 403, body: "<Error><Code>SignatureDoesNotMatch</Code></Error>" };
  const { pathname, searchParams } = new URL(request.url ?? "", "http://service");
  if (searchParams.get("list-type") === "2") {
    const prefix = searchParams.get("prefix") ?? "";
    const keys = [...files.keys()].filter((key) => key.startsWith(prefix));
    return { status: 200, body: keys.map((key) => `<Key>${key}</Key>`).join("") };
  }
  const key = pathname.slice("/my-backups/".length);
  if (request.method === "PUT") files.set(key, body);
  if (request.method === "DELETE") files.delete(key);
  if (request.method !== "HEAD") return { status: request.method === "PUT" ? 200 : 204, body: "" };
  const file = files.get(key);
  return file === undefined ? { status: 404, body: "" } : { status: 200, body: file };
}

function bucketWith(secret: string): Bucket {
  // safe because a server that listens on a port has one
  const { port } = service.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/my-backups/shop one`.replace(" ", "%20");
  return new Bucket({ url, region: REGION, keyId: KEY_ID, secret });
}

test("[O4] the newest backup is sent to a bucket, old ones are removed there, and a failure is shown and tried again", async () => {
  const storeUrl = `file:${join(data.path, "daybook.db")}`;
  const server = await openTestServer({ config: { storeUrl, allowNetworkFs: true } });
  await server.setUp();
  let now = Date.now();
  const problems: string[] = [];
  const folder = join(data.path, "backups");
  const { work } = server.running;
  const desk = new BackupDesk({
    work: { ...work, clock: () => now },
    folder,
    onProblem: (error) => void problems.push(String(error)),
    bucket: bucketWith(SECRET),
  });
  expect(desk.bucket.stateFor(null)).toBe("ok");
  const old = "shop%20one/daybook-2020-01-01T10-00-00-hourly.db";
  for (const name of [old, old.replace("T10-00", "T10-30"), "shop%20one/holiday.jpg"])
    files.set(name, Buffer.from("x"));

  isDown = true;
  const { name, sizeBytes } = await desk.make("manual");
  await desk.stop();
  expect(problems).toEqual(["Error: The bucket answered HEAD with 503"]);
  expect(desk.bucket.stateFor({ name })).toBe("unplugged");
  isDown = false;
  now += 60_000;
  await desk.check();
  await desk.stop();
  expect(files.size).toBe(3);
  now += 10 * 60_000;
  await desk.check();
  await desk.stop();
  expect(desk.bucket.stateFor({ name })).toBe("ok");
  const sent = files.get(`shop%20one/${name}`);
  expect(sent?.length).toBe(sizeBytes);
  expect(sent?.equals(readFileSync(join(folder, name)))).toBe(true);
  expect([...files.keys()].toSorted()).toEqual(
    [
      `shop%20one/${name}`,
      "shop%20one/daybook-2020-01-01T10-30-00-hourly.db",
      "shop%20one/holiday.jpg",
    ].toSorted(),
  );
  expect(problems.length).toBe(1);
  await server.stop();
});

test("[O4] a wrong secret is refused by the service, whose code is reported", async () => {
  const path = join(data.path, "file");
  writeFileSync(path, "content");
  const file = { name: "daybook-x", path, sizeBytes: 7, sha256: sha256("content") };
  await expect(bucketWith("another").put(file)).rejects.toThrow("403 SignatureDoesNotMatch");
  await expect(bucketWith(SECRET).put({ ...file, sha256: sha256("other") })).rejects.toThrow("403");
  await bucketWith(SECRET).put(file);
  expect(await bucketWith(SECRET).sizeOf("daybook-x")).toBe(7);
  expect(await bucketWith(SECRET).sizeOf("daybook-y")).toBeNull();
});

test("[O6] a bucket is configured whole or not at all", () => {
  const whole = {
    DAYBOOK_S3_URL: "https://s3.example.com/my-backups",
    DAYBOOK_S3_KEY_ID: KEY_ID,
    DAYBOOK_S3_SECRET: SECRET,
  };
  expect(configOf(whole).bucket).toEqual({
    url: whole.DAYBOOK_S3_URL,
    region: "us-east-1",
    keyId: KEY_ID,
    secret: SECRET,
  });
  const { DAYBOOK_S3_SECRET: _without, ...partly } = whole;
  expect(() => configOf(partly)).toThrow(ConfigError);
  expect(() => configOf({ ...whole, DAYBOOK_S3_URL: "https://s3.example.com" })).toThrow(
    "DAYBOOK_S3_URL must be",
  );
});
