import {type Entry, readLog, setForServer} from './entry.ts'

export const capacity = {
  'server-busy': {
    severity: 'error',
    retryable: true,
    patterns: [{match: /server busy, please try again|maximum pending requests exceeded/, confidence: 'certain'}],
    examples: [{text: 'server busy, please try again.  maximum pending requests exceeded', surface: 'api'}],
    fixes: {
      retry: [{run: 'ollama-doctor check[ --host {otherHost}] --retries 5 --retry-delay 10s', effect: 'safe'}],
      look: [{run: '[OLLAMA_HOST={otherHost} ]ollama ps', effect: 'safe'}],
      queue: setForServer('OLLAMA_MAX_QUEUE=1024'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'client-timeout': {
    severity: 'error',
    retryable: true,
    patterns: [
      {match: /client connection closed before server finished loading/, confidence: 'certain'},
      {match: /ReadTimeout|read timed out|deadline exceeded/i, confidence: 'possible', surfaces: ['client']},
    ],
    examples: [{text: 'client connection closed before server finished loading, aborting load', surface: 'log'}],
    fixes: {
      raise: [
        {run: 'ollama-doctor check {model}[ --host {otherHost}] --timeout 10m --deadline 20m', effect: 'changes-state'},
      ],
      log: readLog,
    },
    links: ['https://docs.ollama.com/faq'],
  },
} as const satisfies Record<string, Entry>
