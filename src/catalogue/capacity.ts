import type {Command, Entry} from './entry.ts'
import {listLoaded, readLog, searchLog, serverEnvironment, setForServer, showModel} from './steps.ts'

/** Loads a model and keeps it, so that the first request does not have to wait for it. */
const preload: readonly Command[] = [
  {run: '[OLLAMA_HOST={otherHost} ]ollama run --keepalive 1h {model} ""', effect: 'changes-state'},
]

/** Whether a model runs on the GPU. */
const requireGpu: readonly Command[] = [
  {run: 'ollama-doctor check {model}[ --host {otherHost}] --require-gpu', effect: 'changes-state'},
]

/** Unless it is set, the server keeps three models for each GPU, or three in all without one. */
const moreModels = setForServer('OLLAMA_MAX_LOADED_MODELS=6')

/** How fast the disk with the models is. */
const diskSpeed: readonly Command[] = [
  {
    run: 'sudo sh -c \'dd if="$(ls -S /usr/share/ollama/.ollama/models/blobs/* | head -1)" of=/dev/null bs=16M count=128\'',
    effect: 'needs-root',
    platform: 'linux',
  },
  {
    run: 'dd if="$(ls -S ~/.ollama/models/blobs/* | head -1)" of=/dev/null bs=16m count=128',
    effect: 'safe',
    platform: 'macos',
  },
  {run: 'winsat disk -seq -read -drive c', effect: 'needs-root', platform: 'windows'},
]

/** Time that ran out elsewhere: on the way to a registry, while connecting, while a GPU was looked for. */
const otherTimeouts = [
  'registry.ollama.ai',
  'ollama.com',
  'cloudflarestorage',
  'pull model manifest',
  'pulling ',
  'ConnectTimeout',
  'connect timeout',
  'dial tcp',
  'proxyconnect',
  'discovery',
  'Headers Timeout',
  'Body Timeout',
  'huggingface.co',
  'api.openai.com',
  'pythonhosted.org',
  'pypi.org',
  'npmjs.org',
  'docker.io',
  'github.com',
] as const

