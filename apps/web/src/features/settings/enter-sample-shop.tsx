import { paths } from "../../lib/paths.ts";
import { Button } from "../../components/button.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { trpc } from "../../lib/trpc.ts";
import { sampleTexts as texts } from "../../texts/en/sample.ts";

interface EnterSampleShopProps {
  readonly kind?: "primary" | "plain";
  /** For users in the sample shop: discards their changes and rebuilds it. */
  readonly fresh?: boolean;
}

/** Opens the sample shop; the first visit of a day waits until it is built. */
export function EnterSampleShop({ kind = "plain", fresh = false }: EnterSampleShopProps) {
  const enter = trpc.sample.enter.useMutation({
    // Reloads the page, so no data of the real shop stays in memory.
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
