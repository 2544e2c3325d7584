import { IMPORT_UPLOAD_PATH, ImportUpload } from "@daybook/contract/imports";
import { readRefusal } from "@daybook/contract/refusal";
import type { ReadRefusal } from "@daybook/contract/refusal";

/** The stored file, or why it was refused; null if the server did not answer. */
export async function uploadImport(file: File): Promise<ImportUpload | ReadRefusal | null> {
  try {
    const response = await fetch(IMPORT_UPLOAD_PATH, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    const answer: unknown = await response.json();
    return response.ok ? ImportUpload.parse(answer) : readRefusal(answer);
  } catch {
    return null;
  }
}
