import { useState } from "react";
import type { ReadRefusal } from "@daybook/contract/refusal";
import { describeError, describeRefusal } from "../../lib/describe-error.ts";
import { noAnswer } from "../../texts/en/notices.ts";
import { pictureTexts as texts } from "../../texts/en/pictures.ts";

/** The formats of pictures that can be sent. */
export const ACCEPTED_PICTURES = "image/jpeg,image/png,image/webp,image/gif,image/avif";

/** Sends the bytes of one file and adds it to its record; the refusal if it is refused, null without an answer. */
type AddOne = (file: File) => Promise<"added" | { readonly refusal: ReadRefusal } | null>;

/** As the server refuses it, before it is sent: many browsers read no answer while they send. */
export function tooLarge(mostBytes: number): { readonly refusal: ReadRefusal } {
  const refusal = { code: "upload_too_large", details: { mostBytes } } as const;
  return {
    refusal: { ...refusal, message: "", fieldErrors: {}, retryable: false, requestId: "" },
  };
}

/** Adds files one after the other, and says what became of each. */
interface Adding {
  readonly add: (files: readonly File[]) => void;
  /** What is being added, or was added last. */
  readonly notice: string | null;
  /** Why files were not added, each with its name. */
  readonly problems: readonly string[];
}

export function useAdding(addOne: AddOne, added: (names: readonly string[]) => string): Adding {
  const [notice, setNotice] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const addAll = async (files: readonly File[]) => {
    const done: string[] = [];
    const refused: string[] = [];
    setProblems([]);
    for (const file of files) {
      setNotice(texts.adding(file.name));
      const problem = await whyNotAdded(addOne, file);
      if (problem === null) done.push(file.name);
      else refused.push(texts.problem(file.name, problem));
      setProblems([...refused]);
    }
    setNotice(done.length === 0 ? null : added(done));
  };
  return { add: (files) => void addAll(files), notice, problems };
}

async function whyNotAdded(addOne: AddOne, file: File): Promise<string | null> {
  try {
    const answer = await addOne(file);
    if (answer === "added") return null;
    return answer === null ? noAnswer : describeRefusal(answer.refusal);
  } catch (error) {
    return describeError(error);
  }
}
