import { expectTypeOf, test } from "vitest";
import type { Inputs, Outputs } from "@daybook/api/client";
import type { DaybookClient } from "./client.ts";

declare const daybook: DaybookClient;

test("[I2] the client knows what a sale takes and answers, and nothing of it is any", () => {
  type Input = Parameters<typeof daybook.sales.ringUp.mutate>[0];
  type Output = Awaited<ReturnType<typeof daybook.sales.ringUp.mutate>>;
  expectTypeOf<Input>().not.toBeAny();
  expectTypeOf<Output>().not.toBeAny();
  expectTypeOf<Output>().toEqualTypeOf<Outputs["sales"]["ringUp"]>();
  expectTypeOf<Input>().toEqualTypeOf<Inputs["sales"]["ringUp"]>();
  expectTypeOf<Output["receiptNumber"]>().toBeString();
  expectTypeOf<Output["totalMinor"]>().toExtend<number>();
  expectTypeOf<Output["lines"][number]["productId"]>().toExtend<string>();
});

test("[I2] wrong input does not compile", () => {
  // @ts-expect-error a quantity is a number of thousandths, no text
  void daybook.movements.waste.mutate({ quantityMilli: "3" });
  // @ts-expect-error there is no such procedure
  void daybook.sales.delete.mutate({});
  // @ts-expect-error a query is not written
  void daybook.products.list.mutate({});
});
