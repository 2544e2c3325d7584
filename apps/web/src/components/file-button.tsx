import { useRef } from "react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

interface FileButtonProps {
  readonly children: ReactNode;
  /** The types or file name extensions that the file dialog offers. */
  readonly accept: string;
  readonly multiple?: boolean;
  /** Opens the camera of a phone instead of its files. */
  readonly camera?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

/** A button that opens the file dialog. */
export function FileButton({
  children,
  accept,
  multiple = false,
  camera = false,
  onChoose,
}: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="plus" onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        {...(camera ? { capture: "environment" as const } : {})}
        onChange={(event) => {
          onChoose([...(event.currentTarget.files ?? [])]);
          // The same file can be chosen again after it was corrected.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
