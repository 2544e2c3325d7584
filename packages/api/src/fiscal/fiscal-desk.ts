/** Has documents signed after they are saved: a signing device never stops or delays a sale. */
import type { SaleId } from "@daybook/contract/ids";
import type { Sale } from "@daybook/contract/sales";
import { systemActor } from "@daybook/core/context/context";
import type { FiscalSigner } from "@daybook/core/fiscal/fiscal-signer";
import {
  beginSigning,
  dueDay,
  listDueDays,
  listUnsigned,
  recordSignature,
  recordSignedDay,
} from "@daybook/core/fiscal/signatures";
import { getSale } from "@daybook/core/sales/sales";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { pause, within } from "../device-answers.ts";

export interface FiscalDesk {
  /** Signs a saved document. Answers it with its signature, or after a moment without one: then it is signed later. */
  sign(sale: Sale): Promise<Sale>;
  /** Signs the saved document with this id, and answers after a moment at the latest. */
  signDocument(id: SaleId): Promise<void>;
  /**
   * Signs what is not signed, in order, and then the ends of days; stops at the first failure. Answers how many documents
   * were signed.
   */
  signLate(): Promise<number>;
  /** Signs the end of a business day, after its documents. A failure is reported, stops nothing and is tried again later. */
  closeDay(businessDate: string): Promise<void>;
}

export interface FiscalDeskOptions {
  readonly signer: FiscalSigner;
  /** Of the real shop. */
  readonly work: UnitOfWork;
  /** How long a sale waits for its signature. */
  readonly answerWithinMs?: number;
  /** After this time without an answer the device counts as away, and the next document has its turn. */
  readonly giveUpAfterMs?: number;
  readonly onProblem: (error: unknown) => void;
}

const ANSWER_WITHIN_MS = 1_500;
const GIVE_UP_AFTER_MS = 15_000;
const NO_ANSWER = "The signing device did not answer";
const MOST_AT_ONCE = 500;
const WHO = { actor: systemActor(0, new Set()), requestId: "fiscal signer" };

export function createFiscalDesk({
  signer,
  work,
  answerWithinMs = ANSWER_WITHIN_MS,
  giveUpAfterMs = GIVE_UP_AFTER_MS,
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
      const { signature: _, returns: __, copies: ___, invoice: ____, ...document } = sale;
      const signing = signer
        .start(document)
        .then(({ transaction }) => signer.finish(transaction, document));
      // Asked again, the device continues the same transaction: an answer that comes later is not lost.
      const signature = await within(giveUpAfterMs, signing, NO_ANSWER);
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

  const soon = async (act: () => Promise<unknown>): Promise<void> => {
    await Promise.race([inTurn(act).catch(onProblem), pause(answerWithinMs)]);
  };

  return {
    signDocument: (id) => soon(() => signNow(id)),
    async closeDay(businessDate) {
      await work.write(WHO, (ctx) => dueDay(ctx, businessDate));
      await soon(() => signDays(work, signer, giveUpAfterMs));
    },
    async sign(sale) {
      await soon(() => signNow(sale.id));
      return { ...sale, signature: (await read(sale.id)).signature };
    },
    signLate: () =>
      inTurn(async () => {
        const ids = await work.read(WHO, (ctx) => listUnsigned(ctx, MOST_AT_ONCE));
        let count = 0;
        for (const id of ids) {
          if (!(await signNow(id))) return count;
          count += 1;
        }
        await signDays(work, signer, giveUpAfterMs).catch(onProblem);
        return count;
      }),
  };
}

/** Has the ends of days signed that are not, also those of earlier failures. */
async function signDays(
  work: UnitOfWork,
  signer: FiscalSigner,
  giveUpAfterMs: number,
): Promise<void> {
  for (const businessDate of await work.read(WHO, listDueDays)) {
    await within(giveUpAfterMs, signer.close({ businessDate }), NO_ANSWER);
    await work.write(WHO, (ctx) => recordSignedDay(ctx, businessDate));
  }
}
