import {type Entry, recreateContainer, restartServer, setForServer, startServer} from './entry.ts'

export const connection = {
  'server-not-running': {
    severity: 'error',
    retryable: true,
    patterns: [
      {match: /could not connect to (?:a running )?ollama/i, confidence: 'likely'},
      {
        match: /(?:connection refused|ECONNREFUSED)[^\n]*:11434|:11434[^\n]*(?:connection refused|actively refused)/i,
        confidence: 'likely',
      },
      {match: /ECONNREFUSED|connection refused/i, confidence: 'possible', surfaces: ['client', 'cli']},
    ],
    examples: [
      {text: 'Error: could not connect to ollama app, is it running?'},
      {text: "Error: could not connect to ollama server, run 'ollama serve' to start it"},
      {text: 'curl: (7) Failed to connect to localhost port 11434 after 0 ms: Connection refused', surface: 'client'},
      {text: 'dial tcp 127.0.0.1:11434: connect: connection refused', surface: 'client'},
    ],
    fixes: {
      start: startServer,
      look: [
        {run: 'systemctl status ollama --no-pager', effect: 'safe', platform: 'linux'},
        {run: 'docker ps -a --filter name=ollama', effect: 'safe', platform: 'docker'},
      ],
      install: [],
    },
    links: ['https://docs.ollama.com/quickstart'],
  },
  'container-localhost': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {
      hostGateway: [{run: 'OLLAMA_HOST=http://host.docker.internal:{port} ollama-doctor check', effect: 'safe'}],
      service: [{run: 'OLLAMA_HOST=http://ollama:{port} ollama-doctor check', effect: 'safe'}],
    },
    links: ['https://docs.docker.com/desktop/features/networking/'],
  },
  'host-gateway-missing': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match:
          /(?:ENOTFOUND|EAI_AGAIN|no such host|could not resolve host|name or service not known)[^\n]*host\.docker\.internal|host\.docker\.internal[^\n]*(?:no such host|not known|ENOTFOUND)/i,
        confidence: 'likely',
      },
    ],
    examples: [{text: 'getaddrinfo ENOTFOUND host.docker.internal', surface: 'client'}],
    fixes: {
      add: [
        {
          run: 'docker run --add-host=host.docker.internal:host-gateway IMAGE',
          effect: 'changes-state',
        },
      ],
    },
    links: ['https://docs.docker.com/reference/cli/docker/container/run/#add-host'],
  },
  'container-dns-name': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    fixes: {
      network: [{run: 'docker compose ps', effect: 'safe'}],
      service: [{run: 'kubectl get services --all-namespaces', effect: 'safe'}],
    },
    links: ['https://docs.docker.com/compose/how-tos/networking/'],
  },
  'server-bound-loopback': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {
      bind: [
        ...setForServer('OLLAMA_HOST=0.0.0.0').filter(({platform}) => platform !== 'docker'),
        // The image listens on all addresses already: the port has to be published on them.
        {
          run: `${recreateContainer} -p 11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
      tunnel: [{run: 'ssh -N -L 11434:127.0.0.1:11434 {host}', effect: 'safe'}],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'client-host-mismatch': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {port: [{run: 'OLLAMA_HOST={suggestion} ollama-doctor check', effect: 'safe'}]},
    links: ['https://docs.ollama.com/faq'],
  },
  'client-dials-wildcard': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {loopback: [{run: '$env:OLLAMA_HOST = "127.0.0.1:11434"', effect: 'safe', platform: 'windows'}]},
    links: ['https://docs.ollama.com/faq'],
  },
  'localhost-resolution': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {literal: [{run: 'OLLAMA_HOST={suggestion} ollama-doctor check', effect: 'safe'}]},
    links: [],
  },
  'ollama-host-malformed': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {correct: [{run: '[export OLLAMA_HOST={suggestion}]', effect: 'safe', platform: 'linux'}]},
    links: ['https://docs.ollama.com/faq'],
  },
  'client-wrong-url': {
    severity: 'error',
    retryable: false,
    patterns: [{match: /^404 page not found$/m, confidence: 'likely'}],
    examples: [{text: '404 page not found', surface: 'api'}],
    fixes: {
      base: [
        {run: '[OLLAMA_HOST={suggestion} ollama-doctor check]', effect: 'safe'},
        {run: 'curl -i {url}', effect: 'safe'},
      ],
      owner: [{run: 'ss -ltnp "sport = :{port}"', effect: 'safe', platform: 'linux'}],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'https-to-http': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match: /wrong version number|server gave HTTP response to HTTPS client|packet length too long/i,
        confidence: 'likely',
        surfaces: ['client', 'cli'],
      },
    ],
    examples: [
      {text: 'write EPROTO 00:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', surface: 'client'},
    ],
    fixes: {plain: [{run: 'OLLAMA_HOST={suggestion} ollama-doctor check', effect: 'safe'}]},
    links: [],
  },
  'cors-origin-forbidden': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {origins: setForServer('OLLAMA_ORIGINS=https://app.example.com')},
    links: ['https://docs.ollama.com/faq'],
  },
  'reverse-proxy-host-header': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {
      header: [
        {run: 'proxy_set_header Host localhost:11434;  # nginx, in the location block', effect: 'changes-state'},
      ],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'reverse-proxy-misconfigured': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    fixes: {
      upstream: [{run: "curl -i http://127.0.0.1:11434/api/version  # on the proxy's own machine", effect: 'safe'}],
      settings: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'reverse-proxy-timeout': {
    severity: 'error',
    retryable: true,
    patterns: [{match: /504 Gateway Time-?out/i, confidence: 'likely'}],
    examples: [{text: '<html><head><title>504 Gateway Time-out</title></head></html>', surface: 'client'}],
    fixes: {
      raise: [{run: 'proxy_read_timeout 600s;  # nginx, in the location block', effect: 'changes-state'}],
      preload: [],
    },
    links: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout'],
  },
  'http-proxy-hijacks-local': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {
      exempt: [
        {run: 'export NO_PROXY="$NO_PROXY,{host}" no_proxy="$no_proxy,{host}"', effect: 'safe', platform: 'linux'},
      ],
    },
    links: [],
  },
  'server-auth-required': {
    severity: 'error',
    retryable: false,
    patterns: [],
    examples: [],
    fixes: {credentials: [{run: 'ollama-doctor check --host {scheme}://USER:PASSWORD@{authority}', effect: 'safe'}]},
    links: [],
  },
  'server-certificate-untrusted': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        match:
          /self[- ]signed certificate|unable to verify the first certificate|unable to get local issuer certificate/i,
        confidence: 'likely',
        surfaces: ['client', 'cli'],
      },
    ],
    examples: [{text: 'Error: self-signed certificate', surface: 'client'}],
    fixes: {
      trust: [{run: 'NODE_EXTRA_CA_CERTS=ca.pem ollama-doctor check --host {url}', effect: 'safe'}],
      look: [{run: 'openssl s_client -connect {host}:{port} -servername {host}', effect: 'safe'}],
    },
    links: ['https://nodejs.org/api/cli.html#node_extra_ca_certsfile'],
  },
  'host-name-unresolvable': {
    severity: 'error',
    retryable: true,
    patterns: [
      {match: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<host>\S+)/, confidence: 'likely', surfaces: ['client', 'cli']},
    ],
    examples: [{text: 'getaddrinfo ENOTFOUND gpu-box', surface: 'client'}],
    fixes: {lookup: [{run: 'getent hosts {host}', effect: 'safe', platform: 'linux'}]},
    links: [],
  },
  'host-unreachable': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        match: /EHOSTUNREACH|ENETUNREACH|no route to host|network is unreachable/i,
        confidence: 'likely',
        surfaces: ['client', 'cli'],
      },
    ],
    examples: [{text: 'connect EHOSTUNREACH 192.168.1.20:11434', surface: 'client'}],
    fixes: {
      route: [{run: 'ip route get {host}', effect: 'safe', platform: 'linux'}],
      localNetwork: [
        {
          run: 'open "x-apple.systempreferences:com.apple.preference.security?Privacy_LocalNetwork"',
          effect: 'safe',
          platform: 'macos',
        },
      ],
    },
    links: [],
  },
  'connection-reset': {
    severity: 'error',
    retryable: true,
    patterns: [
      {match: /ECONNRESET|connection reset by peer|socket hang up/i, confidence: 'likely', surfaces: ['client', 'cli']},
    ],
    examples: [{text: 'read ECONNRESET', surface: 'client'}],
    fixes: {log: [], restart: restartServer},
    links: [],
  },
  'server-unresponsive': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    fixes: {
      wait: [{run: 'ollama-doctor check[ --host {otherHost}] --retries 9 --retry-delay 10s', effect: 'safe'}],
      restart: restartServer,
    },
    links: [],
  },
  'server-starting': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    fixes: {wait: [{run: 'ollama-doctor check[ --host {otherHost}] --retries 9 --retry-delay 10s', effect: 'safe'}]},
    links: [],
  },
  'connect-timeout': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        match: /ETIMEDOUT|connection timed out|i\/o timeout|connect timeout/i,
        confidence: 'likely',
        surfaces: ['client', 'cli'],
      },
    ],
    examples: [{text: 'connect ETIMEDOUT 10.0.0.5:11434', surface: 'client'}],
    fixes: {
      ping: [{run: 'ping -c 3 {host}', effect: 'safe', platform: 'linux'}],
      firewall: [{run: 'sudo ufw status', effect: 'needs-root', platform: 'linux'}],
    },
    links: [],
  },
  'response-invalid': {
    severity: 'error',
    retryable: true,
    patterns: [],
    examples: [],
    fixes: {look: [{run: 'curl -i --max-time 10 {url}', effect: 'safe'}]},
    links: ['https://docs.ollama.com/api'],
  },
} as const satisfies Record<string, Entry>
