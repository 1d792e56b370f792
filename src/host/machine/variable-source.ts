import {misnamed, nearest, variables} from '../../ollama/variables.ts'
import {isSecretName} from '../../redact/redact.ts'

/** Variables, and where they are set. */
export interface VariableSource {
  readonly source: string
  readonly values: Readonly<Record<string, string>>
}

/** Of several places, what is set last holds. */
export function together(sources: readonly VariableSource[]): VariableSource {
  return {
    source: sources.map(({source}) => source).join(', '),
    values: Object.assign({}, ...sources.map(({values}) => values)),
  }
}

/** What may be told of a server's environment, and nothing else. */
const telling =
  /^(?:OLLAMA_|LLAMA_ARG_|CUDA_VISIBLE_DEVICES$|HIP_VISIBLE_DEVICES$|ROCR_VISIBLE_DEVICES$|GGML_VK_VISIBLE_DEVICES$|GPU_DEVICE_ORDINAL$|HSA_OVERRIDE_GFX_VERSION|JETSON_JETPACK$|HOME$|TMPDIR$|(?:HTTPS?|NO|ALL)_PROXY$)/i

/** Of `NAME=value`, a line each. */
export function assignments(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value = ''] = /^(?:export\s+)?(\w+)=(.*)$/s.exec(line) ?? []
      return name === undefined ? [] : [[name, value.replace(/^(["'])(.*)\1$/s, '$2')]]
    }),
  )
}

/** Nothing else of an environment is anybody's business. */
export function pick(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => telling.test(name))
      .map(([name, value]) => [name, isPrivate(name) ? '***' : value]),
  )
}

/** Whether no more may be told of a variable than that it is there: a secret, or one that no Ollama knows. */
export function isPrivate(name: string): boolean {
  const known = name.toUpperCase()
  const isForeign = known.startsWith('OLLAMA_') && !(known in variables) && !(known in misnamed)
  return isSecretName(name) || (isForeign && nearest(known) === undefined)
}
