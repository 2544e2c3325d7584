import type { Page } from "playwright-core";
import { newKey } from "@daybook/client";
import { send, textAt } from "./page-calls.ts";

interface Names {
  readonly drawer: string;
  /** What was paid out of it. */
  readonly category: string;
  /** Why it was short. */
  readonly reason: string;
}

/**
 * Adds a drawer without a till and closes it once, 1.00 short: with a pay-out, a drop, a deposit, and 20.00 left in it.
 * Afterwards the safe has 60.00.
 *
 * @returns The id of the closing report.
 */
export async function closeOneDrawer(
  page: Page,
  { drawer, category, reason }: Names,
): Promise<string> {
  const drawerId = textAt(
    await send(page, "drawers.create", { key: newKey(), name: drawer }),
    "id",
  );
  const sessionId = await openDrawer(page, drawerId, 10_000);
  const move = (kind: string, amountMinor: number) =>
    send(page, "drawers.moveCash", { key: newKey(), sessionId, kind, amountMinor, category });
  await move("pay_out", 900);
  await move("drop", 3000);
  const closingId = await closeDrawer(page, {
    sessionId,
    cashMinor: 6000,
    leftMinor: 2000,
    reason,
  });
  await send(page, "drawers.deposit", {
    key: newKey(),
    amountMinor: 1000,
    reference: "4711",
    reason,
  });
  return closingId;
}

/** Opens a drawer with a float and returns the id of its session. */
export async function openDrawer(
  page: Page,
  drawerId: string,
  floatMinor: number,
): Promise<string> {
  const opened = await send(page, "drawers.open", { key: newKey(), drawerId, floatMinor });
  return textAt(opened, "session", "id");
}

interface Closed {
  readonly sessionId: string;
  readonly cashMinor: number;
  readonly leftMinor: number;
  readonly reason?: string;
}

/** Counts the cash of a drawer, closes it, and returns the id of the report. Other payments must be 0. */
export async function closeDrawer(
  page: Page,
  { sessionId, cashMinor, ...closing }: Closed,
): Promise<string> {
  const counted = await send(page, "drawers.count", { key: newKey(), sessionId, cashMinor });
  const input = { key: newKey(), sessionId, countId: textAt(counted, "id"), ...closing };
  return textAt(await send(page, "drawers.close", input), "id");
}
