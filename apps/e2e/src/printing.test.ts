import net from "node:net";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { ownShop, test } from "./fixtures.ts";
import { openSell } from "./journeys.ts";
import { send, stockShop, textAt } from "./page-calls.ts";

/** A printer that takes everything and answers nothing. */
function printerOn(papers: string[]): net.Server {
  return net.createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => papers.push(bytes.toString("latin1")));
  });
}

function listening(server: net.Server, port: number): Promise<number> {
  return new Promise((resolve) =>
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    }),
  );
}

const papers: string[] = [];
let printer = printerOn(papers);
let port = 0;

/** The owner at the till “Front”, whose printer is a port of this computer. */
const here = ownShop({ screen: "desk" }, async ({ owner: { page } }) => {
  port = await listening(printer, 0);
  await stockShop(page, [{ name: "Mug", sku: "MUG", priceMinor: 1000 }], 40_000);
  const till = await send(page, "tills.enrol", {
    key: newKey(),
    name: "Front",
    receiptPrefix: "F",
  });
  await send(page, "settings.update", { key: newKey(), version: 1, receiptPolicy: "always" });
  await send(page, "printers.create", {
    key: newKey(),
    name: "Counter",
    address: `127.0.0.1:${port}`,
    tillIds: [textAt(till, "id")],
  });
});

test.afterAll(() => {
  printer.close();
});

async function sellMug(page: Page): Promise<void> {
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  await expect(page.getByRole("region", { name: "Cart" }).getByText("Mug").first()).toBeVisible();
  await page.getByRole("button", { name: "Exact cash" }).click();
}

test("[S7] a sale prints its receipt; a printer that is off is named at the till, and prints when it is on", async () => {
  const { page } = here().owner;
  await openSell(page, here().shop.url);
  await sellMug(page);
  await expect.poll(() => papers.join("")).toContain("F-1");
  expect(papers.join("")).toContain("Mug");

  await page.getByRole("button", { name: "Gift receipt" }).click();
  await expect.poll(() => papers.join("")).toContain("Gift receipt");

  printer.close();
  await sellMug(page);
  await expect(page.getByText("Receipt F-2 on Counter:")).toBeVisible();
  await expect(page.getByText("The printer cannot be reached.")).toBeVisible();

  printer = printerOn(papers);
  await listening(printer, port);
  await expect.poll(() => papers.join(""), { timeout: 15_000 }).toContain("F-2");
  await expect(page.getByText("Receipt F-2 on Counter:")).toHaveCount(0);

  await page.goto(`${here().shop.url}/settings/printers`);
  const prints = page.getByRole("table", { name: "Latest prints" });
  await expect(prints.getByText("Receipt F-2")).toBeVisible();
  await page.getByRole("button", { name: "Print test page" }).click();
  await expect.poll(() => papers.join("")).toContain("TEST-1");
});
