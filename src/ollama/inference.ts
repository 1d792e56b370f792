const inference =
  /^\/(?:api\/(?:generate|chat|embed|embeddings)|v1\/(?:(?:chat\/)?completions|embeddings|responses|messages))$/

/** Whether a runner has to work for what is asked for at a path: it may load a model, and its prompt may be truncated. */
export function isInference(path: string): boolean {
  return inference.test(path)
}
