import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, afterAll, describe, expect, onTestFinished, test } from "vitest";
import {
  FileHash,
  MOST_FILE_BYTES,
  MOST_PICTURE_BYTES,
  PictureHash,
} from "@daybook/contract/pictures";
import { newId } from "@daybook/contract/uuid";
import { systemActor } from "@daybook/core/context/context";
import { readFilePiece, readPicture } from "@daybook/core/pictures/read-bytes";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { dataFolder, startChild } from "../testing/child-server.ts";
import { refusalIn, send } from "../testing/send.ts";
import type { Answered } from "../testing/send.ts";
import { cookieIn, openTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { hugePicture, pdf, photo, pictureBomb, svgWithScript } from "../testing/test-pictures.ts";
import { Till } from "../testing/trade.ts";
import { withReadOnlyStore } from "../with-read-only-store.ts";

const TYPE = { "content-type": "application/octet-stream" };
const UNKNOWN = "0".repeat(64);

let server: TestServer;
let data: ReturnType<typeof dataFolder>;
let productId: string;
let jpeg: Buffer;
beforeAll(async () => {
  data = dataFolder();
  const storeUrl = `file:${join(data.path, "daybook.db")}`;
  const config = { storeUrl, allowNetworkFs: true, dataFolder: data.path };
  server = await (await openTestServer({ config })).setUp();
  ({ productId } = await server.stock("MUG", 0));
  jpeg = await photo(800, 600).jpeg().toBuffer();
});
afterAll(async () => {
  await server.stop();
  data.remove();
});

function upload(
  path: string,
  body: Buffer,
  changed: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const headers = { ...TYPE, origin: server.origin, cookie: server.cookie, ...changed };
  return server.send({ method: "POST", path, headers, body });
}

async function stored(): Promise<number> {
  const rows = await server.running.work.store.read(({ db, t }) => db.$count(t.storedFile));
  return rows;
}

async function addedPicture(): Promise<string> {
  const { picture } = JSON.parse((await upload("/api/pictures", jpeg)).text);
  const path = `/api/products/${productId}/pictures`;
  const answer = await server.post(path, { key: newId(), picture });
  if (answer.status === 200) expect(JSON.parse(answer.text).items[0].picture).toBe(picture);
  return picture;
}

describe("[C7] a picture over HTTP", () => {
  test("is sent, added to a product, and served for a year", async () => {
    const picture = await addedPicture();
    for (const size of ["small", "large"]) {
      const path = `/pictures/${picture}-${size}.webp`;
      const answer = await server.get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        "content-type": "image/webp",
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        etag: `"${picture}-${size}"`,
      });
      expect(answer.bytes.subarray(8, 12).toString()).toBe("WEBP");
      const again = await server.get(path, { "if-none-match": answer.headers.etag ?? "" });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
    }
    const product = JSON.parse((await server.get(`/api/products/${productId}`)).text);
    expect(product.picture).toBe(picture);
    const elsewhere = await server.get(`/pictures/${picture}-small.webp`, {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "no-cors",
    });
    expect(elsewhere.status).toBe(403);
  });

  test("is shown to nobody who is not signed in, but to a key that may see products", async () => {
    const picture = await addedPicture();
    const path = `/pictures/${picture}-large.webp`;
    expect((await server.send({ path })).status).toBe(401);
    const keyWith = async (scope: string) => {
      const body = { key: newId(), name: scope, scopes: [scope] };
      const { secret } = await server.confirmedJson("/api/api-keys", body);
      return { authorization: `Bearer ${secret}` };
    };
    expect((await server.send({ path, headers: await keyWith("products.read") })).status).toBe(200);
    expect((await server.send({ path, headers: await keyWith("sales.read") })).status).toBe(403);
    const mayWrite = await keyWith("products.write");
    const headers = { ...TYPE, ...mayWrite };
    const sent = await server.send({ method: "POST", path: "/api/pictures", headers, body: jpeg });
    expect(sent.status).toBe(200);
  });

  test.each([
    `/pictures/${UNKNOWN}-large.webp`,
    `/pictures/${UNKNOWN}-huge.webp`,
    "/pictures/..%2F..%2Fdaybook.db",
    "/pictures/x-small.webp",
    `/files/${UNKNOWN}/x.pdf`,
    `/files/${UNKNOWN}/x.html`,
    "/files/..%2Fx/x.pdf",
  ])("that is not there is not found: %s", async (path) => {
    expect((await server.get(path)).status).toBe(404);
  });
});

describe("[C7] a file over HTTP", () => {
  test("is sent, added to a supplier, and saved under its name, never opened as a page", async () => {
    const { file, bytes } = JSON.parse((await upload("/api/files", pdf())).text);
    expect(bytes).toBe(pdf().length);
    // Nothing shows it yet.
    expect((await server.get(`/files/${file}/x.pdf`)).status).toBe(404);
    const supplier = await server.json("/api/suppliers", { key: newId(), name: "Nordhof" });
    const files = `/api/suppliers/${supplier["id"]}/files`;
    const bad = await server.post(files, { key: newId(), file, name: "../../x" });
    expect([bad.status, refusalIn(bad.text)]).toMatchObject([
      400,
      { fieldErrors: { name: [{ code: "file_name_not_valid" }, { code: "file_name_not_pdf" }] } },
    ]);
    expect(JSON.parse((await server.get(files)).text)).toEqual({ items: [] });
    await server.json(files, { key: newId(), file, name: "Größen 'A'.pdf" });
    const answer = await server.get(`/files/${file}/${encodeURIComponent("Größen 'A'.pdf")}`);
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(pdf())).toBe(true);
    expect(answer.headers).toMatchObject({
      "content-type": "application/pdf",
      "content-length": String(pdf().length),
      "content-disposition":
        "attachment; filename=\"Gr__en _A_.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fen%20%27A%27.pdf",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, max-age=31536000, immutable",
    });
  });

  test("larger than a piece arrives complete", async () => {
    const body = Buffer.concat([pdf(), Buffer.alloc(3 * 1024 * 1024, "%"), Buffer.from("\n%%EOF")]);
    const { file } = JSON.parse((await upload("/api/files", body)).text);
    await server.json(`/api/products/${productId}/files`, { key: newId(), file, name: "Big.pdf" });
    expect((await server.get(`/files/${file}/Big.pdf`)).bytes.equals(body)).toBe(true);
  });
});

