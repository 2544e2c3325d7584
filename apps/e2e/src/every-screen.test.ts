import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { EVERY_APPEARANCE, faultsOf, faultsOfSheet } from "./accessibility.ts";
import { inSampleShop, test } from "./fixtures.ts";
import { onlyInAll, OTHER_SCREENS } from "./matrix.ts";
import { rowsWithoutLink } from "./rows-without-link.ts";
import { NOTHING, SCREEN_CASES, screenAt, screensOf } from "./screens.ts";
import { isFirstOfTemplate, patternOf } from "./templates.ts";
import { smallTargets } from "./touch-targets.ts";
import { goInside, loadOnce, openSheetAt } from "./walk.ts";

/** The owner in the sample shop, whose page is loaded once. */
const full = inSampleShop({ screen: "desk" }, ({ shop, owner }) => loadOnce(owner.page, shop.url));

test("the list of screens equals the client's list of addresses", async () => {
  const source = await readFile(new URL("../../web/src/lib/paths.ts", import.meta.url), "utf8");
  // The customer display has no menu to come from: display.test.ts checks it in the same way.
  const publicAddresses = ["/", "/setup", "/sign-in", "/reset-password", "/display/$till"];
  const addresses = [...source.matchAll(/: "(\/[^"]*)"/g)].map(([, address]) => address ?? "");
  const signedInScreens = addresses.filter((address) => !publicAddresses.includes(address));
  expect(
    screensOf(NOTHING)
      .map(({ path }) => patternOf(path))
      .toSorted(),
  ).toEqual(signedInScreens.toSorted());
});

for (const { index, name } of SCREEN_CASES)
  test.describe(`[X10] [X12] [X3] ${name}`, () => {
    const { path, sheets = [] } = screenAt(index, NOTHING);
    const isFirst = isFirstOfTemplate(path);
    onlyInAll(!isFirst, OTHER_SCREENS);
    const looks = isFirst ? EVERY_APPEARANCE : undefined;

    test("[fault G18] full: no violation, no horizontal scrolling, every row named by a link, every target large enough", async () => {
      const { page, pageErrors } = full().owner;
      await goInside(page, screenAt(index, full().known).path);
      const faults = await faultsOf(page, looks);
      faults.push(...(await rowsWithoutLink(page)), ...(await smallTargets(page)));
      expect([...faults, ...pageErrors.splice(0)]).toEqual([]);
    });

    for (const sheet of sheets.keys())
      test(`with sheet ${sheet}`, async () => {
        const { page, pageErrors } = full().owner;
        const screen = screenAt(index, full().known);
        await openSheetAt(page, `${screen.path}?${screen.sheets?.[sheet]}`);
        const faults = [...(await faultsOfSheet(page)), ...(await smallTargets(page))];
        expect([...faults, ...pageErrors.splice(0)]).toEqual([]);
      });
  });
