import { crc32, deflateSync } from "node:zlib";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { faultsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { addProduct, onScreen, openSell } from "./journeys.ts";

const here = ownShop({ screen: "desk" });

/** A PNG of one color. */
function png(red: number, green: number, blue: number) {
  const [width, height] = [400, 300];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.of(0), ...Array(width).fill(Buffer.of(red, green, blue))]);
  const pixels = Buffer.concat(Array(height).fill(row));
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const parts = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.of()),
  ];
  const buffer = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
  return buffer;
}

const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
const PDF = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

test("[C7] pictures of a product are added, ordered, shown on its tile and in the list, and removed; files too", async () => {
  const { page } = here().owner;
  const { url } = here().shop;
  await page.goto(`${url}/products`);
  await addProduct(page, { name: "Green mug", sku: "MUG-G", price: "4.50" });
  const productUrl = page.url();
  await expect(page.getByText("No pictures yet:")).toBeVisible();

  await choose(page, "Add pictures", [
    file("front.png", "image/png", png(40, 120, 60)),
    file("letter.jpg", "image/jpeg", Buffer.from("This is no picture.")),
    file("back.png", "image/png", png(200, 60, 40)),
  ]);
  await expect(page.getByText("2 pictures are added.")).toBeVisible();
  await expect(page.getByText("letter.jpg: This is not a picture.")).toBeVisible();
  const pictures = page.getByRole("list", { name: "Pictures of this product" });
  const shown = async () => {
    const images = pictures.getByRole("img", { name: "Green mug" });
    await expect(images).toHaveCount(2);
    return images.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).src));
  };
  const [front, back] = await shown();
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`${url}/products`);
  await onScreen(page, "Products");
  await expect(
    page.getByRole("row", { name: /Green mug/ }).locator(`img[src$="${pathOf(front)}"]`),
  ).toBeVisible();
  await openSell(page, url);
  const tile = page.getByRole("button", { name: /Green mug/ });
  await expect(tile.locator("img")).toHaveJSProperty("complete", true);
  expect(await tile.locator("img").evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(
    320,
  );

  await page.goto(productUrl);
  await page.getByRole("button", { name: "More for picture 2" }).click();
  await page.getByRole("menuitem", { name: "Make first" }).click();
  await expect.poll(shown).toEqual([back, front]);
  await page.getByRole("button", { name: "More for picture 1" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  const question = page.getByRole("dialog", { name: "Remove this picture?" });
  expect(await faultsOf(page)).toEqual([]);
  await question.getByRole("button", { name: "Remove" }).click();
  await expect(question).toHaveCount(0);
  await expect(pictures.getByRole("listitem")).toHaveCount(1);

  await give(page, "paste", png(40, 60, 160));
  await expect(pictures.getByRole("listitem")).toHaveCount(2);
  await give(page, "drop", png(160, 60, 160));
  await expect(pictures.getByRole("listitem")).toHaveCount(3);

  await choose(page, "Add a file", [file("Manual.pdf", "application/pdf", PDF)]);
  await expect(page.getByText("Manual.pdf is added.")).toBeVisible();
  await choose(page, "Add a file", [file("Fake.pdf", "application/pdf", Buffer.from("no"))]);
  await expect(page.getByText("Fake.pdf: This is not a PDF file.")).toBeVisible();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Manual.pdf" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("Manual.pdf");
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`${url}/products`);
  await expect(
    page.getByRole("row", { name: /Green mug/ }).locator(`img[src$="${pathOf(front)}"]`),
  ).toBeVisible();
  // The browser lists each refusal of the server as an error of the page.
  const refused = here().owner.pageErrors.splice(0);
  expect(refused).toHaveLength(2);
  for (const error of refused) expect(error).toContain("status of 422");
});

type Given = ReturnType<typeof file>;

/** Presses the button and chooses these files in the dialog of the browser. */
async function choose(page: Page, button: string, files: readonly Given[]): Promise<void> {
  const [dialog] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: button }).click(),
  ]);
  await dialog.setFiles([...files]);
}

/** Pastes a picture, or drops it on the page. */
async function give(page: Page, how: "paste" | "drop", picture: Buffer): Promise<void> {
  await page.evaluate(
    ([kind, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], "given.png", { type: "image/png" }));
      const event =
        kind === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true })
          : new DragEvent("drop", { dataTransfer: data, bubbles: true });
      document.body.dispatchEvent(event);
    },
    [how, picture.toString("base64")] as const,
  );
}

function pathOf(address: string | undefined): string {
  return new URL(address ?? "").pathname;
}
