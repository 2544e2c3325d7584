import { expect } from "@playwright/test";
import { faultsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";

// As in a container: other devices may connect from the start.
const here = ownShop({ screen: "desk", environment: { DAYBOOK_LAN: "1" } });

test("[O9] the devices page shows the addresses for another device, and turns HTTPS on with the steps for each kind of device", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/devices`);
  await onScreen(page, "Devices");
  const section = page.getByRole("region", { name: "Use another device" });
  await expect(section.getByText(/^http:\/\//).first()).toBeVisible();
  await expect(section.getByRole("img", { name: /^QR code of http:/ })).toBeVisible();
  await section.getByRole("button", { name: "Turn on HTTPS" }).click();

  await expect(section.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)).toBeVisible();
  for (const [platform, step] of [
    ["Windows", "Trusted Root Certification Authorities"],
    ["iPhone and iPad", "Certificate Trust Settings"],
    ["Linux", "Manage certificates"],
  ] as const) {
    await section.getByLabel("Steps for").selectOption(platform);
    await expect(section.getByText(step)).toBeVisible();
  }
  const download = page.waitForEvent("download");
  await section.getByRole("link", { name: /\/ca$/ }).click();
  expect((await download).suggestedFilename()).toBe("daybook-ca.crt");
  expect(await faultsOf(page)).toEqual([]);
});
