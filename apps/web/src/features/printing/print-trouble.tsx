import { Banner } from "../../components/notices.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useOwnPrinter } from "../../lib/use-own-printer.ts";
import { printingTexts as texts } from "../../texts/en/printing.ts";
import { nameOfJob, PrintActions } from "./print-actions.tsx";
import classes from "./printing.module.css";

/** Says at a till what its printer has not printed, and why. The oldest first, because the others wait for it. */
export function PrintTrouble() {
  const printer = useOwnPrinter();
  const jobs = trpc.printJobs.list.useQuery(
    { printerId: printer?.id, troubled: true },
    { enabled: printer !== null, retry: false },
  );
  const job = printer === null ? undefined : jobs.data?.items.at(-1);
  if (job === undefined || job.problem === null) return null;
  return (
    <div className={classes.trouble}>
      <Banner>
        {texts.notPrinted(nameOfJob(job), job.printer.name)} {texts.problems[job.problem]}{" "}
        <PrintActions job={job} />
      </Banner>
    </div>
  );
}
