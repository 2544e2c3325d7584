import classes from "./adding-notice.module.css";

interface AddingNoticeProps {
  readonly notice: string | null;
  readonly problems: readonly string[];
}

/** What became of the files that were chosen last. */
export function AddingNotice({ notice, problems }: AddingNoticeProps) {
  return (
    <>
      <output className={classes.notice} hidden={notice === null}>
        {notice}
      </output>
      <div role="alert">
        {problems.map((problem) => (
          <p key={problem} className={classes.problem}>
            {problem}
          </p>
        ))}
      </div>
    </>
  );
}
