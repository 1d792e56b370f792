/** How many of the first tokens a runner keeps: `num_keep`, and one more where the model begins every text with a token. */
export const usualKeeps = [4, 5] as const

/**
 * What is left of a prompt that is longer than its context, in tokens (llm/server.go, runner.go: half of what is not kept goes). A
 * `prompt_eval_count` of just this number is the mark of a prompt that was cut without a word.
 */
export function tokensLeft(context: number, keep: number): number {
  return context - Math.max(Math.floor((context - keep) / 2), 1)
}

/** Whether a prompt of so many tokens is what is left of a longer one. */
export function isCut(promptTokens: number, context: number): boolean {
  return usualKeeps.some((keep) => tokensLeft(context, keep) === promptTokens)
}
