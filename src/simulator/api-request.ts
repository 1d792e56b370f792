import type {ServerResponse} from 'node:http'
import {modelKey} from '../ollama/model-name.ts'
import {compareVersions} from '../ollama/version.ts'
import type {Pulls} from './pulls.ts'
import type {Fault, Scenario, SimulatedModel} from './scenario.ts'
import type {Scheduler} from './scheduler.ts'

/** A request to the API, its body parsed. */
export interface ApiRequest {
  readonly body: Readonly<Record<string, unknown>>
  readonly response: ServerResponse
  readonly scenario: Scenario
  readonly scheduler: Scheduler
  readonly pulls: Pulls
  /** Takes the server away, and brings it back a moment later. */
  readonly restart: () => void
  /** Writes what the log has of a failure, where one is kept. */
  readonly logFailure: () => void
  /** A fault that is part of the answer. */
  readonly fault?: Extract<Fault, {kind: 'tokens-then' | 'late'}> | undefined
}

export function findModel({body, scenario}: ApiRequest): SimulatedModel | undefined {
  return scenario.models.find(({name}) => modelKey(name) === modelKey(nameIn(body)))
}

export function nameIn(body: ApiRequest['body']): string {
  return String(body.model || body.name || '')
}

export function atLeast(scenario: Scenario, version: string): boolean {
  return compareVersions(scenario.version, version) >= 0
}
