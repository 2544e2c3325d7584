import { expect } from "@playwright/test";
import { ownShop, test } from "./fixtures.ts";
import { onScreen, OWNER } from "./journeys.ts";

const here = ownShop({ screen: "phone" });

test("[US1] a forgotten password is replaced with the link from the terminal, which works once", async () => {
  const { shop, owner } = here();
  const { page } = owner;
  const link = await shop.passwordLink(OWNER.login);
  await page.goto(link);
  await page.getByRole("textbox", { name: "New password" }).fill("short");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Use at least 12 characters")).toBeVisible();
  await page.getByRole("textbox", { name: "New password" }).fill("nine brown owls listen");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await onScreen(page, "Sign in");
  await page.getByLabel("Login name").fill(OWNER.login);
  await page.getByRole("textbox", { name: "Password" }).fill("nine brown owls listen");
  await page.getByRole("button", { name: "Sign in" }).click();
  await onScreen(page, "Dashboard");

  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("textbox", { name: "New password" }).fill("ten brown owls listen");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(
    page.getByText("This link was already used or has expired. Ask for a new one."),
  ).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New password");
});

test("[US1] a setup or password link works in a tab that already shows its page, without a link or with a used one", async () => {
  const { shop, open } = here();
  const { page, context } = await open({ screen: "phone" });
  for (const cut of ["", "#A-part-of-it"]) {
    await page.goto(`${shop.url}/reset-password${cut}`);
    await expect(page.getByText("This link is incomplete.")).toBeVisible();
  }
  const first = await shop.passwordLink(OWNER.login);
  const save = async (password: string) => {
    await page.getByRole("textbox", { name: "New password" }).fill(password);
    await page.getByRole("button", { name: "Save the new password" }).click();
  };
  await page.goto(first);
  await save("six brown owls listen");
  await onScreen(page, "Sign in");
  await page.goto(first);
  await save("two brown owls listen");
  await expect(page.getByText("This link was already used or has expired")).toBeVisible();
  await page.goto(await shop.passwordLink(OWNER.login));
  await save("two brown owls listen");
  await onScreen(page, "Sign in");
  await context.close();
});
