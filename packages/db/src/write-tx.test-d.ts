import { expectTypeOf } from "vitest";
import type { ReadTx, Store, WriteTx } from "./types.ts";

declare const store: Store;
declare function postSomething(tx: WriteTx): Promise<number>;

// A reader cannot write: the type of its handle lacks the mark that store.write alone puts on it.
void store.read(async (tx) => {
  // @ts-expect-error a ReadTx is no proof of a transaction
  await postSomething(tx);
});

void store.snapshot(async (tx) => {
  // @ts-expect-error a snapshot is for reading
  await postSomething(tx);
});

// @ts-expect-error nobody can make a WriteTx by listing its parts
const forged: WriteTx = {
  db: {} as ReadTx["db"],
  t: {} as ReadTx["t"],
  dialect: {} as ReadTx["dialect"],
};
void forged;

// A writer can read, and the answer keeps its type.
expectTypeOf(store.write((tx) => postSomething(tx))).resolves.toEqualTypeOf<number>();
expectTypeOf<WriteTx>().toExtend<ReadTx>();
