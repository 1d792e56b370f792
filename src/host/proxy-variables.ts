import type {Environment} from '../cli/io.ts'
import type {Address} from '../ollama/address.ts'

/** The proxy that the environment names for this address, credentials removed, as curl, Go and Python read the variables. */
export function proxyFor({scheme, host, port}: Address, env: Environment): string | undefined {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name]
  const proxy = read(scheme === 'https' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY')
  if (proxy === undefined || isExempt(read('NO_PROXY') ?? '', host.toLowerCase(), port)) return undefined
  return proxy.replace(/\/\/[^@/]*@/, '//***@')
}

function isExempt(list: string, host: string, port: number): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((item) => {
      const [, name = '', itemPort] = /^\*?(.*?)(?::(\d+))?$/.exec(item) ?? []
      if (itemPort !== undefined && Number(itemPort) !== port) return false
      if (name === '') return item === '*'
      const bare = name.replace(/^\./, '')
      return host === bare || host.endsWith(`.${bare}`)
    })
}
