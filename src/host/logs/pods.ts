import {existsSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {ask} from '../child.ts'
import type {Environment} from '../environment.ts'
import {findOnPath} from '../host.ts'
import type {LogSource} from './log-source.ts'
import {resumeCommand} from './resumed-command.ts'

const timeoutMs = 8_000
const columns =
  '{range .items[*]}{.metadata.namespace}{"\\t"}{.metadata.name}{"\\t"}{.status.phase}{"\\t"}{.spec.containers[*].image}{"\\n"}{end}'
const ollamaImage = /(?:^|[\s/])ollama(?:[:@\s/]|$)/

/** What came of looking for a pod. */
export interface PodsFound {
  readonly source?: LogSource
  readonly isThere: boolean
  readonly trouble?: string
}

interface Pod {
  /** `namespace/name`; a name alone is of the namespace that kubectl is set to. */
  readonly name: string
  readonly args: readonly string[]
}

/** The pod that is named (`pod`, `deploy/ollama`, `namespace/pod`), or the first whose image is Ollama's. */
export async function findPod(name: string | undefined, env: Environment): Promise<PodsFound> {
  const command = await findOnPath('kubectl', env)
  if (command === undefined || (name === undefined && !isConfigured(env))) return {isThere: false}
  const found = name === undefined ? await searchPod(command, env) : {pod: parsePod(name)}
  if (found.pod === undefined) return {isThere: true, ...(found.trouble !== undefined && {trouble: found.trouble})}
  const {pod} = found
  const search = async (): Promise<Pod | undefined> => (name === undefined ? (await searchPod(command, env)).pod : pod)
  return {isThere: true, source: {kind: 'kubectl', name: pod.name, read: reader(command, search, env)}}
}

/** Without a cluster that it is set to, kubectl asks one on this machine, in vain. */
function isConfigured(env: Environment): boolean {
  return (
    Boolean(env.KUBECONFIG ?? env.KUBERNETES_SERVICE_HOST) || existsSync(join(env.HOME ?? homedir(), '.kube', 'config'))
  )
}

async function searchPod(command: string, env: Environment): Promise<{pod?: Pod; trouble?: string}> {
  for (const scope of [['--all-namespaces'], []]) {
    const {exitCode, stdout, stderr} = await ask(command, ['get', 'pods', ...scope, '-o', `jsonpath=${columns}`], {
      env,
      timeoutMs,
    })
    // Who may not see all namespaces may see his own.
    if (exitCode !== 0 && scope.length > 0 && /forbidden/i.test(stderr)) continue
    if (exitCode !== 0) return {trouble: stderr.trim().split('\n')[0] || 'it does not answer'}
    const [pod] = stdout
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, , , images = '']) => ollamaImage.test(images))
      .sort(([, , a], [, , b]) => Number(b === 'Running') - Number(a === 'Running'))
    if (pod === undefined) return {}
    return {pod: {name: `${pod[0]}/${pod[1]}`, args: ['--namespace', pod[0] ?? '', pod[1] ?? '']}}
  }
  return {}
}

function parsePod(name: string): Pod {
  const [first = '', ...rest] = name.split('/')
  const isKind =
    /^(?:po|pod|pods|deploy|deployment|deployments|sts|statefulset|ds|daemonset|rs|replicaset|job|svc|service)$/
  if (rest.length === 0 || isKind.test(first)) return {name, args: [name]}
  return {name, args: ['--namespace', first, rest.join('/')]}
}

/** A pod of a deployment comes back under another name. */
function reader(command: string, search: () => Promise<Pod | undefined>, env: Environment): LogSource['read'] {
  return (options) =>
    resumeCommand(
      {
        command,
        env,
        onBoth: false,
        args: async (from, lines) => {
          const pod = await search()
          return (
            pod && [
              'logs',
              '--timestamps',
              ...(options.follow ? ['--follow'] : []),
              ...(from === undefined ? [] : [`--since-time=${from}`]),
              ...(lines === undefined ? [] : [`--tail=${lines}`]),
              ...pod.args,
            ]
          )
        },
      },
      options,
    )
}
