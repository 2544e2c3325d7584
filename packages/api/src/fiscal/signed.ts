import type { Sale } from "@daybook/contract/sales";
import type { ApiContext } from "../context.ts";

/** A resolver whose document is signed after it is saved, in shops with a signing device. */
export function signed<Call extends object>(save: (call: Call) => Promise<Sale>) {
  return async (
    call: Call & { readonly ctx: Pick<ApiContext, "work" | "home" | "services"> },
  ): Promise<Sale> => {
    const sale = await save(call);
    const { work, home, services } = call.ctx;
    // The sample shop is not real.
    return services.fiscalDesk === null || work !== home.work
      ? sale
      : services.fiscalDesk.sign(sale);
  };
}
