import { z } from "zod";

/** Why the bytes of a picture were refused. */
export const PictureProblem = z.enum([
  "not_a_picture",
  "too_many_pixels",
  "damaged",
  "took_too_long",
  "not_available",
]);
export type PictureProblem = z.infer<typeof PictureProblem>;
