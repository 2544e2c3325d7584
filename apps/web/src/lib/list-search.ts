import { z } from "zod";

/** The state filter of a list; active records by default. */
export const shown = z.enum(["active", "inactive", "all"]).optional().catch(undefined);
export type Shown = NonNullable<z.infer<typeof shown>>;

/** The search text of a list. */
export const words = (most = 100) => z.coerce.string().max(most).optional().catch(undefined);

/** The open sheet of a list: `new`, or the id of the edited record. */
export const sheet = z.string().max(60).optional().catch(undefined);
