/** For tests: provocations of parked sales. */
import { newId } from "@daybook/contract/uuid";
import { callerAs } from "./create-test-caller.ts";
import { newTill } from "./drawer-provocations.ts";
import { by, missing, to } from "./provocation.ts";
import type { Provocations, World } from "./provocation.ts";

/** One that another till has open. */
async function openElsewhere(w: World): Promise<string> {
  const { id } = await w.owner.parkedSales.park(w.inputs()["parkedSales.park"]);
  const { deviceId } = await newTill(w);
  const other = callerAs(w.shop, { ...w.shop.as("owner").actor, deviceId });
  await other.parkedSales.open({ key: newId(), id });
  return id;
}

async function discarded({ owner, inputs }: World): Promise<string> {
  const { id } = await owner.parkedSales.park(inputs()["parkedSales.park"]);
  await owner.parkedSales.discard({ key: newId(), id });
  return id;
}

const closed = by(async (w) => ({ id: await discarded(w) }));
const taken = {
  not_found: missing("id"),
  parked_sale_open: by(async (w) => ({ id: await openElsewhere(w) })),
  parked_sale_closed: closed,
};

const changedSince = { ...taken, stale_version: to({ version: 99 }) };

export const provocationsOfParked: Provocations = {
  "parkedSales.park": { not_found: missing("locationId") },
  "parkedSales.open": taken,
  "parkedSales.keepAlive": changedSince,
  "parkedSales.putBack": changedSince,
  "parkedSales.rename": { not_found: missing("id"), parked_sale_closed: closed },
  "parkedSales.discard": taken,
};

/** What the sale of one refuses. */
export const sellingParked = {
  parked_sale_open: by(async (w) => ({ parkedId: await openElsewhere(w) })),
  parked_sale_closed: by(async (w) => ({ parkedId: await discarded(w) })),
};
