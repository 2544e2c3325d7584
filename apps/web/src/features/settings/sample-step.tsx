import { useEffect, useRef } from "react";
import { Button } from "../../components/button.tsx";
import { setUpTexts as texts } from "../../texts/en/set-up.ts";
import { EnterSampleShop } from "./enter-sample-shop.tsx";
import classes from "./sample-step.module.css";

interface SampleStepProps {
  readonly onEmpty: () => void;
}

/** The last step: the shop is created and empty; users may explore the sample shop first. */
export function SampleStep({ onEmpty }: SampleStepProps) {
  const choices = useRef<HTMLDivElement>(null);
  // The previous form was removed together with the focus.
  useEffect(() => choices.current?.querySelector("button")?.focus(), []);
  return (
    <div ref={choices} className={classes.choices}>
      <section>
        <h2>{texts.empty}</h2>
        <p className="muted">{texts.emptyWhy}</p>
        <Button kind="primary" onClick={onEmpty}>
          {texts.startEmpty}
        </Button>
      </section>
      <section>
        <h2>{texts.sample}</h2>
        <p className="muted">{texts.sampleWhy}</p>
        <EnterSampleShop />
      </section>
    </div>
  );
}
