import { createContext, useCallback, useContext, useState } from "react";
import type { ReactNode } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { latePart } from "../../lib/late-part.tsx";
import { useCatalogue } from "./catalogue.ts";
import type { FoundByCode } from "./found-by-code.ts";

const CodeDialog = latePart(async () => (await import("./code-dialog.tsx")).CodeDialog);

interface Question {
  readonly code: string;
  readonly rows: readonly CatalogueRow[];
  readonly answer: (found: FoundByCode) => void;
}

type FindByCode = (code: string) => Promise<FoundByCode>;

const FindByCodeContext = createContext<FindByCode | null>(null);

/** Shows the dialog for a code of several products. Mounted once, inside the catalogue provider. */
export function CodeQuestions({ children }: { readonly children: ReactNode }) {
  const catalogue = useCatalogue();
  // One after another: each scan waits for its own answer.
  const [waiting, setWaiting] = useState<readonly Question[]>([]);
  const findByCode = useCallback<FindByCode>(
    async (code) => {
      const rows = await catalogue.findByCode(code);
      const [only = null] = rows;
      if (rows.length <= 1) return only;
      return new Promise((resolve) => {
        const question: Question = {
          code,
          rows,
          answer: (found) => {
            setWaiting((all) => all.filter((one) => one !== question));
            resolve(found);
          },
        };
        setWaiting((all) => [...all, question]);
      });
    },
    [catalogue],
  );
  const [question] = waiting;
  return (
    <FindByCodeContext value={findByCode}>
      {children}
      {question === undefined ? null : (
        <CodeDialog code={question.code} rows={question.rows} onAnswer={question.answer} />
      )}
    </FindByCodeContext>
  );
}

/** Finds the product of a scanned or fully typed code, and asks if there are several. */
export function useFindByCode(): FindByCode {
  const findByCode = useContext(FindByCodeContext);
  if (findByCode === null)
    throw new Error("useFindByCode stands outside of the catalogue's provider");
  return findByCode;
}
