import {existsSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {ask} from '../child.ts'
import type {Environment} from '../environment.ts'
import {findOnPath} from '../host.ts'
import type {LogSource} from './log-source.ts'
import {isOllamaImage} from './ollama-image.ts'
import {resumeCommand} from './resumed-command.ts'

const timeoutMs = 8_000
const columns =
  '{range .items[*]}{.metadata.namespace}{"\\t"}{.metadata.name}{"\\t"}{.status.phase}{"\\t"}{.spec.containers[*].image}{"\\t"}{.spec.containers[*].name}{"\\n"}{end}'

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
  if (command === undefined) return {isThere: false}
  if (!isConfigured(env)) return {isThere: true, trouble: 'no cluster is configured'}
  const search = (): Promise<PodSearch> =>
    name === undefined ? searchPod(command, env) : askFor(command, parsePod(name), env)
  const {pod, trouble} = await search()
  if (pod === undefined) return {isThere: true, ...(trouble !== undefined && {trouble})}
  const again = async (): Promise<Pod | undefined> => (await search()).pod
  return {isThere: true, source: {kind: 'kubectl', name: pod.name, read: reader(command, again, env)}}
}

/** Without a cluster that it is set to, kubectl asks one on this machine, in vain. */
function isConfigured(env: Environment): boolean {
  return (
    Boolean(env.KUBECONFIG ?? env.KUBERNETES_SERVICE_HOST) || existsSync(join(env.HOME ?? homedir(), '.kube', 'config'))
  )
}

interface PodSearch {
  readonly pod?: Pod
  readonly trouble?: string
}

/** Whether what is named is there. */
async function askFor(command: string, pod: Pod, env: Environment): Promise<PodSearch> {
  const kind = pod.args.at(-1)?.includes('/') ? [] : ['pod']
  const {exitCode, stderr} = await ask(
    command,
    ['get', ...pod.args.slice(0, -1), ...kind, ...pod.args.slice(-1), '-o', 'name'],
    {
      env,
      timeoutMs,
    },
  )
  if (exitCode === 0) return {pod}
  return /NotFound/.test(stderr) ? {} : {trouble: lastLine(stderr)}
}

async function searchPod(command: string, env: Environment): Promise<PodSearch> {
  for (const scope of [['--all-namespaces'], []]) {
    const {exitCode, stdout, stderr} = await ask(command, ['get', 'pods', ...scope, '-o', `jsonpath=${columns}`], {
      env,
      timeoutMs,
    })
    // Who may not see all namespaces may see his own.
    if (exitCode !== 0 && scope.length > 0 && /forbidden/i.test(stderr)) continue
    if (exitCode !== 0) return {trouble: lastLine(stderr)}
    const [pod] = stdout
      .split('\n')
      .map(toPod)
      .filter((found) => found !== undefined)
      .sort((a, b) => Number(b.isRunning) - Number(a.isRunning))
    return pod === undefined ? {} : {pod}
  }
  return {}
}

/** A line of `columns`; undefined where no container of the pod is Ollama's. */
function toPod(line: string): (Pod & {readonly isRunning: boolean}) | undefined {
  const [namespace = '', name = '', phase, images = '', containers = ''] = line.split('\t')
  const container = containers.split(' ')[images.split(' ').findIndex(isOllamaImage)]
  if (container === undefined) return undefined
  return {
    name: `${namespace}/${name}`,
    args: [`--namespace=${namespace}`, `--container=${container}`, name],
    isRunning: phase === 'Running',
  }
}

/** Whatever is named is no option. */
function parsePod(name: string): Pod {
  const [first = '', ...rest] = name.split('/')
  const isKind =
    /^(?:po|pods?|deploy|deployments?|sts|statefulsets?|ds|daemonsets?|rs|replicasets?|jobs?|svc|services?)(?:\.[\w.]+)?$/
  if (rest.length === 0 || isKind.test(first)) return {name, args: [name]}
  return {name, args: [`--namespace=${first}`, rest.join('/')]}
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

/** What kubectl says for people; the lines before are of its libraries. */
function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'it does not answer'
}
