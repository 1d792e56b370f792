import type {CheckContext, Finding} from '../checks/check.ts'
import {isOnThisMachine} from '../checks/store.ts'
import {type Gpu, type GpuProcess, type GpuReading, readGpus} from '../host/machine/gpus.ts'

/** A process of somebody else's, and what it takes of a GPU. */
interface Holder extends GpuProcess {
  readonly bytes: number
  readonly name: string
  readonly source: string
  readonly on: Gpu
}

/** Failures that a GPU full of something else brings about. */
const memoryCodes: ReadonlySet<Finding['code']> = new Set([
  'gpu-out-of-memory',
  'context-too-large-for-vram',
  'model-too-large-for-vram',
])
/** What less than this share of a GPU takes explains no failure. */
const leastShare = 0.25
const ownProcess = /^(?:ollama|llama-server|ollama_llama_server|ollama-lib|ollama app)(?:\.exe)?$/i

/** Where a GPU ran out of memory of which another program has much, that program is why. */
export async function withGpuHolders(findings: readonly Finding[], context: CheckContext): Promise<readonly Finding[]> {
  const [first, ...others] = findings
  if (first === undefined || !memoryCodes.has(first.code) || !isOnThisMachine(context)) return findings
  const [most] = (await readGpus(context.host)).flatMap(holdersIn).sort((a, b) => b.bytes - a.bytes)
  if (most === undefined || most.bytes < (most.on.totalBytes ?? 0) * leastShare) return findings
  const {bytes, name, pid, source, on} = most
  return [
    {
      ...first,
      code: 'gpu-memory-held',
      confidence: 'likely',
      args: {...first.args, holder: name, pid, heldBytes: bytes, ...(on.totalBytes && {totalBytes: on.totalBytes})},
      evidence: [
        ...first.evidence,
        {source, text: `${name} (process ${pid}) has ${bytes} bytes of ${on.totalBytes ?? 'unknown'} on ${on.name}`},
      ],
    },
    ...others,
  ]
}

/** Where there are several GPUs and a tool does not tell which, nobody knows of what the share is. */
function holdersIn({source, gpus, processes}: GpuReading): Holder[] {
  return processes.flatMap(({bytes, name, ...process}) => {
    const on = gpus.length === 1 ? gpus[0] : gpus.find(({id}) => id === process.gpu)
    if (on === undefined || bytes === undefined || name === undefined || isOwn(name)) return []
    return [{...process, bytes, name, source, on}]
  })
}

function isOwn(name: string): boolean {
  return ownProcess.test(name.split(/[\\/]/).at(-1) ?? '')
}
