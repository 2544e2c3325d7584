import type { Dashboard } from "@daybook/contract/reports";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { Icon } from "../../components/icons.tsx";
import { Section } from "../../components/page.tsx";
import { trpc } from "../../lib/trpc.ts";
import { dashboardTexts as texts } from "../../texts/en/dashboard.ts";
import classes from "./getting-started.module.css";

/** The setup checklist: each step links to its screen and is checked automatically. Hidden when all are done. */
export function GettingStarted({ counts }: { readonly counts: Dashboard["counts"] }) {
  const unfinished = counts.products === 0 || counts.sales === 0;
  const movements = trpc.movements.list.useQuery({ limit: 1 }, { enabled: unfinished });
  if (!unfinished) return null;
  const steps = [
    {
      key: "product",
      done: counts.products > 0,
      action: (
        <LinkButton to={paths.products} search={{ sheet: "new" }} icon="plus" kind="primary">
          {texts.addProduct}
        </LinkButton>
      ),
    },
    {
      key: "stock",
      done: (movements.data?.items.length ?? 0) > 0,
      action: (
        <LinkButton to={paths.receive} kind="primary">
          {texts.receiveStock}
        </LinkButton>
      ),
    },
    {
      key: "sale",
      done: counts.sales > 0,
      action: (
        <LinkButton to={paths.sell} kind="primary">
          {texts.openTill}
        </LinkButton>
      ),
    },
  ] as const;
  const next = steps.find(({ done }) => !done);
  return (
    <Section title={texts.beginTitle}>
      <p className="muted">{texts.beginLead}</p>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step.key} className={classes.step} data-done={step.done ? true : undefined}>
            <span className={classes.tick}>{step.done ? <Icon name="check" /> : null}</span>
            <span className={classes.name}>
              {texts.steps[step.key]}{" "}
              <span className="muted">{step.done ? texts.stepDone : ""}</span>
            </span>
            {step === next ? step.action : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
