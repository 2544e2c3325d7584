import type { PrintJob } from "@daybook/contract/printers";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { printingTexts as texts } from "../../texts/en/printing.ts";

/** Prints a job again that failed, or cancels one that has not been printed. */
export function PrintActions({ job }: { readonly job: PrintJob }) {
  const may = useAllowed("sales.ringUp");
  const onError = (error: unknown) => showToast({ text: describeError(error) });
  const retry = trpc.printJobs.retry.useMutation({ onError });
  const cancel = trpc.printJobs.cancel.useMutation({ onError });
  if (!may || (job.status !== "failed" && job.status !== "waiting")) return null;
  return (
    <>
      {job.status === "failed" ? (
        <Button
          pending={retry.isPending}
          onClick={() => retry.mutate({ key: newId(), id: job.id })}
        >
          {texts.again}
        </Button>
      ) : null}
      <Button
        pending={cancel.isPending}
        onClick={() => cancel.mutate({ key: newId(), id: job.id })}
      >
        {texts.cancel}
      </Button>
    </>
  );
}

/** What a job prints: "Receipt F-12", "Test page". */
export function nameOfJob({ kind, sale }: PrintJob): string {
  return sale === null ? texts.kinds[kind] : `${texts.kinds[kind]} ${sale.receiptNumber}`;
}
