import { IMPORT_UPLOAD_PATH, ImportUpload } from "@daybook/contract/imports";
import type { ReadRefusal } from "@daybook/contract/refusal";
import { uploadBytes } from "./upload-bytes.ts";

/** The stored file, or why it was refused; null if the server did not answer. */
export async function uploadImport(file: File): Promise<ImportUpload | ReadRefusal | null> {
  const answer = await uploadBytes(IMPORT_UPLOAD_PATH, file, ImportUpload);
  if (answer === null) return null;
  return "sent" in answer ? answer.sent : answer.refusal;
}
