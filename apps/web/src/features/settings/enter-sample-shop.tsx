import { paths } from "../../lib/paths.ts";
import { Button } from "../../components/button.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { trpc } from "../../lib/trpc.ts";
import { sampleTexts as texts } from "../../texts/en/sample.ts";

interface EnterSampleShopProps {
  readonly kind?: "primary" | "plain";
  /** For those who are in it already: throws away what was tried out and stocks it anew. */
  readonly fresh?: boolean;
}

/** One press opens the sample shop; the first one of a day waits until it is stocked. */
export function EnterSampleShop({ kind = "plain", fresh = false }: EnterSampleShopProps) {
  const enter = trpc.sample.enter.useMutation({
    // A fresh page: nothing that the real shop said stays in the memory of the sample.
    onSuccess: () => window.location.assign(paths.home),
  });
  const pending = enter.isPending || enter.isSuccess;
  return (
    <div>
      <Button kind={kind} onClick={() => enter.mutate({ fresh })} pending={pending}>
        {fresh ? texts.refresh : texts.enter}
      </Button>
      <output>{pending ? <p className="muted">{texts.building}</p> : null}</output>
      <div role="alert">{enter.isError ? <p>{describeError(enter.error)}</p> : null}</div>
    </div>
  );
}
