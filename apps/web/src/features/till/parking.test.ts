import { LocationId, ParkedSaleId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import { ParkedCart } from "@daybook/contract/parked-sales";
import type { OpenedParkedSale, ParkedSale, ParkSale } from "@daybook/contract/parked-sales";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { parkCart, parkUnanswered, resumeParked } from "./parking.ts";
import type { ParkingPorts } from "./parking.ts";
import { createTestTill, fill, MUG, payCash, settle } from "./testing/test-till.ts";

const PARKED = ParkedSaleId.parse("0198c000-0000-7000-8000-0000000000d1");
const SHOWN = {
  locationId: LocationId.parse("0198c000-0000-7000-8000-0000000000cc"),
  totalMinor: minor(499),
};
const NO_ANSWER = new Error("no answer");
const REFUSED = new Error("refused");

/** A till whose server answers what `answers` says, and parks otherwise. */
function tillWith(answers: Error[] = [], isAway = false) {
  const till = createTestTill();
  const store = till.open();
  const sent: ParkSale[] = [];
  const changed: unknown[] = [];
  const answer = () => {
    const error = answers.shift();
    // safe because parking reads only these fields of the answer
    return error === undefined
      ? Promise.resolve({ id: PARKED, totalMinor: 499 } as ParkedSale)
      : Promise.reject(error);
  };
  const ports: ParkingPorts = {
    store,
    newId,
    isAway: () => isAway,
    isUnanswered: (error) => error !== REFUSED,
    park: (input) => {
      sent.push(input);
      return answer();
    },
    putBack: (input) => {
      changed.push(input);
      return answer();
    },
    open: (id) => {
      const lines = [{ productId: MUG.id, quantityMilli: 3000 }];
      // safe because the till reads only these fields
      return Promise.resolve({
        id,
        version: 1,
        cart: ParkedCart.parse({ lines }),
        customer: null,
      } as OpenedParkedSale);
    },
    getMany: () => Promise.resolve([]),
    askProduct: () => Promise.resolve(MUG),
  };
  return { ...till, store, ports, sent, changed };
}

const quantities = (lines: readonly { readonly quantityMilli: number }[]) =>
  lines.map(({ quantityMilli }) => quantityMilli);

describe("[S3] parking at the till", () => {
  test("the cart leaves at once, no line counts as removed, and the next customer's goods are not in it", async () => {
    const { store, ports, sent, removed } = tillWith();
    fill(store, 2);
    const parking = parkCart(ports, SHOWN);
    expect(store.get().state.cart.lines).toEqual([]);
    fill(store);
    expect(await parking).toMatchObject({ kind: "parked", again: false });
    expect(quantities(store.get().state.cart.lines)).toEqual([1000]);
    expect(sent).toMatchObject([{ totalMinor: 499, cart: { names: ["Mug"] } }]);
    expect(store.get().state.aside).toEqual([]);
    expect(removed).toEqual([]);
  });

  test("a refused one is set aside, and so is one without an answer, which is sent again as it was", async () => {
    const { store, ports, sent } = tillWith([REFUSED, NO_ANSWER, NO_ANSWER]);
    fill(store);
    expect(await parkCart(ports, SHOWN)).toEqual({ kind: "refused", error: REFUSED });
    fill(store);
    expect(await parkCart(ports, SHOWN)).toEqual({ kind: "kept" });
    expect(store.get().state.aside.map(({ parking }) => parking)).toEqual([undefined, undefined]);
    expect(await parkUnanswered(ports)).toEqual([]);
    expect(await parkUnanswered(ports)).toMatchObject([{ id: PARKED }]);
    expect(new Set(sent.slice(1).map(({ key }) => key)).size).toBe(1);
    expect(store.get().state.aside).toHaveLength(1);
    expect(await parkUnanswered(ports)).toEqual([]);
  });

  test("while the server is away nothing is sent, and what is taken up again is not parked", async () => {
    const { store, ports, sent } = tillWith([], true);
    fill(store);
    await parkCart(ports, SHOWN);
    expect(sent).toEqual([]);
    const [{ id } = { id: "" }] = store.get().state.aside;
    store.takeUp(id, minor(0));
    expect(quantities(store.get().state.cart.lines)).toEqual([1000]);
    expect(await parkUnanswered({ ...ports, isAway: () => false })).toEqual([]);
    expect(sent).toEqual([]);
  });

  test("a resumed sale is sold with its id, and is parked again as the same one", async () => {
    const { store, ports, changed, sent, remote } = tillWith();
    fill(store);
    await resumeParked(ports, PARKED, () => parkCart(ports, SHOWN));
    await settle();
    // The present cart was parked first.
    expect(sent).toHaveLength(1);
    expect(store.get().state.cart).toMatchObject({
      lines: [{ quantityMilli: 3000 }],
      parked: { id: PARKED, version: 1 },
    });
    expect(await parkCart(ports, SHOWN)).toMatchObject({ kind: "parked", again: true });
    expect(changed).toMatchObject([{ id: PARKED, version: 1, changed: { totalMinor: 499 } }]);
    await resumeParked(ports, PARKED, () => parkCart(ports, SHOWN));
    payCash(store);
    await settle();
    expect(remote.attempts).toMatchObject([{ parkedId: PARKED }]);
    fill(store);
    payCash(store);
    await settle();
    expect(remote.attempts[1]).not.toHaveProperty("parkedId");
  });

  test("a resumed sale whose lines are removed is free again, and undo takes it back", async () => {
    const { store, ports, released } = tillWith();
    await resumeParked(ports, PARKED, () => parkCart(ports, SHOWN));
    const [line] = store.get().state.cart.lines;
    store.act({ type: "remove", lineId: line?.lineId ?? "" });
    expect(released).toEqual([PARKED]);
    store.undo();
    expect(store.get().state.cart.parked).toEqual({ id: PARKED, version: 1 });
  });

  test("one that another till has can only be sold as a sale of its own", async () => {
    const { store, ports, remote } = tillWith();
    await resumeParked(ports, PARKED, () => parkCart(ports, SHOWN));
    store.park({ type: "lost", sentence: "Mara has it" });
    fill(store);
    expect(store.get().state.lost).toBe("Mara has it");
    store.park({ type: "detach" });
    expect(store.get().state.lost).toBeNull();
    payCash(store);
    await settle();
    expect(remote.attempts[0]).not.toHaveProperty("parkedId");
  });
});
