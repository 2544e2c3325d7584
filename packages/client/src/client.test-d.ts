import { expectTypeOf, test } from "vitest";
import type { Inputs as RouterInputs, Outputs as RouterOutputs } from "@daybook/api/client";
import { isRefusal, refusalOf } from "./client.ts";
import type {
  DaybookClient,
  Inputs,
  Outputs,
  ProcedureName,
  RefusalCode,
  RefusalCodeOf,
} from "./client.ts";

declare const daybook: DaybookClient;

test("[I2] the input and result of a sale are typed, and nothing of it is any", () => {
  type Input = Parameters<typeof daybook.sales.ringUp.mutate>[0];
  type Output = Awaited<ReturnType<typeof daybook.sales.ringUp.mutate>>;
  expectTypeOf<Input>().not.toBeAny();
  expectTypeOf<Output>().not.toBeAny();
  expectTypeOf<Output>().toEqualTypeOf<RouterOutputs["sales"]["ringUp"]>();
  expectTypeOf<Input>().toEqualTypeOf<RouterInputs["sales"]["ringUp"]>();
  expectTypeOf<Outputs["sales"]>().toEqualTypeOf<RouterOutputs["sales"]>();
  expectTypeOf<Inputs["products"]>().toEqualTypeOf<RouterInputs["products"]>();
  expectTypeOf<Outputs["live"]["changes"]["data"]["ids"]>().toEqualTypeOf<string[]>();
  expectTypeOf<Output["receiptNumber"]>().toBeString();
  expectTypeOf<Output["totalMinor"]>().toExtend<number>();
  expectTypeOf<Output["lines"][number]["productId"]>().toExtend<string>();
});

test("[I2] invalid input does not compile", () => {
  // @ts-expect-error a quantity is a number of thousandths, not text
  void daybook.movements.waste.mutate({ quantityMilli: "3" });
  // @ts-expect-error there is no such procedure
  void daybook.sales.delete.mutate({});
  // @ts-expect-error a query has no mutate
  void daybook.products.list.mutate({});
});

test("[fault H4] the codes of refusals are a closed list, and each has its own details", () => {
  const error: unknown = null;
  expectTypeOf<RefusalCode>().not.toEqualTypeOf<string>();
  if (isRefusal(error, "insufficient_stock")) {
    const [shortage] = error.data.refusal.details.shortages;
    expectTypeOf(shortage?.name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error the details of another refusal
    void error.data.refusal.details.permission;
  }
  const refusal = refusalOf(error);
  switch (refusal?.code) {
    case "duplicate":
      expectTypeOf(refusal.details.existingId).toEqualTypeOf<string | null>();
      break;
    // @ts-expect-error there is no such code
    case "out_of_stock":
  }
  // @ts-expect-error there is no such code
  isRefusal(error, "out_of_stock");
});

test("each procedure has only the refusals that it declares", () => {
  expectTypeOf<ProcedureName>().toExtend<string>();
  expectTypeOf<RefusalCodeOf<ProcedureName>>().toExtend<RefusalCode>();
  expectTypeOf<"insufficient_stock">().toExtend<RefusalCodeOf<"sales.ringUp">>();
  expectTypeOf<"too_much_cash">().toExtend<RefusalCodeOf<"sales.ringUp">>();
  expectTypeOf<"key_reused">().toExtend<RefusalCodeOf<"sales.ringUp">>();
  expectTypeOf<"void_too_late">().not.toExtend<RefusalCodeOf<"sales.ringUp">>();
  expectTypeOf<"key_reused">().not.toExtend<RefusalCodeOf<"products.list">>();
  // @ts-expect-error there is no such procedure
  expectTypeOf<RefusalCodeOf<"sales.delete">>();

  const refusal = refusalOf(null, "sales.ringUp");
  switch (refusal?.code) {
    case "insufficient_stock":
      expectTypeOf(refusal.details.shortages[0]?.name).toEqualTypeOf<string | undefined>();
      break;
    case "unknown":
      break;
    // @ts-expect-error a sale that is rung up is not voided
    case "void_too_late":
  }
});
