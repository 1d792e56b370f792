import type {Command, Entry} from './entry.ts'
import {
  listModels,
  restartServer,
  searchLog,
  serverEnvironment,
  setForServer,
  unsetForServer,
  upgradeOllama,
} from './steps.ts'

/** Who is signed in on the server's machine: the server has a key of its own. */
const signIn: readonly Command[] = [
  {run: '[OLLAMA_HOST={otherHost} ]ollama signin', effect: 'changes-state'},
  {run: 'docker exec -it ollama ollama signin', effect: 'changes-state', platform: 'docker'},
  {run: 'kubectl exec -it deploy/ollama -- ollama signin', effect: 'changes-state', platform: 'kubernetes'},
]

/** Who the server says is signed in on its machine, if anybody. */
const whoIsSignedIn: readonly Command[] = [
  {run: 'curl -X POST http://localhost:11434/api/me', effect: 'safe', platform: 'linux'},
  {run: 'curl -X POST http://localhost:11434/api/me', effect: 'safe', platform: 'macos'},
  {run: 'Invoke-RestMethod -Method Post http://localhost:11434/api/me', effect: 'safe', platform: 'windows'},
]

const localModel: readonly Command[] = [
  {run: '[OLLAMA_HOST={otherHost} ]ollama run LOCALMODEL', effect: 'changes-state'},
]

/** Whether the server's own machine, or its container, can reach the cloud. */
const reachCloud: readonly Command[] = [
  {run: 'curl -I https://ollama.com', effect: 'safe', platform: 'linux'},
  {run: 'docker exec ollama getent hosts ollama.com', effect: 'safe', platform: 'docker'},
  {run: 'kubectl exec deploy/ollama -- getent hosts ollama.com', effect: 'safe', platform: 'kubernetes'},
  {run: 'curl -I https://ollama.com', effect: 'safe', platform: 'macos'},
  {run: 'Test-NetConnection ollama.com -Port 443', effect: 'safe', platform: 'windows'},
]

/** One request in the cloud, which its owner pays for. */
const askDirectly: readonly Command[] = [
  {
    run: `curl https://ollama.com/api/chat -H "Authorization: Bearer $OLLAMA_API_KEY" -d '{"model": "gpt-oss:120b", "messages": [{"role": "user", "content": "hello"}]}'`,
    effect: 'changes-state',
    platform: 'linux',
  },
  {
    run: `curl https://ollama.com/api/chat -H "Authorization: Bearer $OLLAMA_API_KEY" -d '{"model": "gpt-oss:120b", "messages": [{"role": "user", "content": "hello"}]}'`,
    effect: 'changes-state',
    platform: 'macos',
  },
  {
    run: `Invoke-RestMethod https://ollama.com/api/chat -Method Post -Headers @{Authorization = "Bearer $env:OLLAMA_API_KEY"} -ContentType application/json -Body '{"model": "gpt-oss:120b", "stream": false, "messages": [{"role": "user", "content": "hello"}]}'`,
    effect: 'changes-state',
    platform: 'windows',
  },
]

/** What a server passes on to the cloud. The app and the start-up ask for more, and go on without an answer. */
const passedOn = '{Post|Get} "https://ollama.com…/{api/chat|api/generate|api/embed|api/show|api/web|v1}'

/** Statuses of a service that fails. */
const failing = '{500|502|503|504|520|522|524}'

/** Of any service: it tells something beside the name of a cloud model only. */
const failedThere = [
  '{Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout|upstream error}',
  '{temporarily overloaded|model is overloaded|currently overloaded}',
] as const

const elsewhere = ['pull model manifest', 'registry.ollama.ai', 'huggingface', 'hf.co', 'max retries exceeded'] as const

