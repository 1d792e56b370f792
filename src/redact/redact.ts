/** Removes what may be a secret from a text: user info of URLs, bearer and basic credentials, keys by their usual shapes. */
export function redactSecrets(text: string): string {
  return text
    .replace(/([a-z][\w+.-]*:\/\/)[^\s/@"']*@/gi, '$1***@')
    .replace(/\b(authorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;]+/gi, '$1***')
    .replace(/\b(bearer|basic)\s+[\w~+/.-]{8,}=*/gi, '$1 ***')
    .replace(/\b((?:api[_-]?key|token|password|passwd|secret)["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi, '$1***')
    .replace(/\b(?:sk|pk|hf|ghp|github_pat)[-_][\w-]{16,}/g, '***')
}
