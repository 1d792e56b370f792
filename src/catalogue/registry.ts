import type {Command, Entry} from './entry.ts'
import {
  listModels,
  pullModel,
  readLog,
  recreateContainer,
  replaceModel,
  restartServer,
  restartService,
  searchKernelLog,
  searchLog,
  serverEnvironment,
  setForServer,
  showModel,
  unsetForServer,
  upgradeOllama,
  versions,
} from './steps.ts'

/** Where the registry of ollama.com keeps the blobs: a pull needs this host, too. */
const storage = 'dd20bb891979d25aebc8bec07b2b3bbc.r2.cloudflarestorage.com'

/** What stands in a text about a pull or a push whose address was left out. */
const transfer =
  "{pull model manifest|max retries exceeded|pulling manifest|retrieving manifest|pushing manifest|ollama pull|//registry.ollama.ai|.r2.cloudflarestorage.com|couldn't download blob|/api/pull}"

/** `/v2/` alone is the address of many programs. */
const ofRegistry = '{/manifests/|/blobs/|//registry.ollama.ai|/token?|pull model manifest|max retries exceeded}'

/** The registries that belong to nobody who reads this. */
const publicRegistry =
  '{registry.ollama.ai|registry.ollama.com|//ollama.com|//ollama.ai|.r2.cloudflarestorage.com|hf.co/|huggingface.co|hf-mirror.com|/docker/registry/v2/blobs}'

/** Registries of container images, which Docker and Podman ask in the same words. */
const imageRegistry =
  '{//registry-1.docker.io|//auth.docker.io|//index.docker.io|//ghcr.io/|//quay.io/|//nvcr.io/|//gcr.io/|//lscr.io/|//mcr.microsoft.com/|Error response from daemon: Get|Error response from daemon: Head|failed to resolve reference|failed to do request|error pulling image}'

/** The way to a proxy failed, not the one to the registry. */
const toProxy = '{proxyconnect|socks connect} tcp'

const huggingFace = '{hf.co|huggingface.co|hf-mirror.com}'

const serverError = '{500|501|502|503|504|520|521|522|523|524|525|526|527|530}'

const resolve: readonly Command[] = [
  {run: `getent hosts registry.ollama.ai ${storage}`, effect: 'safe', platform: 'linux'},
  {run: `docker exec ollama getent hosts registry.ollama.ai ${storage}`, effect: 'safe', platform: 'docker'},
  {
    run: `kubectl exec deploy/ollama -- getent hosts registry.ollama.ai ${storage}`,
    effect: 'safe',
    platform: 'kubernetes',
  },
  {run: `nslookup registry.ollama.ai; nslookup ${storage}`, effect: 'safe', platform: 'macos'},
  {run: `nslookup registry.ollama.ai; nslookup ${storage}`, effect: 'safe', platform: 'windows'},
]

const reach: readonly Command[] = [
  {run: 'curl -sSI https://registry.ollama.ai/v2/', effect: 'safe', platform: 'linux'},
  {
    run: 'docker exec ollama timeout 5 bash -c "</dev/tcp/registry.ollama.ai/443" && echo reachable',
    effect: 'safe',
    platform: 'docker',
  },
  {
    run: 'kubectl exec deploy/ollama -- timeout 5 bash -c "</dev/tcp/registry.ollama.ai/443" && echo reachable',
    effect: 'safe',
    platform: 'kubernetes',
  },
  {run: 'curl -sSI https://registry.ollama.ai/v2/', effect: 'safe', platform: 'macos'},
  {run: 'curl.exe -sSI https://registry.ollama.ai/v2/', effect: 'safe', platform: 'windows'},
]

const reachStorage: readonly Command[] = [
  {run: `curl -sSI https://${storage}/`, effect: 'safe', platform: 'linux'},
  {
    run: `docker exec ollama timeout 5 bash -c "</dev/tcp/${storage}/443" && echo reachable`,
    effect: 'safe',
    platform: 'docker',
  },
  {
    run: `kubectl exec deploy/ollama -- timeout 5 bash -c "</dev/tcp/${storage}/443" && echo reachable`,
    effect: 'safe',
    platform: 'kubernetes',
  },
  {run: `curl -sSI https://${storage}/`, effect: 'safe', platform: 'macos'},
  {run: `curl.exe -sSI https://${storage}/`, effect: 'safe', platform: 'windows'},
]

const proxy = setForServer('HTTPS_PROXY=http://PROXY:PORT')

const certificateOf = (address: string): readonly Command[] => {
  const [host = ''] = address.split(':')
  const run = `openssl s_client -connect ${address} -servername ${host} </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates`
  return [
    {run, effect: 'safe', platform: 'linux'},
    {run, effect: 'safe', platform: 'macos'},
    {run: `curl.exe -svI https://${address}/v2/`, effect: 'safe', platform: 'windows'},
  ]
}

const trustAuthority: readonly Command[] = [
  {
    run: 'sudo cp FILE /usr/local/share/ca-certificates/company.crt && sudo update-ca-certificates  # Fedora, RHEL, Arch: sudo trust anchor FILE',
    effect: 'needs-root',
    platform: 'linux',
  },
  restartService,
  {
    run: 'docker cp FILE ollama:/usr/local/share/ca-certificates/company.crt && docker exec ollama update-ca-certificates && docker restart ollama',
    effect: 'changes-state',
    platform: 'docker',
  },
  {
    run: 'sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain FILE  # then quit and start Ollama',
    effect: 'needs-root',
    platform: 'macos',
  },
  {
    run: 'Import-Certificate -FilePath FILE -CertStoreLocation Cert:\\CurrentUser\\Root  # then quit Ollama in the tray and start it',
    effect: 'changes-state',
    platform: 'windows',
  },
]

/** The key with which the server signs what it asks of a registry. */
const serverKey: readonly Command[] = [
  {run: 'sudo cat /usr/share/ollama/.ollama/id_ed25519.pub', effect: 'needs-root', platform: 'linux'},
  {run: 'docker exec ollama cat /root/.ollama/id_ed25519.pub', effect: 'safe', platform: 'docker'},
  {
    run: 'kubectl exec deploy/ollama -- cat /root/.ollama/id_ed25519.pub',
    effect: 'safe',
    platform: 'kubernetes',
  },
  {run: 'cat ~/.ollama/id_ed25519.pub', effect: 'safe', platform: 'macos'},
  {run: 'Get-Content "$env:USERPROFILE\\.ollama\\id_ed25519.pub"', effect: 'safe', platform: 'windows'},
]

