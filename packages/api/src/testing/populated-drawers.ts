/** For tests: the drawers of the populated shop, and valid inputs of the procedures of drawers. */
import assert from "node:assert/strict";
import type { DrawerId, DrawerSessionId, TillId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import type { callerAs } from "./create-test-caller.ts";

/**
 * A drawer of `till` that is open and counted a penny short, a closed one of `closed`, one without a till that was
 * closed with cash in it, one that is empty, and one that is gone.
 */
export async function withDrawers(
  owner: ReturnType<typeof callerAs>,
  tills: { readonly till: TillId; readonly closed: TillId },
) {
  const key = () => newId();
  const counter = await owner.drawers.create({ key: key(), name: "Counter" });
  const spare = await owner.drawers.create({ key: key(), name: "Spare" });
  const made = await owner.drawers.create({ key: key(), name: "Old drawer" });
  const empty = await owner.drawers.create({ key: key(), name: "Empty drawer" });
  const stall = await owner.drawers.create({ key: key(), name: "Stall" });
  for (const [{ id, version }, tillId] of [
    [counter, tills.till],
    [stall, tills.closed],
  ] as const)
    await owner.drawers.update({ key: key(), id, version, tillIds: [tillId] });
  const gone = await owner.drawers.deactivate({ key: key(), id: made.id, version: made.version });
  const openOf = async (drawerId: DrawerId) => {
    const { session } = await owner.drawers.open({ key: key(), drawerId, floatMinor: 10_000 });
    assert(session !== null, "it was just opened");
    return session.id;
  };
  const countOf = async (sessionId: DrawerSessionId, cashMinor: number) =>
    (await owner.drawers.count({ key: key(), sessionId, cashMinor })).id;
  const closedId = await openOf(spare.id);
  const closing = await owner.drawers.close({
    key: key(),
    sessionId: closedId,
    countId: await countOf(closedId, 10_000),
    leftMinor: 2000,
  });
  const sessionId = await openOf(counter.id);
  return {
    counter,
    spare,
    empty,
    gone,
    sessionId,
    closedId,
    closingId: closing.id,
    countId: await countOf(sessionId, 9999),
  };
}

/** A valid input of each procedure. */
export function drawerInputs(drawers: Awaited<ReturnType<typeof withDrawers>>) {
  const key = () => newId();
  const edit = ({ id, version }: { id: DrawerId; version: number }) => ({
    key: key(),
    id,
    version,
  });
  return {
    "drawers.list": {},
    "drawers.create": { key: key(), name: "Market" },
    "drawers.update": { ...edit(drawers.spare), name: "Spare drawer", tillIds: [] },
    "drawers.deactivate": edit(drawers.empty),
    "drawers.reactivate": edit(drawers.gone),
    "drawers.open": { key: key(), drawerId: drawers.spare.id, floatMinor: 5000 },
    "drawers.moveCash": {
      key: key(),
      sessionId: drawers.sessionId,
      kind: "pay_out" as const,
      amountMinor: 500,
      category: "Cleaning",
    },
    "drawers.deposit": { key: key(), amountMinor: 1000, reference: "12" },
    "drawers.count": { key: key(), sessionId: drawers.sessionId, cashMinor: 9000 },
    "drawers.lastCount": { sessionId: drawers.sessionId },
    "drawers.close": {
      key: key(),
      sessionId: drawers.sessionId,
      countId: drawers.countId,
      leftMinor: 5000,
      reason: "Not found",
    },
    "drawers.report": { sessionId: drawers.sessionId },
    "drawers.entries": {},
    "drawers.cashOfDay": {},
    "drawers.safe": {},
    "drawers.safeEntries": {},
    "drawers.closings": {},
    "drawers.closing": { id: drawers.closingId },
  };
}
