import { z } from "zod";

/** `new`, or the id of the tax class being changed. */
export const TaxesSearch = z.object({ sheet: z.string().max(60).optional().catch(undefined) });
