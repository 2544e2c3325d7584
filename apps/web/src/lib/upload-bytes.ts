import { readRefusal } from "@daybook/contract/refusal";
import type { ReadRefusal } from "@daybook/contract/refusal";
import type { z } from "zod";

/** What the server answers to the bytes of a file, or why it refused them; null if it did not answer. */
export async function uploadBytes<Answer extends z.ZodType>(
  path: string,
  file: File,
  answer: Answer,
): Promise<{ readonly sent: z.infer<Answer> } | { readonly refusal: ReadRefusal } | null> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    const body: unknown = await response.json();
    if (response.ok) return { sent: answer.parse(body) };
    const refusal = readRefusal(body);
    return refusal === null ? null : { refusal };
  } catch {
    return null;
  }
}
