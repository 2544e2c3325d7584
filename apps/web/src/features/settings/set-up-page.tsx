import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { SetUpShop } from "@daybook/contract/settings";
import { paths } from "../../lib/paths.ts";
import { NotLoaded } from "../../components/notices.tsx";
import { SignedOutPage } from "../../components/page.tsx";
import { Steps } from "../../components/steps.tsx";
import { GoTo } from "../../lib/go-to.tsx";
import { useLinkToken } from "../../lib/use-link-token.ts";
import { trpc } from "../../lib/trpc.ts";
import { useFormDrafts } from "../../components/use-form-draft.ts";
import { setUpTexts as texts } from "../../texts/en/set-up.ts";
import { OwnerStep } from "./owner-step.tsx";
import { RestoreStep } from "./restore-step.tsx";
import { SampleStep } from "./sample-step.tsx";
import { SHOP_DRAFT, ShopStep } from "./shop-step.tsx";
import type { ShopInput } from "./shop-step.tsx";

const STEPS = ["shop", "owner", "start"] as const;
type Step = (typeof STEPS)[number];

/**
 * Sets up a shop and its owner in two steps, then offers where to start. The link to it contains the token after a #.
 */
export function SetUpPage() {
  const token = useLinkToken();
  const status = trpc.setup.status.useQuery({});
  const [shop, setShop] = useState<ShopInput | null>(null);
  const [step, setStep] = useState<Step>("shop");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const drafts = useFormDrafts();

  const progress = (
    <Steps
      label={texts.steps}
      names={[texts.shopStep, texts.ownerStep, texts.startStep]}
      at={STEPS.indexOf(step)}
    />
  );
  // The shop exists now, which would redirect other visitors away from here.
  if (step === "start")
    return (
      <SignedOutPage title={texts.doneTitle} lead={texts.doneLead}>
        {progress}
        <SampleStep onEmpty={() => void navigate({ to: paths.home, replace: true })} />
      </SignedOutPage>
    );
  if (status.data === undefined)
    return (
      <SignedOutPage title={texts.title}>
        <NotLoaded query={status} shape="fields" lines={3} />
      </SignedOutPage>
    );
  if (status.data.setUp) return <GoTo to={paths.home} />;
  if (!SetUpShop.shape.token.safeParse(token).success)
    return (
      <SignedOutPage title={texts.title} lead={texts.noToken}>
        <p>{texts.noTokenWhy}</p>
      </SignedOutPage>
    );
  return (
    <SignedOutPage title={texts.title} lead={texts.lead}>
      {progress}
      {step === "owner" && shop !== null ? (
        <OwnerStep
          token={token}
          shop={shop}
          onBack={() => setStep("shop")}
          onDone={() => {
            drafts.remove(SHOP_DRAFT);
            queryClient.clear();
            setStep("start");
          }}
        />
      ) : (
        <>
          <ShopStep
            before={shop}
            onDone={(next) => {
              setShop(next);
              setStep("owner");
            }}
          />
          <RestoreStep token={token} />
        </>
      )}
    </SignedOutPage>
  );
}
