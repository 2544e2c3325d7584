import { createContext, useCallback, useContext, useState } from "react";
import type { ReactNode } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { lateCode } from "../../lib/late-code.ts";
import { latePart } from "../../lib/late-part.tsx";
import { useShop } from "../../lib/shop-context.tsx";
import { useCatalogue } from "./catalogue.ts";
import type { FoundByCode } from "./found-by-code.ts";
import type { CodeContents } from "./read-code.ts";

const CodeDialog = latePart(async () => (await import("./code-dialog.tsx")).CodeDialog);
/** Labels and codes of GS1 are read only if no product has the whole code. */
const codeReader = lateCode(() => import("./read-code.ts"));

interface Question {
  readonly code: string;
  readonly rows: readonly CatalogueRow[];
  readonly answer: (found: FoundByCode) => void;
}

/** The product of a code, and what else the code contains. */
export interface ReadScan {
  readonly found: FoundByCode;
  /** Null if a product has the whole code, and for a code that contains nothing else. */
  readonly contents: CodeContents | null;
  /** Why a label or a code of GS1 is bad. */
  readonly wrong: string | null;
}

type ReadCode = (code: string) => Promise<ReadScan>;

const ReadCodeContext = createContext<ReadCode | null>(null);

/** Reads codes, and shows the dialog for a code of several products. Mounted once, inside the catalogue provider. */
export function CodeQuestions({ children }: { readonly children: ReactNode }) {
  const catalogue = useCatalogue();
  const { settings } = useShop();
  // One after another: each scan waits for its own answer.
  const [waiting, setWaiting] = useState<readonly Question[]>([]);
  const choose = useCallback(
    (code: string, rows: readonly CatalogueRow[]): FoundByCode | Promise<FoundByCode> => {
      if (rows.length <= 1) return rows[0] ?? null;
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
    [],
  );
  const readCode = useCallback<ReadCode>(
    async (code) => {
      const rows = await catalogue.findByCode(code);
      if (rows.length > 0) return { found: await choose(code, rows), contents: null, wrong: null };
      const { readInside } = await codeReader();
      const { rows: inside, ...read } = await readInside(code, catalogue, settings);
      return { found: await choose(code, inside), ...read };
    },
    [catalogue, choose, settings],
  );
  const [question] = waiting;
  return (
    <ReadCodeContext value={readCode}>
      {children}
      {question === undefined ? null : (
        <CodeDialog code={question.code} rows={question.rows} onAnswer={question.answer} />
      )}
    </ReadCodeContext>
  );
}

/** Reads a scanned or fully typed code: finds its product, asks if there are several, and reads its amount. */
export function useReadCode(): ReadCode {
  const readCode = useContext(ReadCodeContext);
  if (readCode === null) throw new Error("useReadCode stands outside of the catalogue's provider");
  return readCode;
}

/** Finds the product of a scanned or fully typed code, and asks if there are several. */
export function useFindByCode(): (code: string) => Promise<FoundByCode> {
  const readCode = useReadCode();
  return useCallback(async (code) => (await readCode(code)).found, [readCode]);
}
