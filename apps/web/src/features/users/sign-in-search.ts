import { z } from "zod";

/** `next` is the address that required the sign-in: a path of this site, never of another one. */
export const SignInSearch = z.object({
  next: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
});
export type SignInSearch = z.infer<typeof SignInSearch>;
