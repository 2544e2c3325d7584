import { z } from "zod";

/** `next` is the address someone wanted before they had to sign in: a path of ours, never another site's. */
export const SignInSearch = z.object({
  next: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
});
export type SignInSearch = z.infer<typeof SignInSearch>;
