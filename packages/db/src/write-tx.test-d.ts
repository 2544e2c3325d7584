import { expectTypeOf } from "vitest";
import type { ReadTx, Store, WriteTx } from "./types.ts";

declare const store: Store;
declare function postSomething(tx: WriteTx): Promise<number>;

// A reader cannot write: the type of its handle lacks the brand that only store.write adds.
void store.read(async (tx) => {
  // @ts-expect-error a ReadTx does not prove a transaction
  await postSomething(tx);
});

void store.snapshot(async (tx) => {
  // @ts-expect-error a snapshot is read-only
  await postSomething(tx);
});

// @ts-expect-error a WriteTx cannot be created as an object literal
const forged: WriteTx = {
  db: {} as ReadTx["db"],
  t: {} as ReadTx["t"],
  dialect: {} as ReadTx["dialect"],
};
void forged;

// A writer can read, and the result keeps its type.
expectTypeOf(store.write((tx) => postSomething(tx))).resolves.toEqualTypeOf<number>();
expectTypeOf<WriteTx>().toExtend<ReadTx>();
