import { z } from "zod";

/** Which records a list shows; left out, the active ones. */
export const shown = z.enum(["active", "inactive", "all"]).optional().catch(undefined);
export type Shown = NonNullable<z.infer<typeof shown>>;

/** The words a list is searched for. */
export const words = (most = 100) => z.coerce.string().max(most).optional().catch(undefined);

/** Whose sheet is open above the list: `new`, or the id of the one that is changed. */
export const sheet = z.string().max(60).optional().catch(undefined);
