import classes from "./sentence-with-code.module.css";

interface SentenceWithCodeProps {
  readonly sentence: (code: string) => string;
  readonly code: string;
}

/** A sentence with a code that stays on one line: the hyphen of an SKU is not a place for a line break. */
export function SentenceWithCode({ sentence, code }: SentenceWithCodeProps) {
  const text = sentence(code);
  const at = text.indexOf(code);
  return (
    <>
      {text.slice(0, at)}
      <span className={classes.code}>{code}</span>
      {text.slice(at + code.length)}
    </>
  );
}
