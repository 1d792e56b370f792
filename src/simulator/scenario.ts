/** Of the server, where a scenario is not about another. */
export const usualVersion = '0.12.11'

/** A named behaviour of the simulated server. Plain data: serve.ts brings it to life. */
export interface Scenario {
  readonly name: string
  /** One line for a list. */
  readonly summary: string
  /** The version of Ollama whose answers it gives. */
  readonly version: string
  readonly models: readonly SimulatedModel[]
  /** What a user had loaded before. */
  readonly loaded?: readonly UserLoad[]
  /** When HTTP is served, from the opening of the port: at once where absent. */
  readonly servesHttp?: {readonly afterMs: number} | 'never'
  /** What goes wrong, by path; `*` stands for every path. */
  readonly faults?: Readonly<Record<string, Fault>>
  /** How many models fit into memory together; one more evicts the one that was not used for longest. Default 3. */
  readonly maxLoaded?: number
  /** How the requests for one and the same model go, one after the other; the last stands for all further ones. Well, where absent. */
  readonly pulls?: readonly SimulatedPull[]
  /** The folder of the models, which /api/show tells. */
  readonly store?: string
  /** What its log says when a model is asked and fails, before the line of the request; see server-log.ts. */
  readonly log?: readonly string[]
}

/** How one request to pull a model goes. What a server has of a layer it keeps for the next one. */
export interface SimulatedPull {
  /** The sizes of the files, in bytes. */
  readonly layers?: readonly number[]
  /** A line of each layer in turn, instead of one layer after the other. */
  readonly interleaved?: true
  /** Of progress, for each layer. Default 20. */
  readonly lines?: number
  /** Between two lines. Default 2. */
  readonly everyMs?: number
  /** Now and then a part is given up and fetched again. */
  readonly reverts?: true
  /** The share of the lines after which the end comes. Default 1. */
  readonly until?: number
  /** `stall` goes on with lines that tell nothing new, `silence` without any; `restart` takes the server away for a moment. */
  readonly end: 'success' | 'stall' | 'silence' | 'close' | 'reset' | 'restart' | {readonly error: string}
  /** What was fetched is thrown away. */
  readonly discards?: true
  /** The model is not there afterwards. */
  readonly leavesNothing?: true
}

export interface SimulatedModel {
  readonly name: string
  readonly sizeBytes: number
  readonly capabilities: readonly string[]
  readonly family: string
  /** Of its instructions and the usual prompt together, in tokens; few where absent. */
  readonly promptTokens?: number
  /** What its Modelfile asks for. */
  readonly modelfileContext?: number
  /** The context it was trained with. */
  readonly contextLength: number
  /** Of a mixture. */
  readonly experts?: number
  readonly remote?: true
  /** Of the memory that /api/ps reports; 1 where absent. */
  readonly gpuShare?: number
  /** The sizes that servers invent when they could not read the real ones. */
  readonly invented?: true
  readonly loadMs?: number
  /** Its weights are gone: listed as ever, not found by /api/show, and said to support nothing (0.9 and newer). */
  readonly unreadable?: true
}

export interface UserLoad {
  readonly model: string
  readonly contextLength: number
  readonly keepAliveMs: number
}

export type Fault =
  /** One whole answer, whatever was asked. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** The request is read and never answered. */
  | {readonly kind: 'hang'}
  | {readonly kind: 'reset'}
  /** Some tokens as they should be, then what `end` says. */
  | {
      readonly kind: 'tokens-then'
      readonly tokens: number
      readonly end: {readonly error: string} | 'close' | 'reset' | 'silence' | 'endless'
    }
  /** As it should be, but only after a while. */
  | {readonly kind: 'late'; readonly afterMs: number}
  /** A body without an end. */
  | {readonly kind: 'endless'; readonly chunk: string}
  /** A byte at a time. */
  | {readonly kind: 'drip'; readonly everyMs: number; readonly body: string}
  /** A few kilobytes that inflate to a gigabyte. */
  | {readonly kind: 'gzip-bomb'}