const askForManifest =
  '-w "%{http_code}" -H "Accept: application/vnd.docker.distribution.manifest.v2+json" https://registry.ollama.ai/v2/library/MODEL/manifests/TAG'

/** The files of a repository on Hugging Face whose names fit. */
function filesOnHuggingFace(name: string): readonly Command[] {
  const repository = 'https://huggingface.co/api/models/USER/REPOSITORY'
  const run = `curl -s ${repository} | grep -oE '[^"/]*${name}'`
  return [
    {run, effect: 'safe', platform: 'linux'},
    {run, effect: 'safe', platform: 'macos'},
    {run: `(Invoke-RestMethod ${repository}).siblings.rfilename -match '${name}'`, effect: 'safe', platform: 'windows'},
  ]
}

const signIn: readonly Command[] = [
  {run: '[OLLAMA_HOST={otherHost} ]ollama signin', effect: 'changes-state'},
  ...serverKey,
]

const faq = 'https://docs.ollama.com/faq'
const hfManual = 'https://huggingface.co/docs/hub/ollama'

export const registry = {
  'model-name-not-in-registry': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'ollama {pull|run} <model> pulling manifest Error: pull model manifest: file does not exist',
          'ollama {pull|run} <model> Error: pull model manifest: file does not exist',
          'pull model manifest: file does not exist',
          'pull model manifest: {404|on pull registry responded with code 404}',
          'pull model manifest: …"{MANIFEST_UNKNOWN|NAME_UNKNOWN}"',
          'pull model manifest: …{manifest unknown|repository name not known to registry}',
        ],
        confidence: 'likely',
      },
      {
        says: [
          'the specified tag is not {available in the repository|a valid quantization scheme}',
          'pull model manifest: …{Repository not found|Model not found|Entry not found}',
        ],
        confidence: 'likely',
      },
      {
        says: ['pull model manifest: …"{MANIFEST_INVALID|NAME_INVALID|TAG_INVALID}"'],
        confidence: 'likely',
        with: [publicRegistry],
      },
      {says: ['pull model manifest: …"{MANIFEST_INVALID|NAME_INVALID|TAG_INVALID}"'], confidence: 'possible'},
    ],
    examples: [
      {text: '{"error":"pull model manifest: file does not exist"}', surface: 'api', status: 500},
      {
        text: '$ ollama run lama3.2\npulling manifest\nError: pull model manifest: file does not exist',
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: 400: {"error":"The specified tag is not available in the repository. Please use another tag or \\"latest\\""}',
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: 404: {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}',
        surface: 'cli',
      },
    ],
    confirm: [
      {run: `curl -s -o /dev/null ${askForManifest}`, effect: 'safe', platform: 'linux'},
      {run: `curl -s -o /dev/null ${askForManifest}`, effect: 'safe', platform: 'macos'},
      {run: `curl.exe -s -o NUL ${askForManifest}`, effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      name: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull NAME:TAG', effect: 'changes-state'}],
      namespace: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull USER/NAME:TAG', effect: 'changes-state'}],
      from: [{run: '[OLLAMA_HOST={otherHost} ]ollama show --modelfile {model}', effect: 'safe'}],
    },
    links: ['https://ollama.com/library', 'https://docs.ollama.com/modelfile'],
  },
  'registry-dns-failure': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          '/v2/…: dial tcp: lookup <host> on ',
          '/v2/…: dial tcp: lookup <host>: ',
          '/token?…: dial tcp: lookup <host> on ',
          '/token?…: dial tcp: lookup <host>: ',
        ],
        confidence: 'certain',
        with: [ofRegistry],
        unless: [toProxy, imageRegistry],
      },
      {
        says: [
          'lookup {registry.ollama.ai|registry.ollama.com|hf.co|huggingface.co}',
          'lookup ….{r2.cloudflarestorage.com|xethub.hf.co|huggingface.co}',
        ],
        confidence: 'likely',
        unless: ['{proxyconnect|socks connect} tcp'],
      },
      {says: ['dial tcp: lookup '], confidence: 'likely', with: [transfer], unless: [toProxy]},
      {
        says: [
          '{could not resolve host:|Failed to resolve|getaddrinfo ENOTFOUND|getaddrinfo EAI_AGAIN|could not find host|cannot resolve|unable to resolve host address}…registry.ollama.ai',
          '{could not resolve host:|Failed to resolve|getaddrinfo ENOTFOUND|getaddrinfo EAI_AGAIN|could not find host|cannot resolve|unable to resolve host address}….r2.cloudflarestorage.com',
          "can't find registry.ollama.ai",
          "can't find ….r2.cloudflarestorage.com",
          'registry.ollama.ai: {Name or service not known|Temporary failure in name resolution|nodename nor servname provided}',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: '{"error":"pull model manifest: Get \\"https://registry.ollama.ai/v2/library/qwen3/manifests/8b\\": dial tcp: lookup registry.ollama.ai on 127.0.0.11:53: server misbehaving"}',
        surface: 'api',
      },
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": dial tcp: lookup registry.ollama.ai: no such host',
        surface: 'cli',
      },
      {
        text: `Error: max retries exceeded: Get "https://${storage}/ollama/docker/registry/v2/blobs/sha256/aa/aabb/data?X-Amz-Algorithm=AWS4-HMAC-SHA256": dial tcp: lookup ${storage}: no such host`,
        surface: 'cli',
      },
      {
        text: 'time=2025-03-01T10:00:00.000Z level=INFO source=images.go:1059 msg="request failed: Get \\"https://registry.ollama.ai/v2/library/qwen3/manifests/8b\\": dial tcp: lookup registry.ollama.ai on [::1]:53: read udp [::1]:40000->[::1]:53: read: connection refused"',
        surface: 'log',
      },
      {text: 'curl: (6) Could not resolve host: registry.ollama.ai', surface: 'client'},
    ],
    confirm: resolve,
    fixes: {
      again: pullModel,
      resolver: [
        {run: 'sudo resolvectl dns INTERFACE 1.1.1.1 8.8.8.8', effect: 'needs-root', platform: 'linux'},
        {
          run: `${recreateContainer} --dns 1.1.1.1 -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
          effect: 'changes-state',
          platform: 'docker',
        },
        {
          run: 'kubectl -n kube-system rollout restart deploy/coredns',
          effect: 'changes-state',
          platform: 'kubernetes',
        },
        {
          run: 'sudo networksetup -setdnsservers Wi-Fi 1.1.1.1 8.8.8.8  # the way back: empty in place of the addresses',
          effect: 'needs-root',
          platform: 'macos',
        },
        {
          run: 'Set-DnsClientServerAddress -InterfaceAlias INTERFACE -ServerAddresses 1.1.1.1,8.8.8.8  # the way back: -ResetServerAddresses',
          effect: 'needs-root',
          platform: 'windows',
        },
        {run: 'wsl --shutdown  # in PowerShell; ends all that runs in WSL', effect: 'changes-state', platform: 'wsl'},
      ],
      proxy,
    },
    links: [faq],
  },
  'registry-unreachable': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          '/v2/…: dial tcp …: {connect: |connectex: |i/o timeout|operation was canceled|operation timed out}',
          '/token?…: dial tcp …: {connect: |connectex: |i/o timeout|operation was canceled|operation timed out}',
          '/v2/…: {net/http: TLS handshake timeout|tls: handshake timeout}',
          '/token?…: {net/http: TLS handshake timeout|tls: handshake timeout}',
        ],
        confidence: 'certain',
        with: [ofRegistry],
        unless: [toProxy, imageRegistry],
      },
      {
        says: [
          '/v2/…{Client.Timeout exceeded while awaiting headers|net/http: timeout awaiting response headers|context deadline exceeded}',
        ],
        confidence: 'likely',
        with: [ofRegistry],
        unless: [imageRegistry],
      },
      {
        says: [
          'dial tcp …: {connect: |connectex: |i/o timeout|operation timed out}',
          'net/http: TLS handshake timeout',
          '^context deadline exceeded$',
        ],
        confidence: 'likely',
        with: [transfer],
        // A refusing Ollama is no registry.
        unless: [toProxy, 'writing manifest', ':11434: {connect: |connectex: |i/o timeout}'],
      },
      {
        // Where no address says to whom.
        says: ['dial tcp …:443: {connect: |connectex: |i/o timeout}'],
        confidence: 'likely',
        unless: [toProxy, imageRegistry, '://'],
      },
      {
        says: [
          'failed to connect to registry.ollama.ai port 443',
          'registry.ollama.ai…{Connection timed out|Connection refused|Network is unreachable|No route to host|ETIMEDOUT|ECONNREFUSED}',
        ],
        confidence: 'likely',
      },
      {says: ['^context deadline exceeded$'], confidence: 'possible', surfaces: ['api']},
      {says: ['failed to get direct URL; backing off and retrying'], confidence: 'possible', kind: 'effect'},
    ],
    examples: [
      {
        text: 'pull model manifest: Get "https://registry.ollama.ai/v2/library/llama3/manifests/latest": dial tcp 104.21.75.227:443: connect: connection refused',
        surface: 'api',
      },
      {
        text: 'pull model manifest: Get "https://registry.ollama.ai/v2/": net/http: TLS handshake timeout',
        surface: 'api',
      },
      {
        text: `Error: max retries exceeded: Get "https://${storage}/ollama/docker/registry/v2/blobs/sha256/aa/aabb/data": dial tcp 172.64.66.1:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.`,
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/llama3/manifests/latest": dial tcp [2606:4700:3034::ac43:b6e5]:443: connect: network is unreachable',
        surface: 'cli',
      },
      {text: 'pulling manifest\nError: context deadline exceeded', surface: 'cli'},
    ],
    confirm: [...reach, ...serverEnvironment],
    fixes: {
      reach: [...reach, ...reachStorage],
      proxy,
      again: pullModel,
    },
    links: [faq],
  },
  'registry-tls-intercepted': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['x509: certificate is valid for <found>, not {registry.ollama.ai|hf.co|huggingface.co|ollama.com}'],
        confidence: 'certain',
      },
      {
        says: [
          '/v2/…x509: {certificate signed by unknown authority|certificate is valid for|cannot validate certificate for|certificate is not valid for any names|certificate relies on legacy Common Name|certificate is not authorized to sign|negative serial number|unhandled critical extension|certificate specifies an incompatible key usage|OSStatus|SecPolicyCreateSSL|invalid signature|issuer name does not match|certificate is not trusted}',
          '/v2/…x509: …{certificate is not trusted|certificate is not standards compliant|certificate name does not match input}',
          '/v2/…http: server gave HTTP response to HTTPS client',
          '/v2/…tls: {first record does not look like a TLS handshake|oversized record received|received record with version|unsupported SSLv2 handshake|failed to verify certificate}',
          '/v2/…remote error: tls: ',
          '/token?…{x509: certificate |tls: failed to verify certificate|tls: first record does not look like|http: server gave HTTP response to HTTPS client}',
        ],
        confidence: 'likely',
        with: [publicRegistry],
      },
      {
        says: [
          'x509: certificate signed by unknown authority',
          'tls: failed to verify certificate',
          'http: server gave HTTP response to HTTPS client',
          'tls: first record does not look like a TLS handshake',
        ],
        confidence: 'possible',
        with: [transfer],
      },
      {
        says: [
          '{SSL certificate problem:|self-signed certificate in certificate chain|CERTIFICATE_VERIFY_FAILED|unable to get local issuer certificate}',
        ],
        confidence: 'possible',
        with: ['{//registry.ollama.ai|.r2.cloudflarestorage.com}'],
      },
    ],
    examples: [
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": tls: failed to verify certificate: x509: certificate signed by unknown authority',
        surface: 'cli',
      },
      {
        text: '{"error":"pull model manifest: Get \\"https://registry.ollama.ai/v2/library/qwen3/manifests/8b\\": tls: failed to verify certificate: x509: certificate is valid for *.gateway.example.net, not registry.ollama.ai"}',
        surface: 'api',
      },
      {
        text: 'Error: Head "https://registry.ollama.ai/v2/library/qwen3/blobs/sha256:aa": http: server gave HTTP response to HTTPS client',
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": tls: failed to verify certificate: x509: “Company Inspection CA” certificate is not trusted',
        surface: 'cli',
      },
    ],
    confirm: certificateOf('registry.ollama.ai:443'),
    fixes: {trustAuthority, bypass: resolve, again: pullModel},
    links: [faq, 'https://docs.ollama.com/docker'],
  },
  'registry-proxy-interference': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '/v2/…: {Forbidden|Proxy Authentication Required|Proxy Authorization Required|Bad Gateway|Service Unavailable|Gateway Timeout|Gateway Time-out|Bad Request|Not Found|Method Not Allowed|Unauthorized|Internal Server Error|authenticationrequired}$',
          '/token?…: {Forbidden|Proxy Authentication Required|Bad Gateway|Service Unavailable|Gateway Timeout}$',
          'pull model manifest: 407',
          'Authentication%20required?nonce=',
        ],
        confidence: 'certain',
        with: ['{/manifests/|/blobs/|//registry.ollama.ai|/token?|pull model manifest|?nonce=}'],
        unless: [imageRegistry],
      },
      {
        says: ['{Proxy Authentication Required|407 authenticationrequired}'],
        confidence: 'likely',
        with: [transfer],
      },
      {
        says: [
          '?nonce=…unsupported protocol scheme',
          "pull model manifest: invalid character '<' looking for beginning of value",
          'pull model manifest: {401|403|407|451|511}: {<html|<!doctype|<head|<body|<?xml}',
          'on pull registry responded with code {401|403|407|451|511}: {<html|<!doctype|<head|<body|<?xml}',
          'realm host "…" does not match original host "registry.ollama.ai"',
        ],
        confidence: 'likely',
      },
      {
        says: ['^{403:|407:|451:|511:}', 'pull model manifest: {403|451|511}:$'],
        confidence: 'likely',
        with: ['pulling manifest'],
        unless: ['DENIED', 'writing manifest'],
      },
      {
        says: [
          '/v2/…malformed HTTP {response|status code|version}',
          '/v2/…{http: server returned|unexpected http response}',
        ],
        confidence: 'likely',
        unless: [imageRegistry],
      },
      {
        says: ['pull model manifest: {502|503|504}: …{<html|<!doctype}', 'pull model manifest: 403:'],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": Proxy Authentication Required',
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: Get "Authentication%20required?nonce=abc&scope=&service=&ts=1731390067": unsupported protocol scheme ""',
        surface: 'cli',
      },
      {
        text: 'pulling manifest\nError: Get "?nonce=abc&scope=&service=&ts=1731390067": unsupported protocol scheme ""',
        surface: 'cli',
      },
      {
        text: '{"error":"pull model manifest: invalid character \'<\' looking for beginning of value"}',
        surface: 'api',
      },
      {text: 'Error: pull model manifest: 403: <!DOCTYPE html><title>Web filter</title>', surface: 'cli'},
    ],
    confirm: [...reach, ...serverEnvironment],
    fixes: {
      allow: reachStorage,
      credentials: setForServer('HTTPS_PROXY=http://USER:PASSWORD@PROXY:PORT'),
      noProxy: unsetForServer('HTTPS_PROXY'),
    },
    links: [faq],
  },
  'registry-connection-dropped': {
    severity: 'error',
    retryable: true,
    patterns: [
      // Tried again: most of these are survived.
      {
        says: [
          'part # attempt # failed: {EOF|unexpected EOF|read tcp|write tcp|stream error|http2: |net/http: |context deadline|local error: tls}',
        ],
        confidence: 'certain',
        kind: 'effect',
      },
      {says: ['^incomplete: {received|downloading} '], confidence: 'likely'},
      {
        says: ['^stream error: stream ID #; ', '^http2: {server sent GOAWAY|client connection lost}'],
        confidence: 'possible',
        surfaces: ['api', 'cli'],
      },
      {
        says: [
          'max retries exceeded: {EOF|unexpected EOF}$',
          'max retries exceeded: {read tcp|write tcp|stream error|http2: |net/http: |local error: tls: bad record MAC}',
          '/v2/…: {EOF|unexpected EOF}$',
          '/v2/…: {read|write} {tcp|tcp4|tcp6} ',
          '/v2/…{connection reset by peer|broken pipe|wsarecv: |wsasend: |use of closed network connection|server closed idle connection|http2: |stream error: stream ID|bad record MAC|transport connection broken: EOF}',
          '/token?…{connection reset by peer|broken pipe|wsarecv: |wsasend: |: EOF|: unexpected EOF|http2: |stream error: stream ID}',
        ],
        confidence: 'certain',
        with: [ofRegistry],
        unless: [toProxy, imageRegistry],
      },
      {
        says: [
          'read: connection reset by peer',
          'write: broken pipe',
          '{wsarecv|wsasend}: ',
          'stream error: stream ID #; {INTERNAL_ERROR|CANCEL|PROTOCOL_ERROR|REFUSED_STREAM}',
          '^unexpected EOF$',
          '": EOF$',
        ],
        confidence: 'likely',
        surfaces: ['api', 'cli', 'client'],
        with: [transfer],
        unless: ['writing manifest', '{127.0.0.1|localhost|[::1]}:', '{/completion|/embedding|/load}"'],
      },
      {says: ['^max retries exceeded$', 'max retries exceeded: size mismatch'], confidence: 'likely'},
    ],
    examples: [
      {text: 'pulling 6a0746a1ec1a...  12% 0.5 GB/4.7 GB\nError: max retries exceeded: EOF', surface: 'cli'},
      {
        text: 'time=2025-01-05T10:00:00.000Z level=INFO source=download.go:291 msg="6a0746a1ec1a part 3 attempt 1 failed: unexpected EOF, retrying in 2s"',
        surface: 'log',
      },
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": read tcp 192.168.1.20:51514->104.21.75.227:443: wsarecv: An existing connection was forcibly closed by the remote host.',
        surface: 'cli',
      },
      {
        text: '{"error":"pull model manifest: Get \\"https://ollama.com/token?nonce=abc\\u0026service=ollama.com\\": read tcp 10.0.0.5:40600-\\u003e34.36.133.15:443: read: connection reset by peer"}',
        surface: 'api',
      },
      {
        text: 'Error: max retries exceeded: stream error: stream ID 7; INTERNAL_ERROR; received from peer',
        surface: 'cli',
      },
    ],
    confirm: searchLog('attempt [0-9]+ failed|request failed|stalled'),
    fixes: {
      again: pullModel,
      path: reachStorage,
      proxy,
    },
    links: [faq, 'https://docs.ollama.com/troubleshooting'],
  },
  'registry-cert-expired': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          '{registry.ollama.ai|.r2.cloudflarestorage.com|//ollama.com|//ollama.ai|hf.co/|huggingface.co}…x509: certificate has expired or is not yet valid',
          '{registry.ollama.ai|.r2.cloudflarestorage.com|//ollama.com|//ollama.ai|hf.co/|huggingface.co}…certificate {is expired|has expired|is not valid yet|is not yet valid}',
        ],
        confidence: 'certain',
      },
      {
        says: ['certificate has expired or is not yet valid', '/v2/…certificate {is expired|is not valid yet}'],
        confidence: 'likely',
        with: [transfer],
      },
    ],
    examples: [
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2019-01-01T00:02:11Z is before 2025-01-10T07:17:47Z',
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": tls: failed to verify certificate: x509: “ollama.ai” certificate is expired',
        surface: 'cli',
      },
    ],
    confirm: [
      {run: 'date -u', effect: 'safe', platform: 'linux'},
      {run: 'docker exec ollama date -u', effect: 'safe', platform: 'docker'},
      {run: 'date -u', effect: 'safe', platform: 'macos'},
      {run: '(Get-Date).ToUniversalTime()', effect: 'safe', platform: 'windows'},
      ...certificateOf('registry.ollama.ai:443'),
    ],
    fixes: {
      clock: [
        {run: 'sudo timedatectl set-ntp true', effect: 'needs-root', platform: 'linux'},
        {run: 'sudo sntp -sS time.apple.com', effect: 'needs-root', platform: 'macos'},
        {run: 'w32tm /resync', effect: 'needs-root', platform: 'windows'},
        {run: 'sudo hwclock -s', effect: 'needs-root', platform: 'wsl'},
      ],
      later: pullModel,
    },
    links: [],
  },
  'registry-outage': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: ['pull model manifest: 500: …{"INTERNAL_ERROR"|internal error}'],
        confidence: 'certain',
      },
      {
        says: [
          `pull model manifest: ${serverError}`,
          `on {pull|push} registry responded with code ${serverError}`,
          `registry responded with status ${serverError}`,
          `max retries exceeded: ${serverError}`,
          `max retries exceeded: {status|http status|unexpected status} ${serverError}`,
          `chunksums: unexpected status code ${serverError}`,
          'realm host "ollama.com" does not match original host "registry.ollama.ai"',
        ],
        confidence: 'likely',
      },
      {
        says: ['^{500:|501:|502:|503:|504:|520:|521:|522:|523:|524:|525:|526:|530:} ', `http status ${serverError}`],
        confidence: 'likely',
        with: ['{pulling manifest|retrieving manifest|pushing manifest|max retries exceeded}'],
        unless: ['writing manifest'],
      },
    ],
    examples: [
      {
        text: 'Error: pull model manifest: 500: {"errors":[{"code":"INTERNAL_ERROR","message":"internal error"}]}',
        surface: 'cli',
      },
      {text: '{"error":"pull model manifest: 503: upstream connect error"}', surface: 'api'},
      {text: '{"error":"max retries exceeded: http status 502 Bad Gateway: "}', surface: 'api'},
      {
        text: 'Error: pull model manifest: realm host "ollama.com" does not match original host "registry.ollama.ai"',
        surface: 'cli',
      },
    ],
    confirm: reach,
    fixes: {
      later: pullModel,
      proxy: serverEnvironment,
    },
    links: ['https://www.cloudflarestatus.com', 'https://github.com/ollama/ollama/issues'],
  },
  'pull-stalled': {
    severity: 'warning',
    retryable: true,
    patterns: [
      {says: ['part # stalled; retrying', 'msg="…part # stalled'], confidence: 'certain', kind: 'effect'},
      {says: ['^part stalled$', 'max retries exceeded: {download stalled|download too slow}'], confidence: 'certain'},
      {
        says: [
          '^pulling <layer> #% ▕',
          '"status":"pulling <layer>"',
          '^pulling manifest',
          '"status":"pulling manifest"',
        ],
        confidence: 'possible',
        kind: 'wrapper',
        unless: ['{error:|"error"|success|writing manifest|verifying sha256|exception|panic:}'],
      },
    ],
    examples: [
      {
        text: 'time=2025-02-03T10:00:00.000Z level=INFO source=download.go:373 msg="6a0746a1ec1a part 7 stalled; retrying. If this persists, press ctrl-c to exit, then \'ollama pull\' to find a faster connection."',
        surface: 'log',
      },
      {text: '{"error":"max retries exceeded: download stalled"}', surface: 'api'},
      {text: '{"status":"pulling manifest"}', surface: 'api', status: 200},
    ],
    confirm: searchLog('stalled|attempt [0-9]+ failed'),
    fixes: {
      again: pullModel,
      path: reachStorage,
      proxy,
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'pull-incomplete': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ["Error: model '<model>' not found", 'Error: model "<model>" not found'],
        confidence: 'likely',
        with: ['pulling …%'],
        unless: ['writing manifest', '^success'],
      },
      {says: ['^size mismatch for …: # != #', ': received #/# bytes$'], confidence: 'likely'},
    ],
    examples: [
      {
        text: "pulling 4824460d29f2... 100% ▕██████████▏  42 GB\npulling 948af2743fc7... 100% ▕██████████▏ 1.5 KB\nError: model 'llama3.3' not found",
        surface: 'cli',
      },
    ],
    confirm: showModel,
    fixes: {again: pullModel, log: readLog},
    links: [],
  },
  'digest-mismatch': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'digest mismatch, file must be downloaded again',
          'digest mismatch, expected "…", got "…',
          'max retries exceeded: digest mismatch',
          "couldn't remove file with digest mismatch",
          'file content changed underfoot',
        ],
        confidence: 'certain',
      },
      {says: ['{^digest mismatch|: digest mismatch}', 'content exceeds expected size: #'], confidence: 'likely'},
    ],
    examples: [
      {
        text: '{"error":"digest mismatch, file must be downloaded again: want sha256:b4df21fb08b9, got sha256:c72b15623a06"}',
        surface: 'api',
      },
      {
        text: '{"error":"digest mismatch, expected \\"sha256:1111\\", got \\"sha256:ba78\\""}',
        surface: 'api',
        status: 400,
      },
    ],
    confirm: searchLog('digest mismatch|attempt [0-9]+ failed'),
    fixes: {
      again: pullModel,
      path: [
        {run: 'df -h /usr/share/ollama/.ollama/models', effect: 'safe', platform: 'linux'},
        {run: 'docker exec ollama df -h /root/.ollama/models', effect: 'safe', platform: 'docker'},
        {run: 'df -h ~/.ollama/models', effect: 'safe', platform: 'macos'},
        {run: 'Get-Volume', effect: 'safe', platform: 'windows'},
      ],
      hardware: searchKernelLog('I/O error|Machine check|EDAC'),
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'ollama-too-old-for-model': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['requires a newer version of Ollama', 'pull model manifest: 412', '"MODEL_TOO_NEW"'],
        confidence: 'certain',
      },
      {
        says: [
          'requires Ollama <required> or {later|newer|above}',
          'requires Ollama version',
          'this model is not supported by your version of Ollama',
          "unknown model architecture: '<architecture>'",
          'mlx runner failed: …unsupported architecture: <architecture>',
          "unknown pre-tokenizer type: '<tokenizer>'",
          "unknown tokenizer: '<tokenizer>'",
          'unknown {renderer|parser} "<found>"',
          'GGUF file is version # but this software only supports up to version #',
          "tensor '<tensor>' has wrong shape; expected ",
          "missing tensor '<tensor>'",
          "check_tensor_dims: tensor '<tensor>' not found",
        ],
        confidence: 'likely',
        unless: ["architecture: 'mllama'"],
      },
      {
        says: ['wrong number of tensors; expected <expected>, got <got>'],
        confidence: 'likely',
        less: ['got', 'expected'],
      },
      {
        says: [
          'template: …function "{currentDate|yesterdayDate|json}" not defined',
          "can't evaluate field {Thinking|ThinkLevel|IsThinkSet|Think|ToolName|ToolCallID|ToolCalls|Tools|Messages|Suffix|Function|Role} in type",
        ],
        confidence: 'likely',
      },
      {
        says: [
          'wrong number of tensors; expected #, got #',
          'unsupported architecture: <architecture>',
          'unsupported model architecture "<architecture>"',
          'template: …function "…" not defined',
          "can't evaluate field …in type *{api|template}.",
          "unknown model architecture: 'mllama'",
          'error loading model hyperparameters: {key not found in model: |invalid n_rot}',
          'invalid file magic',
          'failed to quantize model. This model architecture may not be supported, or you may need to upgrade',
          "unknown projector type: '",
        ],
        confidence: 'possible',
      },
    ],
    examples: [
      {
        text: 'Error: pull model manifest: 412:\n\nThe model you are attempting to pull requires a newer version of Ollama.\n\nPlease download the latest version at:\n\n\thttps://ollama.com/download',
        surface: 'cli',
      },
      {
        text: "Error: llama runner process has terminated: error loading model: error loading model architecture: unknown model architecture: 'gemma3'",
        surface: 'cli',
      },
      {text: 'Error: template: :3: function "currentDate" not defined', surface: 'cli'},
      {
        text: "llama_model_load: error loading model: error loading model vocabulary: unknown pre-tokenizer type: 'qwen2'",
        surface: 'log',
      },
      {
        text: '{"error":"llama runner process has terminated: error loading model: done_getting_tensors: wrong number of tensors; expected 292, got 291"}',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: versions,
    fixes: {
      upgrade: upgradeOllama,
      restart: restartServer,
      replace: replaceModel,
    },
    links: ['https://github.com/ollama/ollama/releases', faq],
  },
  'private-registry': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ['realm host "…" does not match original host "'], confidence: 'likely', unless: [publicRegistry]},
      {says: ['^insecure protocol http$', 'pull model manifest: insecure protocol http'], confidence: 'certain'},
      {
        says: [
          '{harbor|manager|realm|registry}?nonce=…unsupported protocol scheme',
          'no Location header in response',
          'no upload location (server returned ',
          'maximum redirects exceeded (#) for directURL',
        ],
        confidence: 'likely',
      },
      {
        says: [
          '/v2/…{x509: |tls: failed to verify certificate|tls: first record does not look like a TLS handshake}',
          '/v2/…http: server gave HTTP response to HTTPS client',
          '/v2/…client sent an HTTP request to an HTTPS server',
          'pull model manifest: 400: client sent an HTTP request to an HTTPS server',
        ],
        confidence: 'likely',
        with: [ofRegistry],
        unless: [publicRegistry, imageRegistry],
      },
      {
        says: [
          'pull model manifest: …"{UNSUPPORTED|MANIFEST_INVALID|NAME_INVALID|MANIFEST_BLOB_UNKNOWN}"',
          'pull model manifest: 400:',
        ],
        confidence: 'possible',
        unless: [publicRegistry, '{GGUF|specified tag|specified repository}'],
      },
    ],
    examples: [
      {text: '{"error":"insecure protocol http"}', surface: 'api', status: 400},
      {
        text: 'Error: pull model manifest: Get "https://models.example.net/v2/library/qwen3/manifests/8b": tls: failed to verify certificate: x509: certificate signed by unknown authority',
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: Get "https://10.0.0.9:5000/v2/team/qwen3/manifests/8b": http: server gave HTTP response to HTTPS client',
        surface: 'cli',
      },
      {
        text: 'retrieving manifest\nError: Get "harbor?nonce=abc&scope=&service=&ts=1734589288": unsupported protocol scheme ""',
        surface: 'cli',
      },
    ],
    confirm: certificateOf('REGISTRY:PORT'),
    fixes: {
      trustAuthority,
      insecure: [
        {
          run: '[OLLAMA_HOST={otherHost} ]ollama pull --insecure http://REGISTRY:PORT/NAMESPACE/NAME:TAG',
          effect: 'changes-state',
        },
      ],
      copy: [],
    },
    links: ['https://docs.ollama.com/docker', 'https://docs.ollama.com/api'],
  },
  'push-unauthorized': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'you are not authorized to push to this namespace',
          'unable to push <model>, make sure this namespace exists and you are authorized to push to it',
          "on pull registry responded with code 401: …Couldn't authorize",
          'on push registry responded with code {401|403}',
          'you need to be signed in to push models',
          'error uploading blob: …{unauthorized|access denied|DENIED}',
          'init upload: status {401|403}',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'http status {401|403} …',
          'unauthorized: access denied',
          "Couldn't authorize",
          '{401|403}: …{unauthorized|DENIED|access denied}',
          'unknown ollama key',
        ],
        confidence: 'likely',
        with: ['{retrieving manifest|pushing |ollama push|/api/push|http status 40}'],
        unless: ['pulling manifest'],
      },
      {says: ['unknown ollama key', '^unauthorized: access denied'], confidence: 'possible'},
    ],
    examples: [
      {
        text: 'pushing manifest\nError: you are not authorized to push to this namespace, create the model under a namespace you own',
        surface: 'cli',
      },
      {
        text: '{"error":"unable to push me/model, make sure this namespace exists and you are authorized to push to it"}',
        surface: 'api',
      },
      {text: '{"error":"http status 403 Forbidden: {\\"errors\\":[{\\"code\\":\\"DENIED\\"}]}"}', surface: 'api'},
      {
        text: 'time=2025-02-03T10:00:00.000Z level=INFO source=images.go:971 msg="error uploading blob: unauthorized: access denied"',
        surface: 'log',
      },
    ],
    confirm: serverKey,
    fixes: {
      signIn,
      rename: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama cp {model} USER/NAME', effect: 'changes-state'},
        {run: '[OLLAMA_HOST={otherHost} ]ollama push USER/NAME', effect: 'changes-state'},
      ],
    },
    links: ['https://docs.ollama.com/import', 'https://ollama.com/settings/keys'],
  },
  'model-name-case': {
    severity: 'error',
    retryable: false,
    patterns: [{says: ['^a model with that name already exists$'], confidence: 'certain'}],
    examples: [{text: 'Error: a model with that name already exists', surface: 'cli'}],
    confirm: listModels,
    fixes: {
      spelling: [],
      rename: [{run: '[OLLAMA_HOST={otherHost} ]ollama cp MODEL NAME', effect: 'changes-state'}],
      upgrade: upgradeOllama,
    },
    links: [],
  },
  'hf-auth-required': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '{pull model manifest|max retries exceeded}: {401|403}: …Invalid username or password',
          'pull model manifest: …{gated repo|is gated|is restricted|have access to it and be authenticated|Please enable access to public gated}',
        ],
        confidence: 'certain',
      },
      {
        says: [
          'pull model manifest: {401|403}',
          'pull model manifest: unauthorized',
          'max retries exceeded: {401|403}',
          '{401|403}: …{unauthorized|access|denied|credentials|Invalid username or password}',
        ],
        confidence: 'likely',
        with: [huggingFace],
        unless: ['{<html|<!doctype}'],
      },
      {
        says: ['realm host "huggingface.co" does not match original host "hf.co"'],
        confidence: 'possible',
      },
    ],
    examples: [
      {text: 'Error: pull model manifest: 401: {"error":"Invalid username or password."}', surface: 'cli'},
      {
        text: 'ollama pull hf.co/acme/private-GGUF:Q4_K_M\npulling manifest\nError: pull model manifest: 403: {"error":"Access to model acme/private-GGUF is restricted and you are not in the authorized list."}',
        surface: 'cli',
      },
    ],
    confirm: serverKey,
    fixes: {
      accept: [],
      key: serverKey,
      download: [
        {run: 'hf download USER/REPOSITORY FILE --local-dir .', effect: 'changes-state'},
        {
          run: '[OLLAMA_HOST={otherHost} ]ollama create NAME -f Modelfile  # with the line: FROM ./FILE',
          effect: 'changes-state',
        },
      ],
    },
    links: [hfManual, 'https://huggingface.co/docs/hub/models-gated'],
  },
  'hf-rate-limited': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: ['We had to rate limit {your IP|you}', '429: …{huggingface.co|HF account}'], confidence: 'certain'},
      {
        says: ['{pull model manifest|max retries exceeded}: 429', '429 Too Many Requests'],
        confidence: 'likely',
        with: [huggingFace],
        unless: ['{ollama.com/|usage limit}'],
      },
    ],
    examples: [
      {
        text: 'Error: pull model manifest: 429: {"error":"We had to rate limit your IP (203.0.113.7). To continue using our service, create a HF account or login to your existing account."}',
        surface: 'cli',
      },
      {text: 'ollama pull hf.co/acme/x-GGUF\nError: pull model manifest: 429: Too Many Requests', surface: 'cli'},
    ],
    confirm: searchLog('429|rate limit'),
    fixes: {
      later: pullModel,
      key: serverKey,
    },
    links: [hfManual, 'https://huggingface.co/docs/hub/rate-limits'],
  },
  'hf-sharded-gguf': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'The specified {repository contains|tag is a} sharded GGUF',
          'sharded GGUF. Ollama does not support this yet',
        ],
        confidence: 'certain',
      },
      {
        says: ['sharded GGUF', '{split|multi-part} GGUF'],
        confidence: 'likely',
        with: ['{pull model manifest|pulling manifest}'],
      },
    ],
    examples: [
      {
        text: 'Error: pull model manifest: 400: {"error":"The specified repository contains sharded GGUF. Ollama does not support this yet."}',
        surface: 'cli',
      },
      {
        text: '{"error":"pull model manifest: 400: {\\"error\\":\\"The specified tag is a sharded GGUF. Ollama does not support this yet. Please use another tag or \\\\\\"latest\\\\\\".\\"}"}',
        surface: 'api',
      },
    ],
    confirm: filesOnHuggingFace('-of-[0-9]+[.]gguf'),
    fixes: {
      other: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull hf.co/USER/REPOSITORY:QUANT', effect: 'changes-state'}],
      merge: [
        {run: 'hf download USER/REPOSITORY --include "*QUANT*" --local-dir .', effect: 'changes-state'},
        {run: 'llama-gguf-split --merge FIRST-SHARD.gguf MERGED.gguf', effect: 'changes-state'},
        {
          run: '[OLLAMA_HOST={otherHost} ]ollama create NAME -f Modelfile  # with the line: FROM ./MERGED.gguf',
          effect: 'changes-state',
        },
      ],
    },
    links: [hfManual, 'https://github.com/ollama/ollama/issues/5245'],
  },
  'hf-not-gguf': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'Repository is not GGUF or is not compatible with llama.cpp',
          'Repository is not GGUF',
          'pull model manifest: 400: …{does not contain any GGUF|no GGUF file|not a GGUF}',
        ],
        confidence: 'certain',
      },
      {
        says: ['the specified tag is not {available in the repository|a valid quantization scheme}'],
        confidence: 'possible',
      },
      {says: ['pull model manifest: 400:'], confidence: 'possible', with: [huggingFace], unless: ['sharded']},
    ],
    examples: [
      {
        text: 'Error: pull model manifest: 400: {"error":"Repository is not GGUF or is not compatible with llama.cpp"}',
        surface: 'cli',
      },
    ],
    confirm: filesOnHuggingFace('[.]gguf'),
    fixes: {
      repository: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama pull hf.co/USER/REPOSITORY-GGUF:QUANT', effect: 'changes-state'},
      ],
      import: [
        {run: 'hf download USER/REPOSITORY --local-dir FOLDER', effect: 'changes-state'},
        {
          run: '[OLLAMA_HOST={otherHost} ]ollama create NAME -f Modelfile  # with the line: FROM ./FOLDER',
          effect: 'changes-state',
        },
      ],
    },
    links: [hfManual, 'https://docs.ollama.com/import'],
  },
  'hf-realm-mismatch': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'realm host "huggingface.co" does not match original host "hf.co"',
          'realm host "hf.co" does not match original host "huggingface.co"',
        ],
        confidence: 'certain',
      },
      {says: ['realm host "…" does not match original host "…hf'], confidence: 'likely'},
      {says: ['realm host "huggingface.co" does not match original host "'], confidence: 'likely'},
    ],
    examples: [
      {
        text: 'Error: pull model manifest: realm host "huggingface.co" does not match original host "hf.co"',
        surface: 'cli',
      },
    ],
    confirm: [{run: 'curl -sI https://huggingface.co/api/models/USER/REPOSITORY', effect: 'safe'}],
    fixes: {
      host: [
        {run: '[OLLAMA_HOST={otherHost} ]ollama pull huggingface.co/USER/REPOSITORY:QUANT', effect: 'changes-state'},
      ],
      key: serverKey,
    },
    links: [hfManual],
  },
  'registry-rate-limited': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: ['{pull model manifest|max retries exceeded}: 429: …"TOOMANYREQUESTS"'],
        confidence: 'certain',
        unless: [huggingFace],
      },
      // Hugging Face may answer it, too, and not be named.
      {
        says: [
          '{pull model manifest|max retries exceeded}: 429',
          '429: …"TOOMANYREQUESTS"',
          'on {pull|push} registry responded with code 429',
          'registry responded with status 429',
          'max retries exceeded: {status|http status} 429',
        ],
        confidence: 'likely',
        unless: [huggingFace, '{HF account|rate limit your IP}'],
      },
      {
        says: ['{pull model manifest|max retries exceeded}: 429', '429: …TOOMANYREQUESTS', '^429: '],
        confidence: 'possible',
        with: [transfer],
      },
    ],
    examples: [
      {
        text: '{"error":"pull model manifest: 429: {\\"errors\\":[{\\"code\\":\\"TOOMANYREQUESTS\\",\\"message\\":\\"rate limited\\"}]}"}',
        surface: 'api',
      },
      {text: 'Error: max retries exceeded: http status 429 Too Many Requests: ', surface: 'cli'},
    ],
    confirm: searchLog('429|TOOMANYREQUESTS'),
    fixes: {
      later: pullModel,
      share: [],
    },
    links: [],
  },
  'registry-access-denied': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'pull model manifest: unauthorized',
          'pull model manifest: {401|403}: …"{DENIED|UNAUTHORIZED}"',
          'pull model manifest: …requested access to the resource is denied',
          '^{401|403}: …"{DENIED|UNAUTHORIZED}"',
        ],
        confidence: 'likely',
        unless: [huggingFace, '{retrieving manifest|pushing |<html|<!doctype}'],
      },
      {
        says: [
          'pull model manifest: {401|403}',
          'on pull registry responded with code {401|403}',
          'registry responded with status {401|403}',
          'max retries exceeded: {401|403}',
        ],
        confidence: 'likely',
        unless: [huggingFace, 'Invalid username or password', '{retrieving manifest|pushing |<html|<!doctype}'],
      },
      {
        says: [
          'pull model manifest: {401|403}',
          'on pull registry responded with code {401|403}',
          'requested access to the resource is denied',
        ],
        confidence: 'possible',
        with: [transfer],
      },
    ],
    examples: [
      {
        text: '{"error":"pull model manifest: 403: {\\"errors\\":[{\\"code\\":\\"DENIED\\",\\"message\\":\\"requested access to the resource is denied\\"}]}"}',
        surface: 'api',
      },
      {text: 'Error: pull model manifest: unauthorized: access denied', surface: 'cli'},
      {text: 'Error: pull model manifest: 401: {"error":"unauthorized"}', surface: 'cli'},
    ],
    confirm: serverKey,
    fixes: {
      signIn,
      name: [{run: '[OLLAMA_HOST={otherHost} ]ollama pull USER/NAME:TAG', effect: 'changes-state'}],
      network: reach,
    },
    links: ['https://ollama.com/settings/keys', 'https://docs.ollama.com/import'],
  },
  'registry-proxy-unreachable': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '/v2/…proxyconnect tcp: ',
          '/token?…proxyconnect tcp: ',
          '{pull model manifest|max retries exceeded}: …proxyconnect tcp: ',
          '/v2/…socks connect tcp ',
          '/v2/…{invalid proxy address|unknown scheme in proxy|proxy: unknown scheme}',
        ],
        confidence: 'certain',
        unless: [imageRegistry],
      },
      {
        says: ['proxyconnect tcp: ', 'socks connect tcp ', 'invalid proxy address', 'proxy: unknown scheme'],
        confidence: 'likely',
        with: [transfer],
      },
    ],
    examples: [
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": proxyconnect tcp: dial tcp 10.0.0.1:3128: i/o timeout',
        surface: 'cli',
      },
      {
        text: '{"error":"pull model manifest: Get \\"https://registry.ollama.ai/v2/library/qwen3/manifests/8b\\": proxyconnect tcp: dial tcp: lookup proxy.corp.example on 10.0.0.2:53: no such host"}',
        surface: 'api',
      },
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": proxyconnect tcp: tls: first record does not look like a TLS handshake',
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/qwen3/manifests/8b": socks connect tcp 127.0.0.1:1080->registry.ollama.ai:443: dial tcp 127.0.0.1:1080: connect: connection refused',
        surface: 'cli',
      },
    ],
    confirm: serverEnvironment,
    fixes: {
      proxy,
      host: setForServer('HTTPS_PROXY=http://host.docker.internal:PORT').filter(({platform}) => platform === 'docker'),
      noProxy: unsetForServer('HTTPS_PROXY'),
    },
    links: [faq],
  },
  'pull-failed': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: ['^file does not exist$'], confidence: 'possible', surfaces: ['api', 'cli']},
      {
        says: ['^file does not exist$'],
        confidence: 'likely',
        with: ['{pulling manifest|/api/pull|ollama pull}'],
        unless: ['pull model manifest: file does not exist', 'writing manifest'],
      },
      {
        says: [
          'pull model manifest: ',
          'max retries exceeded: ',
          "couldn't download blob",
          'on pull registry responded with code ',
          'registry responded with status #',
          '{failed to pull|error pulling|could not pull|failed to download} model',
          'part # attempt # failed: ',
          ': digest is empty$',
          '^unexpected status code #$',
          '^too many redirects$',
          'unexpected end of progress response',
          'chunksums: unexpected status code',
        ],
        confidence: 'possible',
        kind: 'wrapper',
      },
      {
        says: ['request failed: {Get|Head|Post|Put|Patch} …/v2/', "couldn't retrieve manifest", 'Error pulling image'],
        confidence: 'possible',
        kind: 'wrapper',
      },
    ],
    examples: [
      {text: '{"status":"pulling manifest"}\n{"error":"file does not exist"}', surface: 'api', status: 200},
      {text: 'Error: pull model manifest: 418: short and stout', surface: 'cli'},
      {text: 'Error: max retries exceeded: 416: ', surface: 'cli'},
    ],
    confirm: searchLog('request failed|attempt [0-9]+ failed|pull'),
    fixes: {
      again: pullModel,
      log: readLog,
      path: reach,
    },
    links: ['https://docs.ollama.com/troubleshooting', faq],
  },
} as const satisfies Record<string, Entry>
