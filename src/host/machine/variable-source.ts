import {misnamed, nearest, variables} from '../../ollama/variables.ts'
import {isSecretName} from '../../redact/redact.ts'

/** Variables, and where they are set. */
export interface VariableSource {
  readonly source: string
  readonly values: Readonly<Record<string, string>>
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

/** Nothing else of an environment is anybody's business; of a variable that no Ollama knows, no more than that it is there. */
export function pick(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => telling.test(name))
      .map(([name, value]) => [name, isSecretName(name) || isForeign(name) ? '***' : value]),
  )
}

function isForeign(name: string): boolean {
  return name.startsWith('OLLAMA_') && !(name in variables) && !(name in misnamed) && nearest(name) === undefined
}
