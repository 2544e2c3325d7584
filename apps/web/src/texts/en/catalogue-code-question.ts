/** Texts of the dialog for a code of several products. */
export const codeQuestionTexts = {
  title: "Which product is it?",
  lead: (code: string, products: number) =>
    `${products === 2 ? "Two" : products} products have the code ${code}. To avoid this question, change the code of one of them.`,
  choose: (name: string, sku: string) => `${name} (${sku})`,
  neither: "None of them",
};