export const capacity = {
  'server-busy': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: [''], confidence: 'possible', statuses: [503]},
      {
        says: [
          'maximum pending requests exceeded',
          'no slots available after # retries',
          '{"content":"slot unavailable"',
          'could not find an available sequence',
        ],
        confidence: 'certain',
      },
      // Other servers say so, too.
      {says: ['server busy, please try again'], confidence: 'likely'},
      // Other routes answer 503 where ollama.com cannot be reached.
      {
        says: ['| 503 | …"/api/{chat|generate|embed}', '| 503 | …"/v1/'],
        confidence: 'likely',
        kind: 'effect',
        surfaces: ['log'],
      },
      {
        says: ['503 Service Unavailable', '503 Server Error', 'status code: 503', 'status code 503', 'Error code: 503'],
        confidence: 'possible',
        kind: 'effect',
        surfaces: ['api', 'cli', 'client'],
        unless: ['nginx', 'ollama.com', 'upstream'],
      },
    ],
    examples: [
      {
        text: '{"error":"server busy, please try again.  maximum pending requests exceeded"}',
        surface: 'api',
        status: 503,
      },
      {text: 'level=ERROR source=routes.go:400 msg="no slots available after 10 retries"', surface: 'log'},
      {
        text: '[GIN] 2025/06/30 - 09:23:07 | 503 |      71.234µs |       127.0.0.1 | POST     "/api/chat"',
        surface: 'log',
      },
    ],
    confirm: [...listLoaded, ...searchLog('maximum pending requests|[|] 503 [|]')],
    fixes: {
      retry: [{run: 'ollama-doctor wait {model}[ --host {otherHost}]', effect: 'changes-state'}],
      queue: setForServer('OLLAMA_MAX_QUEUE=1024'),
      models: moreModels,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'client-timeout': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'client connection closed before {server|llama-server} finished loading',
          'timed out waiting for {llama runner|llama-server} to start: context canceled',
        ],
        confidence: 'certain',
      },
      {says: ['post predict" error=…context canceled'], confidence: 'likely'},
      {
        says: [
          'ReadTimeout',
          'read timed out',
          'read timeout',
          'Timeout passed=#, time taken=#',
          'litellm.Timeout',
          'APITimeoutError',
          'Client.Timeout exceeded while awaiting headers',
          'Client.Timeout or context cancellation while reading body',
          'timeout awaiting response headers',
          'ServerTimeoutError',
          'SocketTimeoutError',
          'Timeout on reading data from socket',
          'java.net.SocketTimeoutException',
          'HttpTimeoutException',
          'configured HttpClient.Timeout of # seconds elapsing',
          'timeout of #ms exceeded',
          'aborted due to timeout',
          'TimeoutError: signal timed out',
          'ESOCKETTIMEDOUT',
          'read ETIMEDOUT',
          'Operation timed out after # milliseconds with # bytes received',
          'Operation timed out after # milliseconds with # out of # bytes received',
          'NSURLErrorDomain Code=-1001',
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        unless: otherTimeouts,
      },
      {
        says: ['context deadline exceeded'],
        confidence: 'likely',
        surfaces: ['client'],
        unless: otherTimeouts,
      },
      {
        says: [
          'request timed out',
          'request has timed out',
          'request timeout',
          'response timed out',
          'generation timed out',
          'asyncio.TimeoutError',
          'asyncio.exceptions.TimeoutError',
          'TimeoutError: timed out',
          'socket.timeout: timed out',
          'operation timed out',
          'deadline has elapsed',
          'timed out after # {s|sec|seconds|ms|minutes}',
          '请求超时',
          '响应超时',
        ],
        confidence: 'possible',
        surfaces: ['client', 'cli'],
        unless: [...otherTimeouts, 'connection timed out', 'ETIMEDOUT', 'waiting for server to start'],
      },
      // Somebody may have stopped the answer, or closed the window, unless it ended after a round time.
      {says: ['| 499 |'], confidence: 'possible', kind: 'effect', surfaces: ['log']},
      {
        says: [
          '| 499 | {1m0s|1m30s|2m0s|3m0s|5m0s|10m0s|15m0s|20m0s|30m0s|1h0m0s} |',
          '| 499 | {5.00|10.00|15.00|20.00|30.00}#s |',
        ],
        confidence: 'likely',
        kind: 'effect',
        surfaces: ['log'],
      },
      {says: ['request due to client closing the connection'], confidence: 'possible', kind: 'effect'},
      {
        says: ['^request canceled$', '"error":"request canceled"', 'msg="request canceled"'],
        confidence: 'likely',
        kind: 'effect',
      },
      {says: ['^context canceled$'], confidence: 'possible', kind: 'effect', unless: ['pulling ', 'pull model']},
    ],
    examples: [
      {
        text: 'level=WARN source=server.go:564 msg="client connection closed before server finished loading, aborting load"',
        surface: 'log',
      },
      {text: 'httpx.ReadTimeout: timed out', surface: 'client'},
      {
        text: 'Post "http://10.0.0.5:11434/api/generate": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
        surface: 'client',
      },
      {
        text: '[GIN] 2025/06/30 - 09:23:07 | 499 |         1m0s |       127.0.0.1 | POST     "/api/generate"',
        surface: 'log',
      },
      {text: 'openai.APITimeoutError: Request timed out.', surface: 'client'},
    ],
    confirm: searchLog('client connection closed|closing the connection|[|] 499 [|]'),
    fixes: {
      raise: [
        {run: 'ollama-doctor check {model}[ --host {otherHost}] --timeout 10m --deadline 20m', effect: 'changes-state'},
      ],
      preload,
      log: readLog,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'node-headers-timeout': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'UND_ERR_HEADERS_TIMEOUT',
          'HeadersTimeoutError',
          'Headers Timeout Error',
          'UND_ERR_BODY_TIMEOUT',
          'BodyTimeoutError',
          'Body Timeout Error',
        ],
        confidence: 'certain',
      },
      {
        says: ['fetch failed'],
        confidence: 'possible',
        surfaces: ['client'],
        unless: [
          'ECONNREFUSED',
          'ECONNRESET',
          'ENOTFOUND',
          'EAI_AGAIN',
          'ETIMEDOUT',
          'EHOSTUNREACH',
          'ENETUNREACH',
          'UND_ERR_CONNECT_TIMEOUT',
          'UND_ERR_SOCKET',
          'Connect Timeout',
          'other side closed',
          'certificate',
          'ERR_SSL',
          'EPROTO',
          'bad port',
          'Invalid URL',
          'unknown scheme',
        ],
      },
    ],
    examples: [
      {text: 'TypeError: fetch failed [cause]: HeadersTimeoutError: Headers Timeout Error', surface: 'client'},
      {text: "code: 'UND_ERR_HEADERS_TIMEOUT'", surface: 'client'},
      {text: "[cause]: BodyTimeoutError: Body Timeout Error { code: 'UND_ERR_BODY_TIMEOUT' }", surface: 'client'},
    ],
    confirm: searchLog('[|] (499|500) [|] +5m0'),
    fixes: {stream: [], dispatcher: [], preload},
    links: ['https://undici.nodejs.org/', 'https://docs.ollama.com/api'],
  },
  'load-timeout': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'timed out waiting for {llama runner|llama-server} to start - progress #',
          'timed out waiting for {llama runner|llama-server} to start -',
          'timeout waiting for mlx runner',
          'timed out waiting for mlx runner',
          'timeout waiting for image runner',
        ],
        confidence: 'certain',
      },
      {
        says: ['timed out waiting for {llama runner|llama-server} to start'],
        confidence: 'likely',
        unless: ['to start: context canceled'],
      },
    ],
    examples: [
      {text: 'Error: timed out waiting for llama runner to start - progress 0.47 - ', surface: 'cli'},
      {text: '{"error":"timed out waiting for llama-server to start - "}', surface: 'api', status: 500},
      {text: 'timed out waiting for llama runner to start: ', surface: 'log'},
      {text: 'timeout waiting for mlx runner: ', surface: 'api', status: 500},
    ],
    confirm: [...searchLog('timed out waiting|timeout waiting|started in'), ...diskSpeed],
    fixes: {
      longer: setForServer('OLLAMA_LOAD_TIMEOUT=30m'),
      preload,
      disk: serverEnvironment,
      smaller: [],
    },
    links: ['https://docs.ollama.com/faq', 'https://docs.ollama.com/troubleshooting'],
  },
  'reload-thrash': {
    severity: 'warning',
    retryable: false,
    // A single one may be due to a change of options that was meant.
    patterns: [{says: ['msg=reloading runner.', 'msg="reloading" runner'], confidence: 'possible', surfaces: ['log']}],
    examples: [
      {
        text: 'time=2025-11-03T09:12:44.101Z level=DEBUG source=sched.go:168 msg=reloading runner.name=registry.ollama.ai/library/llama3.2:latest runner.inference="[{ID:GPU-1 Library:CUDA}]" runner.parallel=1 runner.num_ctx=4096',
        surface: 'log',
      },
    ],
    confirm: [...listLoaded, ...searchLog('(runner|llama-server) started in|msg=reloading|evicting')],
    fixes: {
      options: showModel,
      context: setForServer('OLLAMA_CONTEXT_LENGTH=8192'),
      keep: setForServer('OLLAMA_KEEP_ALIVE=1h'),
      models: moreModels,
    },
    links: ['https://docs.ollama.com/faq', 'https://docs.ollama.com/context-length'],
  },
  'load-slow': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [...searchLog('started in|loading model|load_backend'), ...diskSpeed],
    fixes: {
      preload,
      disk: [],
      smaller: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'first-token-slow': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    confirm: listLoaded,
    fixes: {
      preload,
      gpu: requireGpu,
      queue: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'generation-slow': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    confirm: listLoaded,
    fixes: {
      gpu: requireGpu,
      others: [],
      smaller: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
} as const satisfies Record<string, Entry>
