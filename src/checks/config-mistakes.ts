import type {VariableSource} from '../host/machine/variable-source.ts'
import {parseAddress} from '../ollama/address.ts'
import {whyUnreadable} from '../ollama/variable-values.ts'
import {isMistaken, isOutOfVersion, misnamed, nearest, variables} from '../ollama/variables.ts'
import {isRelease} from '../ollama/version.ts'
import type {CheckContext, Finding} from './check.ts'

/** What is wrong with variables by themselves: of no version, of another version, with a value that the server cannot read. */
export async function mistakesIn(sources: readonly VariableSource[], context: CheckContext): Promise<Finding[]> {
  return [
    ...once(sources.flatMap(unknown)),
    ...once(sources.flatMap(unreadable)),
    ...once(await outOfVersion(sources, context)),
  ]
}

function unknown({source, values}: VariableSource): Finding[] {
  return Object.entries(values)
    .filter(([name, value]) => isMistaken(name, value))
    .map(([variable, value]) => {
      const right = variable in misnamed ? misnamed[variable] : nearest(variable)
      return {
        code: 'config-unknown-variable' as const,
        confidence: 'certain' as const,
        args: {variable, ...(right !== undefined && {suggestion: right})},
        evidence: [{source, text: `${variable}=${value}`}],
      }
    })
}

function unreadable({source, values}: VariableSource): Finding[] {
  return Object.entries(values).flatMap(([variable, value]) => {
    const why = whyUnreadable(variable, value) ?? (variable === 'OLLAMA_HOST' ? addressTrouble(value) : undefined)
    if (why === undefined) return []
    const evidence = [{source, text: `${variable}=${value}\n${why}`}]
    return [{code: 'config-invalid-value', confidence: 'certain', args: {variable, value}, evidence} satisfies Finding]
  })
}

function addressTrouble(value: string): string | undefined {
  const issues = parseAddress(value).issues.map(({kind}) => kind)
  if (issues.includes('invalid-port')) return 'no such port: 11434 is taken'
  return issues.includes('unusable-host') || issues.includes('number-as-host') ? 'no address to listen on' : undefined
}

async function outOfVersion(sources: readonly VariableSource[], {server}: CheckContext): Promise<Finding[]> {
  const answer = await server.version()
  if (!answer.ok || !isRelease(answer.value)) return []
  const version = answer.value
  return sources.flatMap(({source, values}) =>
    Object.entries(values)
      .filter(([name]) => variables[name] !== undefined && isOutOfVersion(name, version))
      .map(([variable, value]): Finding => {
        const {since = '', until} = variables[variable] ?? {}
        const span = until === undefined ? {since} : {until}
        const evidence = [
          {source, text: `${variable}=${value}`},
          {source: '/api/version', text: version},
        ]
        return {
          code: 'config-variable-version',
          confidence: 'certain',
          args: {variable, serverVersion: version, ...span},
          evidence,
        }
      }),
  )
}

/** The same variable is set in several places that are one. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.args?.variable, finding])).values()]
}
