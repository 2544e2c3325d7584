import { recordRefusedCash } from "@daybook/core/closings/cash-entries";
import type { Who } from "@daybook/core/context/context";
import { NotEnoughCash } from "@daybook/core/drawers/expected-cash";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

interface Call {
  readonly ctx: { readonly work: UnitOfWork; readonly who: Who };
}

/** A resolver that moves cash; what it refuses for want of cash in a drawer is recorded. */
export function recordingRefusedCash<Moving extends Call, Answer>(
  move: (call: Moving) => Promise<Answer>,
) {
  return async (call: Moving): Promise<Answer> => {
    try {
      return await move(call);
    } catch (error) {
      if (error instanceof NotEnoughCash)
        await call.ctx.work.write(call.ctx.who, (ctx) => recordRefusedCash(ctx, error.attempt));
      throw error;
    }
  };
}
