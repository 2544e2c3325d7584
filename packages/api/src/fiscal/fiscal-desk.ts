/** Has documents signed after they are saved: a signing device never stops or delays a sale. */
import type { SaleId } from "@daybook/contract/ids";
import type { Sale } from "@daybook/contract/sales";
import { systemActor } from "@daybook/core/context/context";
import type { FiscalSigner } from "@daybook/core/fiscal/fiscal-signer";
import { beginSigning, listUnsigned, recordSignature } from "@daybook/core/fiscal/signatures";
import { getSale } from "@daybook/core/sales/sales";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

export interface FiscalDesk {
  /** Signs a saved document. Answers it with its signature, or after a moment without one: then it is signed later. */
  sign(sale: Sale): Promise<Sale>;
  /** Signs what is not signed, in order; stops at the first failure. Answers how many were signed. */
  signLate(): Promise<number>;
}

export interface FiscalDeskOptions {
  readonly signer: FiscalSigner;
  /** Of the real shop. */
  readonly work: UnitOfWork;
  /** How long a sale waits for its signature. */
  readonly answerWithinMs?: number;
  readonly onProblem: (error: unknown) => void;
}

const ANSWER_WITHIN_MS = 1_500;
const MOST_AT_ONCE = 500;
const WHO = { actor: systemActor(0, new Set()), requestId: "fiscal signer" };

export function createFiscalDesk({
  signer,
  work,
  answerWithinMs = ANSWER_WITHIN_MS,
  onProblem,
}: FiscalDeskOptions): FiscalDesk {
  const begun = work.write(WHO, beginSigning).catch(onProblem);
  // One document at a time: the order of signatures is the order of documents.
  let last: Promise<unknown> = begun;

  const read = (id: SaleId): Promise<Sale> => work.read(WHO, (ctx) => getSale(ctx, { id }));

  const signNow = async (id: SaleId): Promise<boolean> => {
    const sale = await read(id);
    if (sale.signature?.state === "signed") return true;
    try {
      const { signature: _, returns: __, ...document } = sale;
      const { transaction } = await signer.start(document);
      const signature = await signer.finish(transaction, document);
      await work.write(WHO, (ctx) => recordSignature(ctx, id, signature));
      return true;
    } catch (error) {
      onProblem(error);
      const reason = error instanceof Error ? error.message : String(error);
      await work.write(WHO, (ctx) => recordSignature(ctx, id, { reason }));
      return false;
    }
  };

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act);
    last = turn.catch(onProblem);
    return turn;
  };

  return {
    async sign(sale) {
      const signed = inTurn(() => signNow(sale.id)).catch(onProblem);
      await Promise.race([signed, pause(answerWithinMs)]);
      return { ...sale, signature: (await read(sale.id)).signature };
    },
    signLate: () =>
      inTurn(async () => {
        const ids = await work.read(WHO, (ctx) => listUnsigned(ctx, MOST_AT_ONCE));
        let count = 0;
        for (const id of ids) {
          if (!(await signNow(id))) break;
          count += 1;
        }
        return count;
      }),
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