describe("[C7] what is refused is not stored", () => {
  const picture = "/api/pictures";
  const file = "/api/files";
  const tooLarge = (bytes: number) => () => Buffer.alloc(bytes + 1, "a");
  test.each([
    ["a picture of 100 million pixels", picture, hugePicture, 422, "picture_refused"],
    ["a decompression bomb", picture, pictureBomb, 422, "picture_refused"],
    ["an SVG with a script", picture, svgWithScript, 422, "picture_refused"],
    ["a PDF as picture", picture, pdf, 422, "picture_refused"],
    ["a picture that is too large", picture, tooLarge(MOST_PICTURE_BYTES), 413, "upload_too_large"],
    ["a picture as PDF", file, () => jpeg, 422, "not_a_pdf"],
    ["half a PDF", file, () => pdf().subarray(0, 99), 422, "not_a_pdf"],
    ["no bytes", file, () => Buffer.alloc(0), 422, "not_a_pdf"],
    ["a file that is too large", file, tooLarge(MOST_FILE_BYTES), 413, "upload_too_large"],
  ])("%s", async (_name, path, make, status, code) => {
    const before = await stored();
    const answer = await upload(path, make());
    expect([answer.status, refusalIn(answer.text).code]).toEqual([status, code]);
    const streamed = await upload(path, make(), { "transfer-encoding": "chunked" });
    expect([streamed.status, refusalIn(streamed.text).code]).toEqual([status, code]);
    expect(await stored()).toBe(before);
  });

  test.each([picture, file])("%s of someone who may not send it", async (path) => {
    const before = await stored();
    const body = path === picture ? jpeg : pdf("Refused");
    expect((await upload(path, body, { cookie: "" })).status).toBe(401);
    expect((await upload(path, body, { origin: "http://evil.example" })).status).toBe(403);
    expect((await upload(path, body, { "content-type": "image/jpeg" })).status).toBe(415);
    const login = { login: `v${path.length}`, password: "nine yellow bicycles" };
    const viewer = { key: newId(), ...login, name: "Vera", roles: ["viewer"] };
    await server.confirmedJson("/api/users", viewer);
    const cookie = cookieIn(await server.post("/api/auth/sign-in", login, { cookie: "" }));
    expect((await upload(path, body, { cookie })).status).toBe(403);
    expect(await stored()).toBe(before);
  });
});

test("[C7] a backup contains pictures and files", async () => {
  const picture = PictureHash.parse(await addedPicture());
  const content = pdf("In the backup");
  const sent = JSON.parse((await upload("/api/files", content)).text);
  const file = FileHash.parse(sent.file);
  await server.json(`/api/products/${productId}/files`, { key: newId(), file, name: "Kept.pdf" });
  const { bytes } = await server.get(`/pictures/${picture}-large.webp`);
  const { name = "" } = await server.json("/api/backups", {});
  const copy = join(data.path, "copy.db");
  copyFileSync(join(data.path, "backups", name), copy);
  const who = { actor: systemActor(0, new Set(["products.read"])), requestId: "test" };
  const kept = await withReadOnlyStore(`file:${copy}`, true, async (store) => {
    const work = createUnitOfWork({ store, clock: Date.now });
    return [
      await work.read(who, (ctx) => readPicture(ctx, { picture, size: "large" })),
      await work.read(who, (ctx) => readFilePiece(ctx, file, 0)),
    ];
  });
  expect([kept[0]?.equals(bytes), kept[1]?.equals(content)]).toEqual([true, true]);
});

test("[C7] in the built server a thread reads the picture, and a bomb ends only that thread", async () => {
  const folder = dataFolder();
  onTestFinished(() => folder.remove());
  const child = await startChild({ dataFolder: folder.path });
  onTestFinished(async () => void (await child.end()));
  const till = await Till.open(child.port, child.setupToken);
  onTestFinished(() => till.close());
  const headers = { ...TYPE, origin: `http://127.0.0.1:${child.port}`, cookie: till.cookie };
  const sent = async (body: Buffer) => {
    const answer = await send(child.port, { method: "POST", path: "/api/pictures", headers, body });
    return { status: answer.status, ...JSON.parse(answer.text) };
  };
  const [bomb, good] = await Promise.all([sent(pictureBomb()), sent(jpeg)]);
  expect(bomb).toMatchObject({ status: 422, code: "picture_refused" });
  expect(good).toMatchObject({ status: 200, width: 800, height: 600 });
  const served = await send(child.port, {
    path: `/pictures/${good.picture}-small.webp`,
    headers: { cookie: till.cookie },
  });
  expect([served.status, served.headers["content-type"]]).toEqual([200, "image/webp"]);
});