export const cloud = {
  'cloud-auth-required': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: [''], confidence: 'possible', statuses: [401]},
      {
        says: [
          'You need to be signed in to Ollama',
          '"signin_url"',
          'https://ollama.com/connect?name=',
          'error getting authorization details',
          'cloud proxy signing failed',
          '{sign in|signin|log in} to {Ollama|ollama.com} to {use|run}',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '^unauthorized$',
          '^401 unauthorized$',
          '401 Unauthorized: unauthorized',
          '^you are not currently signed in$',
          'web search returned status 401',
          'ollama.com…{ 401|: 401|(401| unauthorized}',
          '{invalid|missing|incorrect} {api key|authorization header|Authorization}…ollama.com',
          'ollama.com…{invalid api key|missing authorization header}',
          '{-cloud|:cloud}…{ 401|: 401|(401| unauthorized}',
        ],
        confidence: 'likely',
        statuses: [401],
        unless: [...elsewhere, 'pushing manifest', 'access denied', 'unknown ollama key', 'WebUI'],
      },
      // Not of /api/me, which the app asks to see whether anybody is signed in.
      {
        says: ['| 401 |…POST "/{api/chat|api/generate|api/embed|api/show|api/create|api/experimental|v1}'],
        confidence: 'likely',
        surfaces: ['log'],
      },
      {
        says: ['401 Unauthorized', '{status|code}: 401', 'status 401', 'Incorrect API key provided'],
        confidence: 'possible',
        kind: 'effect',
        unless: [...elsewhere, 'pushing manifest', 'access denied'],
      },
    ],
    examples: [
      {text: 'unauthorized', surface: 'api'},
      {
        text: '{"error":"unauthorized","signin_url":"https://ollama.com/connect?name=nas&key=c3No"}',
        surface: 'api',
        status: 401,
      },
      {text: 'ollama._types.ResponseError: unauthorized (status code: 401)', surface: 'client'},
      {text: 'You need to be signed in to Ollama to run Cloud models.', surface: 'cli'},
      {text: '[GIN] 2026/03/01 - 10:00:00 | 401 |  120.234ms |       127.0.0.1 | POST     "/api/chat"', surface: 'log'},
    ],
    confirm: [...whoIsSignedIn, ...searchLog('signing failed|id_ed25519')],
    fixes: {
      signin: signIn,
      again: [{run: '[OLLAMA_HOST={otherHost} ]ollama signout', effect: 'changes-state'}, ...signIn],
      key: askDirectly,
    },
    links: ['https://docs.ollama.com/cloud'],
  },
  'cloud-usage-limit': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: [''], confidence: 'possible', statuses: [429]},
      {
        says: [
          'usage limit, {please wait or upgrade to continue|upgrade for higher limits|please upgrade to continue}',
          'usage limit…https://ollama.com/{upgrade|settings|pricing}',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '"StatusCode":429,"Status":"',
          'web search returned status 429',
          'ollama.com…{ 429|(429|=429}',
          '{-cloud|:cloud}…{ 429|(429|=429}',
        ],
        confidence: 'likely',
        unless: elsewhere,
      },
      {
        says: [
          'reached your {hourly|session|daily|weekly|monthly} usage limit',
          '{hourly|session|daily|weekly|monthly} usage limit',
          'too many concurrent requests',
          'you have exceeded your {usage|quota|concurrency}',
        ],
        confidence: 'possible',
        unless: elsewhere,
      },
      {
        says: ['429 Too Many Requests', '{status|code}: 429', 'status 429', 'Rate limit exceeded'],
        confidence: 'possible',
        kind: 'effect',
        unless: [...elsewhere, 'rate limit your IP'],
      },
    ],
    examples: [
      {
        text: '{"StatusCode":429,"Status":"429 Too Many Requests","error":"you have reached your weekly usage limit, please upgrade to continue"}',
        surface: 'api',
        status: 429,
      },
      {
        text: 'Error: 429 Too Many Requests: you (ada) have reached your monthly usage limit, upgrade for higher limits: https://ollama.com/upgrade',
        surface: 'cli',
      },
      {text: '{"error":"too many concurrent requests"}', surface: 'api', status: 429},
    ],
    confirm: searchLog(' 429 '),
    fixes: {
      wait: [],
      local: localModel,
      upgrade: [],
    },
    links: ['https://docs.ollama.com/cloud', 'https://ollama.com/pricing'],
  },
  'cloud-subscription-required': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'this model requires a subscription, upgrade for access',
          'upgrade for access: https://ollama.com',
          '{only available|available only} {to|for|on|with} {Pro|Max|paid} …ollama.com',
        ],
        confidence: 'certain',
      },
      {
        says: ['model requires a {subscription|paid plan|paid subscription|Pro plan|Max plan}'],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: 'Error: 403 Forbidden: this model requires a subscription, upgrade for access: https://ollama.com/upgrade',
        surface: 'cli',
      },
      {
        text: '{"error":{"message":"this model requires a subscription, upgrade for access: https://ollama.com/upgrade","type":"permission_error"}}',
        surface: 'api',
        status: 403,
      },
    ],
    confirm: whoIsSignedIn,
    fixes: {
      other: [{run: '[OLLAMA_HOST={otherHost} ]ollama run MODEL', effect: 'changes-state'}],
      account: [{run: '[OLLAMA_HOST={otherHost} ]ollama signout', effect: 'changes-state'}, ...signIn],
      upgrade: [],
    },
    links: ['https://docs.ollama.com/cloud', 'https://ollama.com/pricing'],
  },
  'cloud-service-error': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'Server overloaded, please retry shortly (ref: ',
          'Internal Server Error (ref: ',
          `"StatusCode":${failing},"Status":"`,
        ],
        confidence: 'certain',
      },
      {
        says: [
          'Server overloaded, please retry shortly',
          `web search returned status ${failing}`,
          "unmarshal: invalid character '…' looking for beginning of value",
          '^unmarshal: unexpected end of JSON input',
          '^account unavailable$',
          'there was an error signing out',
          'cloud proxy response copy failed',
          'ollama.com…{500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway|no healthy upstream|upstream connect error|error code: 5}',
          '{-cloud|:cloud}…{500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway|no healthy upstream}',
        ],
        confidence: 'likely',
        unless: elsewhere,
      },
      {says: failedThere, confidence: 'likely', with: ["{-cloud|:cloud|on 'ollama.com'}"], unless: elsewhere},
      {says: failedThere, confidence: 'likely', with: ['Model: … cloud'], unless: elsewhere},
      {
        says: ["^invalid character 'I' looking for beginning of value"],
        confidence: 'possible',
        unless: [...elsewhere, 'converting', 'ollama create'],
      },
    ],
    examples: [
      {
        text: '{"error":"unmarshal: invalid character \'I\' looking for beginning of value"}',
        surface: 'api',
        status: 500,
      },
      {
        text: 'Error: 503 Service Unavailable: Server overloaded, please retry shortly (ref: 5f0c2a9e-1b1d)',
        surface: 'cli',
      },
      {text: '{"StatusCode":502,"Status":"502 Bad Gateway","error":"upstream error"}', surface: 'api', status: 502},
      {text: '{"error":"account unavailable"}', surface: 'api', status: 503},
    ],
    confirm: [...reachCloud, ...searchLog('cloud proxy|ollama.com')],
    fixes: {
      retry: [{run: 'ollama-doctor check {model}[ --host {otherHost}] --retries 5 --retry-delay 30s', effect: 'safe'}],
      other: localModel,
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/cloud'],
  },
  'cloud-unreachable': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          `${passedOn}…: {dial tcp|proxyconnect tcp|net/http: TLS handshake timeout|tls: |x509: }`,
          `${passedOn}…: {i/o timeout|no such host|Proxy Authentication Required}`,
        ],
        confidence: 'certain',
      },
      {
        says: [
          `${passedOn}…: {read tcp|write tcp|EOF|unexpected EOF|http2:|http: |context deadline exceeded|Forbidden|Bad Gateway|Service Unavailable}`,
        ],
        confidence: 'likely',
      },
      {
        says: [
          '{Post|Get|Delete} "https://ollama.com…/api/{me|user}…: {dial tcp|proxyconnect tcp|net/http: |tls: |x509: }',
        ],
        confidence: 'likely',
        surfaces: ['api', 'cli', 'client'],
        unless: ['level='],
      },
      {
        says: [
          '{lookup|resolve host|resolve host:|getaddrinfo ENOTFOUND|getaddrinfo EAI_AGAIN} ollama.com',
          "host='ollama.com', port=443): Max retries exceeded",
          'connect to ollama.com {port 443 failed|port 443 after}',
          'connect to ollama.com:443 failed',
        ],
        confidence: 'likely',
        unless: [
          'model recommendations',
          'cache hydration failed',
          '/api/tags?ts=',
          '/api/update',
          'update check',
          '/api/me',
          'install.sh',
          'pull model manifest',
          '/token?',
        ],
      },
    ],
    examples: [
      {
        text: 'Post "https://ollama.com:443/api/chat?ts=1": dial tcp: lookup ollama.com on 127.0.0.1:53: no such host',
        surface: 'api',
      },
      {
        text: '{"error":"Post \\"https://ollama.com:443/v1/chat/completions?ts=1\\": dial tcp 34.36.133.15:443: i/o timeout"}',
        surface: 'api',
        status: 502,
      },
      {
        text: 'Error: Post "https://ollama.com:443/api/generate?ts=1": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
        surface: 'cli',
      },
    ],
    confirm: [...reachCloud, ...serverEnvironment],
    fixes: {
      reach: reachCloud,
      proxy: setForServer('HTTPS_PROXY=http://PROXY:PORT'),
      local: localModel,
    },
    links: ['https://docs.ollama.com/cloud', 'https://docs.ollama.com/faq'],
  },
  'cloud-disabled': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ['ollama cloud is disabled: ', 'ollama cloud is disabled'], confidence: 'certain'},
      {says: ['this server cannot run this remote model'], confidence: 'likely'},
    ],
    examples: [
      {text: '{"error":"ollama cloud is disabled: web search is unavailable"}', surface: 'api', status: 403},
      {text: '{"error":"this server cannot run this remote model"}', surface: 'api', status: 400},
    ],
    confirm: [
      {run: 'curl http://localhost:11434/api/status', effect: 'safe', platform: 'linux'},
      {run: 'curl http://localhost:11434/api/status', effect: 'safe', platform: 'macos'},
      {run: 'Invoke-RestMethod http://localhost:11434/api/status', effect: 'safe', platform: 'windows'},
      ...serverEnvironment,
    ],
    fixes: {
      local: [...listModels, ...localModel],
      variable: unsetForServer('OLLAMA_NO_CLOUD'),
      file: [
        {run: 'sudo cat /usr/share/ollama/.ollama/server.json', effect: 'needs-root', platform: 'linux'},
        {run: 'docker exec ollama cat /root/.ollama/server.json', effect: 'safe', platform: 'docker'},
        {run: 'cat ~/.ollama/server.json', effect: 'safe', platform: 'macos'},
        {run: 'Get-Content "$env:USERPROFILE\\.ollama\\server.json"', effect: 'safe', platform: 'windows'},
        ...restartServer,
      ],
      remotes: unsetForServer('OLLAMA_REMOTES'),
    },
    links: ['https://docs.ollama.com/cloud'],
  },
} as const satisfies Record<string, Entry>
