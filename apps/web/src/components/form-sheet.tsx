import type { ComponentProps, ReactNode } from "react";
import { Form } from "./form.tsx";
import { SideSheet } from "./side-sheet.tsx";

interface FormSheetProps {
  readonly title: string;
  readonly texts: { readonly close: string; readonly save: string };
  readonly form: ComponentProps<typeof Form>["form"];
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The sheet that creates or edits one record. */
export function FormSheet({ title, texts, form, onClose, children }: FormSheetProps) {
  return (
    <SideSheet title={title} closeLabel={texts.close} onClose={onClose}>
      <Form form={form} submitLabel={texts.save} onCancel={onClose}>
        {children}
      </Form>
    </SideSheet>
  );
}
