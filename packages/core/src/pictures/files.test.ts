import { beforeEach, describe, expect, test } from "vitest";
import { AddProductFile, MOST_FILES } from "@daybook/contract/pictures";
import type { FileHash } from "@daybook/contract/pictures";
import type { SupplierId } from "@daybook/contract/ids";
import { CreateSupplier } from "@daybook/contract/suppliers";
import { newId } from "@daybook/contract/uuid";
import { createSupplier } from "../suppliers/suppliers.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { sendFile, sendPicture } from "../testing/stored-pictures.ts";
import {
  addProductFile,
  addSupplierFile,
  listProductFiles,
  listSupplierFiles,
  removeProductFile,
  removeSupplierFile,
} from "./files.ts";
import { fileSize, readFilePiece } from "./read-bytes.ts";

let shop: TestShop;
let supplierId: SupplierId;
beforeEach(async () => {
  shop = await createTestShop().withProduct("TEA");
  const input = CreateSupplier.parse({ key: newId(), name: "Nordhof" });
  supplierId = (await shop.write((ctx) => createSupplier(ctx, input))).id;
});

const productId = () => shop.productId("TEA");
const addToProduct = (file: FileHash, name: string) =>
  shop.write((ctx) => addProductFile(ctx, { key: newId(), productId: productId(), file, name }));
const addToSupplier = (file: FileHash, name: string) =>
  shop.write((ctx) => addSupplierFile(ctx, { key: newId(), supplierId, file, name }));
const UNKNOWN = "0".repeat(64) as FileHash;

describe("[C7] files", () => {
  test("of a product and of a supplier are listed by name, and removed", async () => {
    const manual = await sendFile(shop, "manual");
    const prices = await sendFile(shop, "prices");
    const named = (name: string, file: FileHash) =>
      expect.objectContaining({ name, file, addedAt: "2026-03-02T10:00:00.000Z" });
    await addToProduct(prices, "Prices.pdf");
    expect(await addToProduct(manual, "Manual.pdf")).toEqual({
      items: [named("Manual.pdf", manual), named("Prices.pdf", prices)],
    });
    await addToSupplier(prices, "Prices 2026.pdf");
    expect(await shop.read((ctx) => listSupplierFiles(ctx, { supplierId }))).toEqual({
      items: [named("Prices 2026.pdf", prices)],
    });
    const gone = { key: newId(), productId: productId(), file: prices };
    await shop.write((ctx) => removeProductFile(ctx, gone));
    expect(await shop.read((ctx) => listProductFiles(ctx, { productId: productId() }))).toEqual({
      items: [named("Manual.pdf", manual)],
    });
    // The supplier still shows it.
    expect(await shop.read((ctx) => fileSize(ctx, prices))).toBeGreaterThan(0);
    const last = { key: newId(), supplierId, file: prices };
    await shop.write((ctx) => removeSupplierFile(ctx, last));
    await expectRefusal(
      shop.read((ctx) => fileSize(ctx, prices)),
      "not_found",
    );
    expect(await readAll(prices)).toBe("");
    expect(await readAll(manual)).toBe("%PDF-1.7 manual %%EOF");
  });

  test("are read only by people who may see what shows them", async () => {
    const prices = await sendFile(shop, "prices");
    const as = (...permissions: ("products.read" | "suppliers.read")[]) => ({
      ...shop.as("owner"),
      actor: { ...shop.as("owner").actor, permissions: new Set(permissions) },
    });
    const size = (...permissions: ("products.read" | "suppliers.read")[]) =>
      shop.work.read(as(...permissions), (ctx) => fileSize(ctx, prices));
    // Nothing shows it yet.
    await expectRefusal(size("products.read", "suppliers.read"), "not_found");
    await addToSupplier(prices, "Prices.pdf");
    await expectRefusal(size("products.read"), "not_found");
    expect(await size("suppliers.read")).toBeGreaterThan(0);
  });

  test("are refused beyond ten, twice, as a picture, and if nobody has sent them", async () => {
    const manual = await sendFile(shop, "manual");
    await addToProduct(manual, "Manual.pdf");
    await expectRefusal(addToProduct(manual, "Again.pdf"), "attached_already", "file");
    await expectRefusal(addToProduct(UNKNOWN, "A.pdf"), "not_found", "file");
    const picture = await sendPicture(shop, "front");
    // safe because a picture has such a hash too
    await expectRefusal(addToProduct(picture as string as FileHash, "A.pdf"), "not_found", "file");
    const unknown = { key: newId(), productId: productId(), file: UNKNOWN };
    await expectRefusal(
      shop.write((ctx) => removeProductFile(ctx, unknown)),
      "not_found",
      "file",
    );
    for (let count = 1; count < MOST_FILES; count++)
      await addToProduct(await sendFile(shop, `${count}`), `${count}.pdf`);
    const late = await sendFile(shop, "late");
    await expectRefusal(addToProduct(late, "Late.pdf"), "too_many_attached", "file");
  });
});

test.each([
  ["../../x.pdf", "file_name_not_valid"],
  ["..\\x.pdf", "file_name_not_valid"],
  [".hidden.pdf", "file_name_not_valid"],
  ["C:x.pdf", "file_name_not_valid"],
  ["../../x", "file_name_not_valid"],
  ["manual.exe", "file_name_not_pdf"],
  [".pdf", "file_name_not_valid"],
  ["a\u0000.pdf", "control_characters"],
])("[C7] a file named %j is refused at its name", (name, code) => {
  const parsed = AddProductFile.safeParse({
    key: newId(),
    productId: newId(),
    file: UNKNOWN,
    name,
  });
  expect(parsed.error?.issues.map(({ path, message }) => [path.join("."), message])).toContainEqual(
    ["name", code],
  );
});

async function readAll(file: FileHash): Promise<string> {
  let text = "";
  for (;;) {
    const at = text.length;
    const piece = await shop.read((ctx) => readFilePiece(ctx, file, at));
    if (piece.length === 0) return text;
    text += String(piece);
  }
}
