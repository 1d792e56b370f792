import type {Command, Entry} from './entry.ts'
import {
  readLog,
  recreateContainer,
  restartServer,
  searchLog,
  serverEnvironment,
  setForServer,
  startServer,
} from './steps.ts'

/** Both on one line, in either order. */
function beside(one: string, other: string): readonly string[] {
  return [`${one}…${other}`, `${other}…${one}`]
}

/** What Linux and macOS have in common, and Windows has otherwise. */
function onUnix(run: string, effect: Command['effect'] = 'safe'): readonly Command[] {
  return [
    {run, effect, platform: 'linux'},
    {run, effect, platform: 'macos'},
  ]
}

/** How systems and programs say that nothing listens, in the languages in which people paste it. */
const refused = `{${[
  'connection refused',
  'ECONNREFUSED',
  'ERR_CONNECTION_REFUSED',
  "ms: Couldn't connect to server",
  'ms: Could not connect to server',
  'actively refused',
  'refused the network connection',
  'refused to connect',
  'refused the connection',
  'Connect call failed',
  'WinError 10061',
  'WinError 1225',
  'ConnectionRefusedError',
  '积极拒绝',
  '拒绝连接',
  '連接被拒絕',
  '连接被拒绝',
  '拒绝了连接请求',
  '拒絕連線',
  'Verbindung verweigert',
  'Verbindung wurde verweigert',
  'Zielcomputer die Verbindung verweigerte',
  'Verbindungsaufbau abgelehnt',
  'expressément refusée',
  'Connexion refusée',
  'denegó expresamente',
  'Conexión rehusada',
  'Conexión rechazada',
  'recusou ativamente',
  'recusaram ativamente',
  'as recusou',
  'Conexão recusada',
  'Ligação recusada',
  'Rifiuto persistente',
  'Connessione rifiutata',
  'отверг запрос на подключение',
  'В соединении отказано',
  'Соединение отклонено',
  '拒否されたため',
  '接続を拒否されました',
  '연결을 거부했으므로',
  '연결이 거부',
  'etkin olarak reddettiğinden',
  'Bağlantı reddedildi',
  'aktywnie go odmawia',
  'Połączenie odrzucone',
  'actief heeft geweigerd',
  'Verbinding is geweigerd',
].join('|')}}`

/** How they say that a connection was never answered. */
const unanswered = `{${[
  'ETIMEDOUT',
  'curl: (28) Failed to connect',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_CONNECTION_TIMED_OUT',
  'Connect Timeout Error',
  'ConnectTimeout',
  'connect timeout=',
  'connect timed out',
  'connection timed out',
  'connection attempt timed out',
  'timed out trying to connect',
  'Connection timeout to host',
  'Connection timed out after',
  'i/o timeout',
  'Errno 60] Operation timed out',
  'Timeout was reached',
  'Timeout connecting to server',
  'did not properly respond',
  'WinError 10060',
  'WinError 121',
  'deadline has elapsed',
  '连接方在一段时间后没有正确答复',
  '没有正确答复',
  '连接超时',
  '連線超時',
  '連線逾時',
  'nicht richtig reagiert',
  'Zeitüberschreitung der Verbindung',
  "n'a pas répondu convenablement",
  'Connexion terminée par expiration',
  'no respondió adecuadamente',
  'Expiró el tiempo de conexión',
  'não respondeu corretamente',
  'не получен нужный отклик',
  'Время ожидания соединения истекло',
  'non ha risposto correttamente',
  '正しく応答しなかったため',
  'belirli bir süre sonra düzgün olarak yanıt vermediğinden',
].join('|')}}`

/** How they say that a name has no address. */
const unresolved = `{${[
  // With what stands before it: a FileNotFoundError ends alike.
  ' ENOTFOUND',
  "'ENOTFOUND",
  '"ENOTFOUND',
  'EAI_AGAIN',
  'no such host',
  'server misbehaving',
  'ERR_NAME_NOT_RESOLVED',
  'could not resolve host',
  'could not resolve proxy',
  'unable to resolve host',
  'failed to resolve',
  'failed to lookup address',
  'NameResolutionError',
  'name or service not known',
  'name does not resolve',
  'temporary failure in name resolution',
  'no address associated with hostname',
  'nodename nor servname',
  'getaddrinfo failed',
  'gaierror',
  'UnknownHostException',
  'The remote name could not be resolved',
  'No such host is known',
  'DNS lookup failed',
  "bad address '",
  'dns error',
  'Timeout while contacting DNS',
  'DNS server returned answer with no data',
  'Domain name not found',
  '不知道这样的主机',
  '未知的名称或服务',
  '域名解析',
  '无法解析主机',
  'kein solcher Host bekannt',
  'Der Name oder der Dienst ist nicht bekannt',
  'Hôte inconnu',
  'Nom ou service inconnu',
  'Host desconocido',
  'Nombre o servicio desconocido',
  'Este host não é conhecido',
  'Этот хост неизвестен',
  'Имя или служба не известны',
].join('|')}}`

/** How they say that the network has no way to the machine. */
const unreachable = `{${[
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_INTERNET_DISCONNECTED',
  'no route to host',
  'host is unreachable',
  'network is unreachable',
  'host is down',
  'unreachable host',
  'unreachable network',
  'WinError 10051',
  'WinError 10065',
  'socket operation was attempted to an unreachable',
  '没有到主机的路由',
  '网络不可达',
  '无法访问的网络',
  '无法连接的网络',
  '无法访问的主机',
  'Keine Route zum Zielrechner',
  'Das Netzwerk ist nicht erreichbar',
  "Aucun chemin d'accès pour atteindre l'hôte cible",
  "Le réseau n'est pas accessible",
  'No existe ninguna ruta hasta',
  'La red es inaccesible',
  'Нет маршрута до узла',
  'Сеть недоступна',
].join('|')}}`

/** How they say that what accepted the connection closed it. */
const reset = `{${[
  'ECONNRESET',
  'ERR_CONNECTION_RESET',
  'ERR_CONNECTION_CLOSED',
  'ERR_EMPTY_RESPONSE',
  'UND_ERR_SOCKET',
  'socket hang up',
  'other side closed',
  'connection reset',
  'Remote end closed connection without response',
  'RemoteDisconnected',
  'ServerDisconnectedError',
  'Server disconnected',
  'Empty reply from server',
  'No data received',
  'forcibly closed by the remote host',
  'WinError 10054',
  'connection closed before message completed',
  'The underlying connection was closed',
  'Unexpected end of file from server',
  'NoHttpResponseException',
  'broken pipe',
  '远程主机强迫关闭了一个现有的连接',
  '遠端主機已強制關閉',
  '连接被对方重置',
  '连接被对端重置',
  'vom Remotehost geschlossen',
  'Die Verbindung wurde vom Kommunikationspartner zurückgesetzt',
  "dû être fermée par l'hôte distant",
  'Connexion ré-initialisée par le correspondant',
  'interrupción forzada de una conexión existente',
  'принудительно разорвал существующее подключение',
].join('|')}}`

/** How Windows says that an address cannot be used at all: to listen on where it is not the machine's, or 0.0.0.0 to connect to. */
const notValid = `{${[
  'The requested address is not valid in its context',
  'Die angeforderte Adresse ist in diesem Kontext ungültig',
  "L'adresse demandée n'est pas valide dans son contexte",
  'La dirección solicitada no es válida en este contexto',
  'Требуемый адрес для своего контекста неверен',
  '在其上下文中，该请求的地址无效',
].join('|')}}`

const loopback = '{127.0.0.1|localhost|[::1]|::1|0:0:0:0:0:0:0:1}'
/** An address that stands where programs name the one they connect to. */
const dialled = "{tcp |host |to |://|host='|('|/|(|address: '|ECONNREFUSED |ETIMEDOUT |EHOSTUNREACH }"
const bridge = [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31].map((byte) => `172.${byte}.`).join('|')
const inLan = `${dialled}{192.168.|${bridge}}#`
const inPrivateNetwork = `${dialled}{10.|192.168.|100.|${bridge}}#`
const dockerHost = '{host.docker.internal|host.containers.internal|gateway.docker.internal|docker.for.mac.localhost}'

/** Talk between the server and the registry, the cloud or another site: not about the way to the server. */
const toTheInternet = [
  'registry.ollama.ai',
  'ollama.com{:443|/api|/v1|/library|/install| on | port|:}',
  'huggingface.co',
  'hf.co',
  'cloudflarestorage',
  'github.com',
  'pypi.org',
  'api.openai.com',
  'pull model manifest',
  'pulling manifest',
  'max retries exceeded:',
  'download.go',
  'proxyconnect',
  '/v2/',
] as const

/** Talk between the server and its runner. */
const toTheRunner = [
  '{/completion|/health|/load|/embedding|/info|/tokenize|/apply-template}"',
  'llama runner',
  'llama-server',
  'model runner',
  'running the model',
  'POST predict',
  'mlx runner',
  'do load request',
  'failed to send request',
] as const

/** Databases and the like, which refuse in the same words. */
const otherServer =
  '{:5432|port 5432|:6379|:3306|:27017|:6333|:9200|port=6333|port=8000|port=8080|port=9200|port=19530|port 22:|port 8080 after|port 8000 after|localhost:8080|localhost:8000|psycopg2|redis.exceptions|pymongo|docker.sock}'

/** What people call Ollama in Compose and Kubernetes, where programs name what they look up. */
const serviceName =
  "{//|host |host='|host: |resolve '|lookup |address '|ENOTFOUND |EAI_AGAIN }{ollama|ollama-server|ollama-service|ollama_server|llm}{:|/|'|\"| on | port|,}"

/** Names that do not resolve for a reason of their own. */
const otherNames = [
  "{host |host='|//|host: |lookup |resolve '|ENOTFOUND |EAI_AGAIN |Exception: }localhost",
  "{host='|resolve '}{http|https}'",
  serviceName,
  'host {http|https}:#',
] as const

const elsewhere = [...toTheInternet, ...toTheRunner] as const

/** That the server passes a 403 of ollama.com on. */
const refusedByCloud = ['cloud', '| 403 |…/api/experimental/']

/** That a text is by a program that is nearly always run in a container. */
const containerised =
  '{open_webui|open-webui|apps.ollama.main|credentials validation|dify|n8n|anythingllm|anything-llm|librechat|flowise|/app/|/usr/src/|/usr/local/lib/python3}'

const check: readonly Command[] = [{run: 'ollama-doctor check[ --host {otherHost}]', effect: 'safe'}]

/** What listens on the port, on the machine of the server. */
const listeners: readonly Command[] = [
  {run: 'sudo ss -ltnp "sport = :11434"', effect: 'needs-root', platform: 'linux'},
  {run: 'docker ps --filter publish=11434', effect: 'safe', platform: 'docker'},
  {run: 'lsof -nP -iTCP:11434 -sTCP:LISTEN', effect: 'safe', platform: 'macos'},
  {
    run: 'Get-NetTCPConnection -LocalPort 11434 -State Listen | Select-Object LocalAddress, OwningProcess',
    effect: 'safe',
    platform: 'windows',
  },
]

/** On which address the server said that it listens. */
const listeningLine = searchLog('Listening on')

/** Whether the machine can be reached at all, and whether its port can. */
const reach: readonly Command[] = [
  {run: 'ping -c 3 {host}', effect: 'safe', platform: 'linux'},
  {run: 'nc -vz -w 5 {host} 11434', effect: 'safe', platform: 'linux'},
  {run: 'ping -c 3 {host}', effect: 'safe', platform: 'macos'},
  {run: 'nc -vz -G 5 {host} 11434', effect: 'safe', platform: 'macos'},
  {run: 'Test-NetConnection {host} -Port 11434', effect: 'safe', platform: 'windows'},
]

/** How to open the port for one's own network only. */
const openPort: readonly Command[] = [
  {run: 'sudo ufw allow from 192.168.1.0/24 to any port 11434 proto tcp', effect: 'needs-root', platform: 'linux'},
  {
    run: `sudo firewall-cmd --permanent --add-rich-rule='rule family="ipv4" source address="192.168.1.0/24" port port="11434" protocol="tcp" accept' && sudo firewall-cmd --reload`,
    effect: 'needs-root',
    platform: 'linux',
  },
  {
    run: 'New-NetFirewallRule -DisplayName Ollama -Direction Inbound -Protocol TCP -LocalPort 11434 -RemoteAddress LocalSubnet -Action Allow  # as administrator',
    effect: 'needs-root',
    platform: 'windows',
  },
]

/** A tunnel, for a server that listens on its own loopback address only. */
const tunnel: readonly Command[] = [{run: 'ssh -N -L 11434:127.0.0.1:11434 {host}', effect: 'changes-state'}]

/** The server on loopback; not in a container, where nothing outside of it could reach the server then. */
const listenOnLoopback = setForServer('OLLAMA_HOST=127.0.0.1').filter(
  ({platform}) => platform !== 'docker' && platform !== 'kubernetes',
)

const clientVariable: readonly Command[] = [
  ...onUnix('echo $OLLAMA_HOST'),
  {run: '$env:OLLAMA_HOST', effect: 'safe', platform: 'windows'},
]

/** A check of the address that seems right. */
const checkSuggestion: readonly Command[] = [{run: '[OLLAMA_HOST={suggestion} ]ollama-doctor check', effect: 'safe'}]

/** The `curl` of an older PowerShell is another program, which takes other flags. */
function curl(args: string): readonly Command[] {
  return [...onUnix(`curl ${args}`), {run: `curl.exe ${args}`, effect: 'safe', platform: 'windows'}]
}

/** Of the very path whose answer was wrong. */
const rawAnswer = '-i --max-time 10 {url}[{endlessPath}][{slowPath}][{cutPath}][{invalidPath}]'

/** What the system's resolver says. */
const lookUp: readonly Command[] = [
  {run: 'getent hosts {host}', effect: 'safe', platform: 'linux'},
  {run: 'dscacheutil -q host -a name {host}', effect: 'safe', platform: 'macos'},
  {run: 'Resolve-DnsName {host}', effect: 'safe', platform: 'windows'},
]

const presentedCertificate: readonly Command[] = [
  ...onUnix(
    'openssl s_client -connect {host}:{port} -servername {host} </dev/null | openssl x509 -noout -subject -issuer -dates',
  ),
  {run: 'curl.exe -vI {url}', effect: 'safe', platform: 'windows'},
]

/** Past whatever is in front of Ollama, on its own machine. */
const askDirectly = curl('-i http://127.0.0.1:11434/api/version')

/** How long a server may take to start. */
const waitForServer: readonly Command[] = [
  {run: 'ollama-doctor wait[ --host {otherHost}] --timeout 5m', effect: 'safe'},
]

/** Lines for the location block of an nginx that stands in front of Ollama. */
function setInNginx(lines: string): readonly Command[] {
  return [
    {
      run: `sudoedit /etc/nginx/sites-enabled/SITE  # in the location block: ${lines}`,
      effect: 'needs-root',
      platform: 'linux',
    },
    {run: 'sudo nginx -t && sudo systemctl reload nginx', effect: 'needs-root', platform: 'linux'},
  ]
}

const privacySettings: readonly Command[] = [
  {
    run: 'open "x-apple.systempreferences:com.apple.preference.security?Privacy_LocalNetwork"',
    effect: 'safe',
    platform: 'macos',
  },
]

const proxyVariables: readonly Command[] = [
  ...onUnix('env | grep -i _proxy'),
  {run: 'docker exec CONTAINER env | grep -i _proxy', effect: 'safe', platform: 'docker'},
  {run: 'Get-ChildItem Env: | Where-Object Name -like "*_proxy"', effect: 'safe', platform: 'windows'},
]

export const connection = {
  'server-not-running': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'could not connect to ollama {app|server}',
          'could not connect to a running ollama instance',
          'check that Ollama is downloaded, running and accessible',
          "{couldn't|could not|cannot|can't|can not|unable to|failed to} connect to {the |your |local |a |}ollama",
          "{couldn't|could not|cannot|can't|unable to|failed to} reach {the |your |local |}ollama",
          'connection to {the |local |}ollama {server |service |api |instance |}{failed|refused}',
          "ollama {server |service |}{is not|is not currently|isn't|not} {running|reachable|available|responding|started|accessible}",
          'error connecting to {the |}ollama',
          "ollama {is not|isn't|not} installed or {not |}{running|started}",
          'ollama: connection refused',
          '{无法连接到|无法连接|连接不到|连接不上|未能连接到} {本地|}ollama',
          '{无法连接|连接不到|连接不上}ollama',
          'ollama{ |}{服务|}{未运行|未启动|没有运行|没有启动|连接失败|无法连接}',
          '连接{ |}ollama{ |}{服务|}{失败|超时}',
        ],
        confidence: 'likely',
        unless: [...elsewhere, otherServer, 'curl: (28)'],
      },
      {
        says: [`${loopback}…11434…${refused}`, `${refused}…${loopback}…11434`],
        confidence: 'likely',
        unless: [...elsewhere, otherServer, 'curl: (28)', containerised],
      },
      {
        says: [
          "address: '127.0.0.1'",
          "host='{127.0.0.1|localhost}'",
          'host={127.0.0.1|localhost}',
          `localhost:11434`,
          '127.0.0.1:11434',
        ],
        with: [refused],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        unless: [...elsewhere, otherServer, 'curl: (28)', containerised],
      },
      // In the middle of a pull as well: then the server has ended.
      {
        says: ['dial tcp {127.0.0.1|[::1]|localhost}:11434: {connect: connection refused|connectex: No connection}'],
        confidence: 'likely',
        unless: [containerised],
      },
      {
        says: ['CORS request did not succeed'],
        confidence: 'likely',
      },
      {says: beside('11434', refused), confidence: 'possible', unless: [...elsewhere, otherServer, 'curl: (28)']},
      {
        says: [
          refused,
          'All connection attempts failed',
          '{make sure|ensure|check if|check that|verify that|verify} {the |that |your |}ollama {server |service |app |}is {running|up|started}',
          'is {the |your |}ollama {server |service |app |}{running|up}?',
          'Unable to connect to the remote server',
          'error sending request for url',
          'tcp connect error',
          'Failed to establish a new connection',
          'APIConnectionError: Connection error',
          'Connection error.$',
          'Ollama server connection error',
          'Server Connection Error',
          'ERR_CONNECTION_REFUSED',
        ],
        confidence: 'possible',
        surfaces: ['client', 'cli'],
        unless: [...elsewhere, 'curl: (28)', unresolved, unanswered, unreachable, otherServer],
      },
      {
        says: beside(
          '{open_webui|apps.ollama|OllamaException|langchain|litellm|ollama.main|embeddings.ollama}',
          refused,
        ),
        confidence: 'possible',
        surfaces: ['log'],
        unless: [...elsewhere, otherServer, 'curl: (28)'],
      },
      {
        says: [
          'fetch failed',
          'Failed to fetch',
          'NetworkError when attempting to fetch resource',
          'ERR_NETWORK',
          'AxiosError: Network Error',
        ],
        confidence: 'possible',
        surfaces: ['client'],
        unless: [
          ...elsewhere,
          'curl: (28)',
          unresolved,
          unanswered,
          unreachable,
          reset,
          'Headers Timeout',
          'Body Timeout',
          'CORS',
        ],
      },
    ],
    examples: [
      {text: 'Error: could not connect to ollama app, is it running?', surface: 'cli'},
      {text: "Error: could not connect to ollama server, run 'ollama serve' to start it", surface: 'cli'},
      {text: 'curl: (7) Failed to connect to localhost port 11434 after 0 ms: Connection refused', surface: 'client'},
      {text: 'dial tcp 127.0.0.1:11434: connect: connection refused', surface: 'client'},
      {
        text: 'java.net.ConnectException: Connection refused: no further information: localhost/127.0.0.1:11434',
        surface: 'client',
      },
    ],
    confirm: [...check, ...listeners],
    fixes: {
      start: startServer,
      look: [
        {run: 'systemctl status ollama --no-pager', effect: 'safe', platform: 'linux'},
        {run: 'docker ps -a --filter name=ollama', effect: 'safe', platform: 'docker'},
        {run: 'kubectl get pods --all-namespaces | grep -i ollama', effect: 'safe', platform: 'kubernetes'},
        {run: 'tail -n 50 ~/.ollama/logs/server.log', effect: 'safe', platform: 'macos'},
        {run: 'Get-Content "$env:LOCALAPPDATA\\Ollama\\server.log" -Tail 50', effect: 'safe', platform: 'windows'},
      ],
      install: [],
    },
    links: ['https://docs.ollama.com/quickstart'],
  },
  'container-localhost': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [`${loopback}…11434…${refused}`, `${refused}…${loopback}…11434`],
        with: [containerised],
        confidence: 'likely',
        unless: elsewhere,
      },
      {
        says: ['[Errno 99] {Cannot assign requested address|Address not available}'],
        confidence: 'likely',
        surfaces: ['client', 'log'],
        unless: ['listen tcp', 'while attempting to bind', ...elsewhere],
      },
      // A machine that has used up its ports says it, too.
      {
        says: ['EADDRNOTAVAIL'],
        confidence: 'possible',
        surfaces: ['client', 'log'],
        unless: ['listen EADDRNOTAVAIL', ...elsewhere],
      },
      {
        says: [
          `${loopback}…11434…${refused}`,
          `${refused}…${loopback}…11434`,
          "Couldn't connect to Ollama at http://{127.0.0.1|localhost}",
        ],
        confidence: 'possible',
        surfaces: ['client', 'log'],
        unless: elsewhere,
      },
    ],
    examples: [
      {
        text: "ERROR [open_webui.routers.ollama] Connection error: Cannot connect to host localhost:11434 ssl:default [Connect call failed ('127.0.0.1', 11434)]",
        surface: 'log',
      },
      {text: 'httpx.ConnectError: [Errno 99] Cannot assign requested address', surface: 'client'},
    ],
    confirm: [
      {run: 'docker exec CONTAINER ls /.dockerenv', effect: 'safe'},
      ...curl('-sS http://127.0.0.1:11434/api/version  # on the host, outside the container'),
    ],
    fixes: {
      hostGateway: [{run: 'ollama-doctor check --host http://host.docker.internal:{port}', effect: 'safe'}],
      service: [{run: 'ollama-doctor check --host http://ollama:{port}', effect: 'safe'}],
      hostNetwork: [
        {
          run: 'docker run --network=host IMAGE  # Linux, or a Docker Desktop that has host networking switched on',
          effect: 'changes-state',
        },
      ],
    },
    links: ['https://docs.docker.com/desktop/features/networking/'],
  },
  'host-gateway-missing': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: beside(dockerHost, unresolved), confidence: 'likely'},
      {says: [dockerHost], with: [unresolved], confidence: 'likely', unless: toTheInternet},
      {says: beside(dockerHost, '{connection refused|Connect call failed|ECONNREFUSED}'), confidence: 'possible'},
    ],
    examples: [
      {text: 'getaddrinfo ENOTFOUND host.docker.internal', surface: 'client'},
      {
        text: 'Error: Head "http://host.docker.internal:11434/": dial tcp: lookup host.docker.internal on 127.0.0.11:53: no such host',
        surface: 'cli',
      },
    ],
    confirm: [
      {run: 'docker exec CONTAINER getent hosts host.docker.internal', effect: 'safe'},
      {run: "docker inspect --format '{{json .HostConfig.ExtraHosts}}' CONTAINER", effect: 'safe'},
    ],
    fixes: {
      add: [
        {
          run: 'docker run --add-host=host.docker.internal:host-gateway IMAGE',
          effect: 'changes-state',
        },
      ],
      bind: setForServer('OLLAMA_HOST=172.17.0.1').filter(({platform}) => platform === 'linux'),
    },
    links: ['https://docs.docker.com/reference/cli/docker/container/run/#add-host'],
  },
  'container-dns-name': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'lookup <host> on 127.0.0.11:53: {server misbehaving|no such host}',
          'lookup <host> on 127.0.0.11:53',
          'getaddrinfo {ENOTFOUND|EAI_AGAIN} {ollama|llm}',
          '{ENOTFOUND|EAI_AGAIN|host=|host |lookup |address |//|resolve }<host>{.svc.cluster.local|.svc:|.svc }',
          ...beside(serviceName, unresolved),
          'Could not resolve host: {ollama|llm|ollama-server|ollama-service}$',
        ],
        confidence: 'likely',
        unless: [...toTheInternet, dockerHost, 'listen tcp'],
      },
      {
        says: [
          '[Errno -2] Name or service not known',
          '[Errno -2] Name does not resolve',
          '[Errno -3] Temporary failure in name resolution',
          '[Errno -3] Try again',
          '[Errno -5] No address associated with hostname',
          'getaddrinfo EAI_AGAIN <host>',
        ],
        confidence: 'possible',
        unless: [...toTheInternet, dockerHost, 'localhost', 'http:80'],
      },
    ],
    examples: [
      {
        text: 'Error: Head "http://llm:11434/": dial tcp: lookup llm on 127.0.0.11:53: server misbehaving',
        surface: 'log',
      },
      {text: 'TypeError: fetch failed, cause: Error: getaddrinfo ENOTFOUND ollama', surface: 'client'},
      {text: 'ERROR - embeddings - [Errno -2] Name or service not known', surface: 'log'},
    ],
    confirm: [
      {run: 'docker exec CONTAINER getent hosts {host}', effect: 'safe'},
      {
        run: "docker inspect --format '{{json .NetworkSettings.Networks}}' CONTAINER ollama",
        effect: 'safe',
      },
      {run: 'kubectl get services,endpoints --all-namespaces | grep -i ollama', effect: 'safe', platform: 'kubernetes'},
    ],
    fixes: {
      network: [{run: 'docker compose ps', effect: 'safe'}],
      service: [{run: 'kubectl get services --all-namespaces', effect: 'safe'}],
      join: [{run: 'docker network connect NETWORK ollama', effect: 'changes-state'}],
    },
    links: ['https://docs.docker.com/compose/how-tos/networking/'],
  },
  'server-bound-loopback': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          ...beside(inPrivateNetwork, refused),
          `ECONNREFUSED {10.|192.168.|100.|${bridge}}#`,
          ...beside(dockerHost, refused),
        ],
        confidence: 'likely',
        unless: [...elsewhere, 'curl: (28)', 'Listening on [::]', 'Listening on 0.0.0.0', unresolved],
      },
      {
        says: [inPrivateNetwork],
        with: [refused],
        confidence: 'possible',
        surfaces: ['client', 'cli'],
        unless: [...elsewhere, 'curl: (28)', unresolved],
      },
    ],
    examples: [
      {text: 'curl: (7) Failed to connect to 192.168.1.20 port 11434 after 2 ms: Connection refused', surface: 'cli'},
      {text: 'Error: connect ECONNREFUSED 10.0.0.7:11434', surface: 'client'},
      {
        text: "Cannot connect to host host.docker.internal:11434 ssl:default [Connect call failed ('172.17.0.1', 11434)]",
        surface: 'log',
      },
    ],
    confirm: [...listeners, ...listeningLine],
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
      tunnel,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'bind-address-not-local': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          "^listen tcp <address>: bind: {cannot assign|can't assign} requested address",
          `listen tcp <address>: bind: ${notValid}`,
        ],
        confidence: 'certain',
      },
      // Docker says it of the address on which a port is to be published, and any other server in Go of its own.
      {
        says: ["listen {tcp|tcp4|tcp6} <address>: bind: {cannot assign|can't assign} requested address"],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'Error: listen tcp 192.168.1.50:11434: bind: cannot assign requested address', surface: 'log'},
      {
        text: 'Error: listen tcp 192.168.1.50:11434: bind: The requested address is not valid in its context.',
        surface: 'cli',
      },
      {
        text: 'Error starting userland proxy: listen tcp4 192.168.1.50:11434: bind: cannot assign requested address',
        surface: 'client',
      },
    ],
    confirm: [
      {run: 'ip -brief address', effect: 'safe', platform: 'linux'},
      {run: 'ifconfig | grep inet', effect: 'safe', platform: 'macos'},
      {run: 'Get-NetIPAddress | Select-Object IPAddress, InterfaceAlias', effect: 'safe', platform: 'windows'},
      ...serverEnvironment,
    ],
    fixes: {
      loopback: listenOnLoopback,
      all: setForServer('OLLAMA_HOST=0.0.0.0'),
      wait: [
        {
          run: 'sudo systemctl edit ollama  # add: [Unit] and below it two lines, After=network-online.target and Wants=network-online.target',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'client-dials-wildcard': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: ['0.0.0.0:11434…{WinError 10049|ERR_ADDRESS_INVALID}', `0.0.0.0:#…${notValid}`],
        confidence: 'certain',
        unless: ['listen tcp', 'bind:'],
      },
      {
        says: [
          ...beside(
            "{host='0.0.0.0'|host=0.0.0.0|//0.0.0.0|host 0.0.0.0:|to 0.0.0.0 |to 0.0.0.0:|tcp 0.0.0.0:|ECONNREFUSED 0.0.0.0|('0.0.0.0'|/0.0.0.0:|[::]:11434}",
            refused,
          ),
          'ECONNREFUSED 0.0.0.0',
          'connect to ollama…http://0.0.0.0',
          'Max retries exceeded…0.0.0.0',
          "address: '0.0.0.0'",
          'ERR_ADDRESS_INVALID',
          'EADDRNOTAVAIL 0.0.0.0',
        ],
        confidence: 'likely',
        unless: ['listen tcp', 'bind:'],
      },
      {
        says: [notValid, 'WinError 10049'],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        unless: ['listen tcp', 'bind:'],
      },
      {
        says: ['//0.0.0.0:#', "host='0.0.0.0'"],
        with: [refused],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        unless: ['listen tcp', 'bind:'],
      },
    ],
    examples: [
      {
        text: "ConnectionError: HTTPConnectionPool(host='0.0.0.0', port=11434): Max retries exceeded with url: /api/chat (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f00>: Failed to establish a new connection: [Errno 111] Connection refused'))",
        surface: 'client',
      },
      {
        text: 'Error: Head "http://0.0.0.0:11434/": dial tcp 0.0.0.0:11434: connectex: The requested address is not valid in its context.',
        surface: 'cli',
      },
    ],
    confirm: [...clientVariable, {run: 'ollama-doctor check --host 127.0.0.1:11434', effect: 'safe'}],
    fixes: {
      loopback: [
        {run: '$env:OLLAMA_HOST = "127.0.0.1:11434"', effect: 'changes-state', platform: 'windows'},
        ...onUnix('export OLLAMA_HOST=127.0.0.1:11434', 'changes-state'),
      ],
      remote: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'client-host-mismatch': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [`{Head|Get|Post} "http://<host>:80/…${refused}`, `{Head|Get|Post} "https://<host>:443/…${refused}`],
        confidence: 'likely',
        unless: elsewhere,
      },
      {
        says: ['could not connect to ollama {app|server}', 'could not connect to a running ollama instance'],
        confidence: 'possible',
        surfaces: ['cli'],
      },
    ],
    examples: [
      {
        text: 'Error: Head "http://192.168.1.20:80/": dial tcp 192.168.1.20:80: connect: connection refused',
        surface: 'cli',
      },
    ],
    confirm: [...clientVariable, ...listeningLine],
    fixes: {
      port: checkSuggestion,
      unset: [
        ...onUnix('unset OLLAMA_HOST', 'changes-state'),
        {run: 'Remove-Item Env:OLLAMA_HOST', effect: 'changes-state', platform: 'windows'},
      ],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'localhost-resolution': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          ...beside(
            "{host localhost:|host='localhost'|//localhost:|//localhost/|host: localhost|lookup localhost|resolve 'localhost'|to localhost:}",
            unresolved,
          ),
          'getaddrinfo {ENOTFOUND|EAI_AGAIN} localhost',
          `could not resolve host: localhost`,
          'lookup localhost…no such host',
          'lookup localhost on',
          'UnknownHostException: localhost',
        ],
        confidence: 'likely',
        unless: ['localhost.localdomain', 'no_proxy', ...elsewhere],
      },
      {
        says: ['ECONNREFUSED ::1:#', "address: '::1'", 'dial tcp [::1]:#: connect', "Connect call failed ('::1'"],
        with: [refused],
        confidence: 'likely',
        unless: ['ECONNREFUSED 127.0.0.1', 'dial tcp 127.0.0.1', "address: '127.0.0.1'", "('127.0.0.1'", ...elsewhere],
      },
      {
        says: ["dial tcp [::1]:#: connect: {cannot|can't} assign requested address", 'EADDRNOTAVAIL ::1'],
        confidence: 'likely',
        unless: elsewhere,
      },
      {
        says: ['[Errno 99] Cannot assign requested address'],
        confidence: 'possible',
        surfaces: ['client', 'log'],
        unless: ['listen tcp', 'while attempting to bind'],
      },
    ],
    examples: [
      {text: 'TypeError: fetch failed, cause: Error: connect ECONNREFUSED ::1:11434', surface: 'client'},
      {
        text: 'Connection error: Cannot connect to host localhost:11434 ssl:default [getaddrinfo failed]',
        surface: 'log',
      },
    ],
    confirm: [
      {run: 'getent ahosts localhost', effect: 'safe', platform: 'linux'},
      {run: 'dscacheutil -q host -a name localhost', effect: 'safe', platform: 'macos'},
      {run: 'Test-NetConnection localhost -Port 11434', effect: 'safe', platform: 'windows'},
      {run: 'ollama-doctor check --host 127.0.0.1:11434', effect: 'safe'},
    ],
    fixes: {
      literal: checkSuggestion,
      hosts: [
        ...onUnix('grep localhost /etc/hosts'),
        {
          run: 'Select-String localhost "$env:SystemRoot\\System32\\drivers\\etc\\hosts"',
          effect: 'safe',
          platform: 'windows',
        },
      ],
      dualStack: setForServer('OLLAMA_HOST=[::]').filter(({platform}) => platform === 'linux'),
    },
    links: [],
  },
  'ollama-host-malformed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ['invalid port, using default', 'invalid port specified in OLLAMA_HOST'], confidence: 'certain'},
      {
        says: [
          'invalid port ":<badPort>" after host',
          'listen tcp: address <input>: {too many colons in address|missing port in address|invalid port}',
          'lookup 11434: no such host',
          'lookup 11434 on #:#: no such host',
          'dial tcp: address <input>: {too many colons in address|missing port in address|invalid port}',
          'dial tcp: lookup 11434',
          'listen tcp: lookup {11434|http|https|http:|0.0.0.0}',
          'invalid character "<character>" in host name',
          'invalid character ":" in host name',
        ],
        confidence: 'likely',
        unless: toTheInternet,
      },
      // A colon of full width, as an input method for Chinese types it.
      {
        says: ['{127.0.0.1|0.0.0.0|localhost}{：|%EF%BC%9A}#', 'OLLAMA_HOST=…：#', 'lookup …：#: no such host'],
        confidence: 'certain',
      },
      {
        says: [
          'unsupported protocol scheme "{tcp|htp|htttp|hhtp|http:|https:|ollama|HTTP|HTTPS}"',
          'lookup {http|https}: no such host',
          'lookup {http|https} on #:#: no such host',
        ],
        confidence: 'likely',
        surfaces: ['cli', 'log'],
        unless: toTheInternet,
      },
    ],
    examples: [
      {
        text: "2026/01/05 10:00:00 config.go:51: WARN invalid port, using default port=99999 default=11434\nError: could not connect to ollama server, run 'ollama serve' to start it",
        surface: 'cli',
      },
      {text: 'Error: listen tcp: lookup 11434 on 127.0.0.53:53: no such host', surface: 'log'},
      {text: 'Error: parse "http://127.0.0.1:1143a": invalid port ":1143a" after host', surface: 'cli'},
    ],
    confirm: [
      {run: 'printf "%s\\n" "$OLLAMA_HOST" | cat -A', effect: 'safe', platform: 'linux'},
      {run: 'printf "%s\\n" "$OLLAMA_HOST" | cat -e', effect: 'safe', platform: 'macos'},
      {run: '$env:OLLAMA_HOST', effect: 'safe', platform: 'windows'},
      ...serverEnvironment,
    ],
    fixes: {
      correct: [
        ...onUnix('[export OLLAMA_HOST={suggestion}]', 'changes-state'),
        {run: '[$env:OLLAMA_HOST = {suggestion}]', effect: 'changes-state', platform: 'windows'},
      ],
      server: listenOnLoopback,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'client-url-missing-scheme': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          "URL is missing an 'http://' or 'https://' protocol",
          "URL has an unsupported protocol '{localhost|127.0.0.1|ollama|host.docker.internal|}",
          'No scheme supplied. Perhaps you meant',
          'MissingSchema',
          'No connection adapters were found for',
          'unsupported protocol scheme "{localhost|ollama|host.docker.internal|127.0.0.1|}"',
          'Only absolute URLs are supported',
          'Only HTTP(S) protocols are supported',
          'Failed to parse URL from',
          'cause: Error: unknown scheme',
          "Expected URL scheme 'http' or 'https' but no scheme was found",
          'no protocol: {localhost|127.0.0.1|ollama|host.docker.internal|/|192.168.|10.}',
          'unknown protocol: {localhost|ollama|host.docker.internal}',
          'URI is not absolute',
          'URI with undefined scheme',
          'invalid URI scheme {localhost|ollama|host.docker.internal}',
          'relative URL without a base',
          'URL scheme is not allowed',
          "The '{localhost|127.0.0.1|ollama|host.docker.internal}' scheme is not supported",
          'first path segment in URL cannot contain colon',
          'must start with http:// or https://',
          'Unsupported protocol {localhost|127.0.0.1|ollama|host.docker.internal}:',
          'URL scheme "{localhost|127.0.0.1|ollama|host.docker.internal}" is not supported',
        ],
        confidence: 'likely',
        unless: toTheInternet,
      },
      {
        says: [
          "Invalid URL '{localhost|127.0.0.1|0.0.0.0|ollama|host.docker.internal|192.168.|10.}…: No scheme supplied",
        ],
        confidence: 'certain',
        unless: toTheInternet,
      },
      {
        says: [
          "input: '{localhost|127.0.0.1|0.0.0.0|ollama|host.docker.internal|192.168.|10.|undefined|/api|/v1}",
          'An invalid request URI was provided',
          'The format of the URI could not be determined',
          'Target host is not specified',
          'ERR_INVALID_URL',
          'TypeError: Invalid URL',
          'InvalidUrlClientError',
          'NonHttpUrlClientError',
        ],
        confidence: 'possible',
        unless: toTheInternet,
      },
    ],
    examples: [
      {
        text: "httpx.UnsupportedProtocol: Request URL is missing an 'http://' or 'https://' protocol.",
        surface: 'client',
      },
      {
        text: "requests.exceptions.MissingSchema: Invalid URL 'localhost:11434/api/chat': No scheme supplied. Perhaps you meant https://localhost:11434/api/chat?",
        surface: 'client',
      },
      {text: 'Post "localhost:11434/api/chat": unsupported protocol scheme "localhost"', surface: 'client'},
      {text: 'TypeError: Failed to parse URL from localhost:11434/api/tags', surface: 'client'},
    ],
    confirm: [
      ...onUnix('env | grep -iE "ollama|base_url|api_base"'),
      {run: 'docker exec CONTAINER env | grep -iE "ollama|base_url|api_base"', effect: 'safe', platform: 'docker'},
      {
        run: 'Get-ChildItem Env: | Where-Object Name -match "ollama|base_url|api_base"',
        effect: 'safe',
        platform: 'windows',
      },
    ],
    fixes: {
      scheme: [{run: 'ollama-doctor check --host http://127.0.0.1:11434', effect: 'safe'}],
      variable: [],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'client-wrong-url': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: [''], confidence: 'possible', statuses: [404]},
      {says: ['Unexpected endpoint or method. ('], confidence: 'certain'},
      {
        says: [
          '404 page not found',
          "invalid character 'p' after top-level value",
          'Extra data: line 1 column 5 (char 4)',
          'non-whitespace character after JSON at position 4',
          'Unexpected token p in JSON at position 4',
        ],
        confidence: 'likely',
        unless: [
          '/v1/responses',
          '/v1/messages',
          '/v1/images',
          '/v1/audio',
          '/api/embed ',
          '/api/embed"',
          '/api/me',
          '/api/web',
          ...toTheInternet,
        ],
      },
      {says: ['404 page not found'], confidence: 'possible', unless: toTheInternet},
      {
        says: [
          'Cannot connect to host {http|https}:#',
          "host='{http|https}', port=",
          'getaddrinfo {ENOTFOUND|EAI_AGAIN} {http|https}$',
          'getaddrinfo {ENOTFOUND|EAI_AGAIN} {http|https}:',
          "Failed to resolve '{http|https}'",
          'Could not resolve host: {http|https}$',
          'UnknownHostException: {http|https}$',
          '{http|https}://{http|https}{:|/|%3A}',
        ],
        confidence: 'likely',
      },
      {
        says: ['lookup {http|https} on #:#: {no such host|server misbehaving}', 'lookup {http|https}: no such host'],
        confidence: 'likely',
        surfaces: ['client'],
      },
      {
        says: [
          ...beside(
            '{/v1/api/|/api/api/|/v1/v1/|/api/v1/chat|/api/v1/models|/api/tags/|/api/chat/api|/api/generate/api|/api/chat/v1|:11434/chat/completions|:11434/completions|:11434/models|:11434/embeddings|:11434//}',
            '{404|301|307|405}',
          ),
        ],
        confidence: 'likely',
      },
      // A line of the server's log about one request: not what a failure beside it comes from.
      {
        says: [
          '| 404 |…"{/chat/completions|/completions|/models|/embeddings|/generate|/chat|/tags|/v1|/api|/v1/|/api/|//api/chat|//api/generate|//api/tags|//v1/chat/completions}"',
          '| 404 |…"{/v1/api/|/api/api/|/v1/v1/|/api/v1/|/ollama/|//}',
          '| {301|307} |…"//',
        ],
        confidence: 'likely',
        kind: 'wrapper',
      },
      {
        says: [
          'Cannot {GET|POST} {/api|/v1|/chat|/}',
          '"detail": "Not Found"',
          '"detail":"Not Found"',
          "'detail': 'Not Found'",
          '"detail":"Method Not Allowed"',
          '"detail": "Method Not Allowed"',
          'Client sent an HTTP request to an HTTPS server',
          'plain HTTP request was sent to HTTPS port',
          'Open WebUI</title>',
        ],
        confidence: 'likely',
        surfaces: ['api', 'client', 'cli'],
        unless: toTheInternet,
      },
      {
        says: [
          `Unexpected token '<', "`,
          'Unexpected token < in JSON at position 0',
          'Unexpected token < in JSON',
          'JSON.parse: unexpected character at line 1 column 1',
          'HTML instead of JSON',
          'Received HTML',
        ],
        confidence: 'likely',
        surfaces: ['client'],
        unless: toTheInternet,
      },
      {
        says: [
          "invalid character '<' looking for beginning of value",
          "invalid character '{H|N|h}' looking for beginning of value",
        ],
        confidence: 'possible',
        surfaces: ['client', 'cli'],
        unless: [...elsewhere, 'unmarshal'],
      },
      {
        says: [
          '404 Client Error: Not Found…for url',
          "Client error '404 Not Found' for url",
          'HTTP/1.1 404 Not Found',
          'Error code: 404',
          '404 status code (no body)',
          'Request failed with status code 404',
          'HTTP error! status: 404',
          'API error: 404',
          "404, message='Not Found'",
          'Response status code does not indicate success: 404',
          'The remote server returned an error: (404)',
          'Expecting value: line 1 column 1 (char 0)',
          'something went wrong, please see the ollama server logs for details',
          '<!doctype html>',
        ],
        confidence: 'possible',
        kind: 'effect',
        surfaces: ['client', 'cli'],
        unless: elsewhere,
      },
    ],
    examples: [
      {text: '404 page not found', surface: 'api', status: 404},
      {text: "unmarshal: invalid character 'p' after top-level value", surface: 'client'},
      {text: 'Cannot connect to host http:80 ssl:default [Name or service not known]', surface: 'client'},
      {
        text: '[GIN] 2026/01/05 - 10:00:00 | 404 |       6.51µs |       127.0.0.1 | POST     "/v1/api/chat"',
        surface: 'log',
      },
      {text: `SyntaxError: Unexpected token '<', "<!doctype "... is not valid JSON`, surface: 'client'},
    ],
    confirm: [...curl('-i {url}'), ...searchLog('[|] (404|301|307) [|]')],
    fixes: {
      // Where nothing better is known, there is nothing to try.
      base: [{run: '[ollama-doctor check --host {suggestion}]', effect: 'safe'}],
      owner: [
        {run: 'sudo ss -ltnp "sport = :{port}"', effect: 'needs-root', platform: 'linux'},
        {run: 'lsof -nP -iTCP:{port} -sTCP:LISTEN', effect: 'safe', platform: 'macos'},
        {
          run: 'Get-Process -Id (Get-NetTCPConnection -LocalPort {port} -State Listen).OwningProcess',
          effect: 'safe',
          platform: 'windows',
        },
      ],
      openai: [],
    },
    links: ['https://docs.ollama.com/api'],
  },
  'http-method-wrong': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: [''], confidence: 'likely', statuses: [405]},
      {says: ['^405 method not allowed$'], confidence: 'certain', surfaces: ['api'], statuses: [405]},
      {
        says: [
          '405 method not allowed',
          '405 Client Error: Method Not Allowed',
          '405 (Method Not Allowed)',
          "405, message='Method Not Allowed'",
          'status code 405',
          'status code: 405',
          'status: 405',
          'Error code: 405',
          'error: (405)',
          'success: 405',
          'The requested method is not allowed',
        ],
        confidence: 'likely',
        unless: ['"detail"', ...toTheInternet],
      },
      {says: ['| 405 |'], confidence: 'likely', kind: 'wrapper', surfaces: ['log']},
      {
        says: [
          '| 404 |…GET "{/api/generate|/api/chat|/api/embed|/api/embeddings|/api/show|/api/pull|/api/create|/v1/chat/completions|/v1/completions|/v1/embeddings}{"|/"}',
          '| 404 |…POST "{/api/tags|/api/ps|/api/version|/v1/models|/api/delete}"',
          '"GET {/api/generate|/api/chat|/api/embed|/api/embeddings|/api/show|/v1/chat/completions|/v1/completions} HTTP/1.1" 404',
        ],
        confidence: 'likely',
        kind: 'wrapper',
      },
      {
        says: ['404 Client Error: Not Found…for url…{/api/generate|/api/chat|/api/embed}$'],
        confidence: 'possible',
        kind: 'effect',
      },
      {says: ['"detail":"Method Not Allowed"', '"detail": "Method Not Allowed"'], confidence: 'possible'},
    ],
    examples: [
      {text: '405 method not allowed', surface: 'api', status: 405},
      {
        text: 'requests.exceptions.HTTPError: 405 Client Error: Method Not Allowed for url: http://localhost:11434/api/generate',
        surface: 'client',
      },
      {
        text: '[GIN] 2026/01/05 - 10:00:00 | 405 |      14.2µs |       127.0.0.1 | GET      "/api/chat"',
        surface: 'log',
      },
    ],
    confirm: searchLog('[|] (405|404|301|307) [|]'),
    fixes: {
      post: [
        {
          run: 'curl http://127.0.0.1:11434/api/generate -d \'{"model": "MODEL", "prompt": "Hello"}\'',
          effect: 'changes-state',
        },
      ],
      redirect: curl('-sS -I {url}'),
    },
    links: ['https://docs.ollama.com/api'],
  },
  'https-to-http': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '"https://…:11434…server gave HTTP response to HTTPS client',
          '"https://…:11434…first record does not look like a TLS handshake',
          `"https://{127.0.0.1|localhost|0.0.0.0}…first record does not look like a TLS handshake`,
        ],
        confidence: 'certain',
        unless: toTheInternet,
      },
      {
        says: [
          'server gave HTTP response to HTTPS client',
          'first record does not look like a TLS handshake',
          'wrong version number',
          'WRONG_VERSION_NUMBER',
          'packet length too long',
          'PACKET_LENGTH_TOO_LONG',
          'SSL_ERROR_RX_RECORD_TOO_LONG',
          '[SSL] record layer failure',
          'RECORD_LAYER_FAILURE',
          'SSL: UNKNOWN_PROTOCOL',
          'Unsupported or unrecognized SSL message',
          'Unrecognized SSL message, plaintext connection',
          'received corrupt message of type InvalidContentType',
          'Cannot determine the frame size or a corrupted frame was received',
          'SEC_E_INVALID_TOKEN',
          'An unexpected TLS packet was received',
          'not an SSL/TLS record',
          'ssl3_get_record',
        ],
        confidence: 'likely',
        unless: elsewhere,
      },
      {
        says: ['ERR_SSL_PROTOCOL_ERROR', 'write EPROTO', "'EPROTO'", 'EPROTO: '],
        confidence: 'likely',
        surfaces: ['client'],
        unless: toTheInternet,
      },
      {
        says: ['400 Bad Request'],
        with: ['Connection: close', 'HTTP/1.1 400 Bad Request'],
        confidence: 'possible',
        unless: ['<html', 'Host header'],
      },
    ],
    examples: [
      {text: 'write EPROTO 00:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', surface: 'client'},
      {text: 'Error: Head "https://localhost:11434/": http: server gave HTTP response to HTTPS client', surface: 'cli'},
      {text: 'httpx.ConnectError: [SSL] record layer failure (_ssl.c:1000)', surface: 'client'},
      {
        text: 'GET https://gpu-box:11434/api/tags net::ERR_SSL_PROTOCOL_ERROR',
        surface: 'client',
      },
    ],
    confirm: curl('-sS http://{host}:{port}/api/version'),
    fixes: {
      plain: checkSuggestion,
      proxy: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'mixed-content': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'was loaded over HTTPS, but requested an insecure {resource|XMLHttpRequest endpoint|EventSource endpoint}…{:11434|/api/|/v1/}',
          'Blocked loading mixed active content…{:11434|/api/|/v1/}',
          'was not allowed to {run|display} insecure content from…{:11434|/api/|/v1/}',
          'requested insecure content from…{:11434|/api/|/v1/}',
        ],
        confidence: 'certain',
        unless: ['automatically upgraded'],
      },
      {
        says: [
          'Mixed Content: The page at',
          'was loaded over HTTPS, but requested an insecure',
          'Blocked loading mixed active content',
          'was not allowed to run insecure content from',
          'requested insecure content from',
          'blocked:mixed-content',
          'because it was loaded over HTTP and the page over HTTPS',
          'Mixed Content',
          'mixed-content',
          'insecure content',
          '混合内容',
        ],
        confidence: 'likely',
        surfaces: ['client'],
        unless: ['automatically upgraded'],
      },
      {
        says: ['{Failed to fetch|fetch failed} … https://', 'Failed to fetch models from https://'],
        confidence: 'possible',
        surfaces: ['client'],
        unless: toTheInternet,
      },
    ],
    examples: [
      {
        text: "Mixed Content: The page at 'https://chat.example.com/' was loaded over HTTPS, but requested an insecure resource 'http://192.168.1.20:11434/api/tags'. This request has been blocked; the content must be served over HTTPS.",
        surface: 'client',
      },
      {text: 'Blocked loading mixed active content “http://192.168.1.20:11434/api/chat”', surface: 'client'},
    ],
    confirm: [],
    fixes: {
      pageOverHttp: [],
      proxy: [
        {
          run: 'caddy reverse-proxy --from ollama.example.com --to 127.0.0.1:11434 --change-host-header',
          effect: 'changes-state',
        },
      ],
      loopback: [],
    },
    links: ['https://developer.mozilla.org/en-US/docs/Web/Security/Mixed_content'],
  },
  'cors-origin-forbidden': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'blocked by CORS policy',
          "No 'Access-Control-Allow-Origin' header",
          "CORS header 'Access-Control-Allow-Origin' missing",
          'is not allowed by Access-Control-Allow-Origin',
          'Cross-Origin Request Blocked',
          'Same Origin Policy disallows reading',
          "Response to preflight request doesn't pass access control check",
          'Preflight response is not successful',
          'CORS preflight',
          'Cross origin requests are only supported for protocol schemes',
          'CORS 错误',
          '跨域',
          'is not allowed by Access-Control-Allow-Headers',
          'due to access control checks',
        ],
        confidence: 'likely',
        unless: ['CORS request did not succeed', 'contains multiple values', 'Redirect is not allowed for a preflight'],
      },
      {
        says: [
          "has been blocked by CORS policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header",
        ],
        confidence: 'likely',
        unless: ['contains multiple values'],
      },
      {
        says: [
          'Ollama call failed with status code 403',
          '403 status code (no body)',
          '11434…403 (Forbidden)',
          ...beside('11434', '403 Forbidden'),
          "Client error '403 Forbidden' for url…{/api/|/v1/}",
          '403 Client Error: Forbidden for url…{/api/|/v1/}',
          'ResponseError: (status code: 403)',
          'ResponseError: Forbidden',
          "403, message='Forbidden'…{/api/|/v1/}",
          'ollama…{status 403|status: 403|status code 403|HTTP 403|error 403|error: 403|[403]|(403)}',
        ],
        confidence: 'likely',
        surfaces: ['client', 'log'],
        unless: ['subscription', 'cloud', ...toTheInternet],
      },
      {
        says: [
          'status code 403',
          'status code: 403',
          'status: 403',
          'HTTP 403',
          '[403{]|:| }',
          '{error|status|: |HTTP} 403: ',
          '403 Forbidden',
          '403 (Forbidden)',
          'Error code: 403',
          '^403$',
        ],
        confidence: 'possible',
        surfaces: ['client'],
        unless: ['subscription', 'cloud', 'quota', '<html', '<title', ...toTheInternet],
      },
      {says: [''], statuses: [403], confidence: 'likely'},
      {says: ['HTTP/{1.1|1.0|2} 403'], with: ['Content-Length: 0'], confidence: 'likely', unless: toTheInternet},
      {
        says: ['NetworkError when attempting to fetch resource', 'Failed to fetch', 'Load failed$'],
        confidence: 'possible',
        surfaces: ['client'],
        unless: [...elsewhere, refused, unresolved, unanswered, unreachable, reset],
      },
      {says: ['| 403 |'], confidence: 'likely', kind: 'effect', surfaces: ['log'], unless: refusedByCloud},
      {
        says: ['more-private address space', 'Permission was denied for this request to access the'],
        confidence: 'possible',
        surfaces: ['client'],
      },
    ],
    examples: [
      {
        text: "Access to fetch at 'http://localhost:11434/api/chat' from origin 'app://notes.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
        surface: 'client',
      },
      {
        text: 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at http://127.0.0.1:11434/api/tags. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 403.',
        surface: 'client',
      },
      {text: '', surface: 'api', status: 403},
      {text: 'OpenAI API error: 403 status code (no body)', surface: 'client'},
      {
        text: '[GIN] 2026/01/05 - 10:00:00 | 403 |       8.12µs |    192.168.1.20 | OPTIONS  "/api/chat"',
        surface: 'log',
      },
    ],
    confirm: [
      ...curl(
        '-i -H "Origin: https://app.example.com" http://127.0.0.1:11434/api/version  # with the origin of the page',
      ),
      ...searchLog('OLLAMA_ORIGINS|[|] 403 [|]'),
    ],
    fixes: {
      origins: setForServer('OLLAMA_ORIGINS=https://app.example.com'),
      extension: setForServer('OLLAMA_ORIGINS=chrome-extension://*,moz-extension://*'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'reverse-proxy-host-header': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          ...beside(
            '{loca.lt|ngrok|trycloudflare.com|cfargotunnel|.ts.net|serveo|devtunnels|cloudflare tunnel|localtunnel}',
            '{ 403|(403|403 }',
          ),
          'HTTP ERROR 403',
          "You don't have authorization to view this page",
        ],
        confidence: 'likely',
        unless: ['ERR_NGROK', ...toTheInternet],
      },
      {
        says: ['^403 Forbidden$', '^403 Forbidden:$', '^403:$'],
        confidence: 'likely',
        surfaces: ['cli'],
        unless: ['cloud', ...elsewhere],
      },
      {
        says: ['status code 403', '403 Forbidden', '403 status code (no body)', 'ResponseError: (status code: 403)'],
        confidence: 'possible',
        surfaces: ['client'],
        unless: ['subscription', 'cloud', 'quota', ...toTheInternet],
      },
      {says: [''], statuses: [403], confidence: 'possible'},
      {says: ['| 403 |'], confidence: 'possible', kind: 'effect', surfaces: ['log'], unless: refusedByCloud},
    ],
    examples: [
      {
        text: 'Access to calm-otters-run.loca.lt was denied. You don’t have authorization to view this page. HTTP ERROR 403',
        surface: 'client',
      },
      {text: 'Error: 403 Forbidden', surface: 'cli'},
    ],
    confirm: [...curl('-i {url}/api/version'), ...curl('-i -H "Host: localhost" {url}/api/version')],
    fixes: {
      header: setInNginx('proxy_set_header Host localhost:11434;'),
      tunnel: [
        {
          run: 'cloudflared tunnel --url http://localhost:11434 --http-host-header="localhost:11434"',
          effect: 'changes-state',
        },
        {run: 'ngrok http 11434 --host-header="localhost:11434"', effect: 'changes-state'},
      ],
      bind: setForServer('OLLAMA_HOST=0.0.0.0'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'reverse-proxy-misconfigured': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: [''], confidence: 'likely', statuses: [413, 502]},
      {
        says: [
          'while connecting to upstream',
          'no live upstreams while connecting',
          'upstream connect error or disconnect/reset before headers',
          'host not found in upstream',
          'upstream prematurely closed connection',
          'upstream sent {no valid|invalid|too big}',
          'The proxy server could not handle the request',
          'The proxy server received an invalid response from an upstream server',
          'no available server',
          'ERR_NGROK_{3200|8012|6024|3004|334|725|727}',
          '^error code: {502|521|522|523|525|526|530|1016|1033}$',
          'Redirect is not allowed for a preflight request',
          'Access-Control-Allow-Origin…contains multiple values',
          'header contains multiple values',
          'client intended to send too large body',
          '413 Request Entity Too Large',
          '413 Payload Too Large',
        ],
        confidence: 'likely',
        unless: ['registry.ollama.ai', 'pull model manifest', 'upstream timed out'],
      },
      {
        says: [
          '502 Bad Gateway',
          '502 (Bad Gateway)',
          'Bad gateway Error code 502',
          'Error code: 502',
          'status code 502',
          'status code: 502',
          'HTTP 502',
          'error: 502',
          '502: Bad gateway',
          '503 Service Temporarily Unavailable',
          'Service Temporarily Unavailable',
          'no healthy upstream',
        ],
        confidence: 'likely',
        kind: 'effect',
        unless: ['ollama.com', 'cloud model', ':cloud', '-cloud', 'pull model manifest', 'registry.ollama.ai'],
      },
      {
        says: [
          '301 Moved Permanently',
          '302 Found',
          '308 Permanent Redirect',
          '307 Temporary Redirect',
          '400 The plain HTTP request',
        ],
        confidence: 'likely',
        kind: 'effect',
        surfaces: ['api', 'client', 'cli'],
        unless: toTheInternet,
      },
      {
        says: [
          '405 method not allowed',
          '405 Client Error: Method Not Allowed',
          'Failed to fetch models from https://',
          "invalid character '<' looking for beginning of value",
        ],
        confidence: 'possible',
        surfaces: ['client', 'cli'],
        unless: [...elsewhere, 'unmarshal'],
      },
      {
        // In braces, as a tag by itself is a hole.
        says: ['{<center>}nginx', '{<address>}Apache', 'openresty</', 'Caddy</'],
        confidence: 'possible',
        kind: 'effect',
        unless: toTheInternet,
      },
    ],
    examples: [
      {
        text: '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center>',
        surface: 'api',
        status: 502,
      },
      {
        text: '2026/01/05 10:00:00 [error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.9, server: ollama.example.com, request: "POST /api/chat HTTP/1.1", upstream: "http://127.0.0.1:11434/api/chat"',
        surface: 'log',
      },
      {
        text: "Access to fetch at 'https://ollama.example.com/api/tags' from origin 'https://chat.example.com' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header contains multiple values '*, https://chat.example.com', but only one is allowed.",
        surface: 'client',
      },
    ],
    confirm: [...askDirectly, ...curl('-i {url}/api/version')],
    fixes: {
      start: startServer,
      settings: [],
      nginx: setInNginx(
        'proxy_pass http://127.0.0.1:11434; proxy_set_header Host localhost:11434; proxy_buffering off; proxy_read_timeout 600s; client_max_body_size 0;',
      ),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'reverse-proxy-timeout': {
    severity: 'error',
    retryable: true,
    patterns: [
      {says: [''], confidence: 'likely', statuses: [504, 524]},
      {
        says: [
          'upstream timed out',
          'upstream request timeout',
          '^error code: 524$',
          'Error 524',
          'status code 524',
          'status code: 524',
          'HTTP 524',
          ' [524 ',
          '524: A timeout occurred',
          '524 A Timeout Occurred',
          'The upstream server is timing out',
          'FUNCTION_INVOCATION_TIMEOUT',
          'response timeout at the gateway',
        ],
        confidence: 'likely',
        unless: toTheInternet,
      },
      {
        says: [
          '504 Gateway {Time-out|Timeout}',
          'Gateway Time-out',
          'Gateway Timeout',
          'status code 504',
          'status code: 504',
          'Error code: 504',
          'HTTP 504',
          '504 (Gateway',
        ],
        confidence: 'likely',
        kind: 'effect',
        unless: toTheInternet,
      },
      {
        says: ['502 Bad Gateway'],
        confidence: 'possible',
        kind: 'effect',
        surfaces: ['client', 'api'],
        unless: ['ollama.com', ':cloud', '-cloud'],
      },
    ],
    examples: [
      {text: '<html><head><title>504 Gateway Time-out</title></head></html>', surface: 'client'},
      {
        text: '[error] 31#31: *9 upstream timed out (110: Connection timed out) while reading response header from upstream, upstream: "http://127.0.0.1:11434/api/chat"',
        surface: 'log',
      },
      {text: 'error code: 524', surface: 'api', status: 524},
    ],
    confirm: [
      {run: 'ollama-doctor check --host 127.0.0.1:11434  # on the machine of the server', effect: 'safe'},
      ...searchLog('[|] (499|200) [|].*m[0-9.]+s'),
    ],
    fixes: {
      raise: setInNginx('proxy_read_timeout 600s;'),
      stream: [],
      preload: [{run: '[OLLAMA_HOST={otherHost} ]ollama run {model} --keepalive 1h ""', effect: 'changes-state'}],
    },
    links: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout'],
  },
  'http-proxy-hijacks-local': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'Internal Privoxy Error',
          'Privoxy was unable to',
          'Tinyproxy was unable to',
          '(squid/',
          'X-Squid-Error',
          'Connection to {127.0.0.1|localhost|0.0.0.0} failed.',
          'Connection to {192.168.|10.}# failed.',
          'The following error was encountered while trying to retrieve the URL',
          'The system returned: …Connection refused',
        ],
        confidence: 'likely',
        unless: [...toTheInternet, 'Max retries exceeded'],
      },
      {
        says: [
          'Internal Privoxy Error…{localhost|127.0.0.1|0.0.0.0}',
          'Tinyproxy was unable to connect to the remote web server',
        ],
        confidence: 'likely',
        unless: toTheInternet,
      },
      {
        says: [
          ...beside(
            '{//localhost:11434|//127.0.0.1:11434|//0.0.0.0:11434|//192.168.|//host.docker.internal:11434}',
            '{502 Bad Gateway|502 Server Error|503 Service Unavailable|503 Server Error|504 Gateway|407 Proxy|Bad Gateway}',
          ),
          "host='{localhost|127.0.0.1}', port=11434…ProxyError",
          'Cannot connect to proxy…{localhost|127.0.0.1|11434}',
          'ResponseError: (status code: {502|503|407})',
          'ResponseError: Bad Gateway',
          "Using SOCKS proxy, but the 'socksio' package is not installed",
          'Unknown scheme for proxy URL',
          'Proxy URL had unknown scheme',
          'Proxy URL had no scheme',
          'Missing dependencies for SOCKS support',
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli', 'log'],
        unless: toTheInternet,
      },
      {
        says: [
          'ProxyError',
          'Unable to connect to proxy',
          'ERR_PROXY_CONNECTION_FAILED',
          'ERR_TUNNEL_CONNECTION_FAILED',
          'Tunnel connection failed',
          '407 Proxy Authentication Required',
          'Proxy Authentication Required',
          'Received HTTP code # from proxy after CONNECT',
          'Could not resolve proxy',
          'proxyconnect tcp',
          'Zscaler',
          'Blue Coat',
          'McAfee Web Gateway',
          'Web Filter Violation',
          'FortiGuard',
        ],
        confidence: 'likely',
        surfaces: ['client', 'api', 'cli'],
        unless: [
          'registry.ollama.ai',
          'huggingface.co',
          'hf.co',
          'cloudflarestorage',
          'github.com',
          'pull model manifest',
          'pulling manifest',
          'ollama.com',
          'pypi.org',
          '/v2/',
        ],
      },
      {
        says: [
          "Error: invalid character '<' looking for beginning of value",
          'something went wrong, please see the ollama server logs for details',
        ],
        confidence: 'possible',
        surfaces: ['cli'],
        unless: [...elsewhere, 'unmarshal'],
      },
      {
        says: ['Error: "<!DOCTYPE', 'Error: <html', 'Error: <!DOCTYPE'],
        confidence: 'possible',
        surfaces: ['cli'],
        unless: elsewhere,
      },
    ],
    examples: [
      {
        text: "httpx.HTTPStatusError: Server error '502 Bad Gateway' for url 'http://localhost:11434/api/chat'",
        surface: 'client',
      },
      {text: 'ollama._types.ResponseError:  (status code: 502)', surface: 'client'},
      {text: '<p>The system returned: <i>(111) Connection refused</i></p>', surface: 'api', status: 503},
      {text: "Error: invalid character '<' looking for beginning of value", surface: 'cli'},
      {
        text: "ImportError: Using SOCKS proxy, but the 'socksio' package is not installed. Make sure to install httpx using `pip install httpx[socks]`.",
        surface: 'client',
      },
    ],
    confirm: [...proxyVariables, ...curl('-i --noproxy "*" http://{host}:{port}/api/version')],
    fixes: {
      exempt: [
        ...onUnix('export NO_PROXY="$NO_PROXY,{host}" no_proxy="$no_proxy,{host}"', 'changes-state'),
        {
          run: '$env:NO_PROXY = "$env:NO_PROXY,localhost,127.0.0.1"  # and the name of the server',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
      unset: [
        ...onUnix('unset HTTP_PROXY http_proxy ALL_PROXY all_proxy', 'changes-state'),
        {
          run: 'Remove-Item Env:HTTP_PROXY, Env:ALL_PROXY -ErrorAction Ignore',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
      vpn: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'server-auth-required': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: [''], confidence: 'possible', statuses: [401]},
      {
        says: [
          '401 Authorization Required',
          'WWW-Authenticate: Basic',
          '"detail":"Not authenticated"',
          '"detail": "Not authenticated"',
          "'detail': 'Not authenticated'",
        ],
        confidence: 'likely',
        unless: toTheInternet,
      },
      {
        says: beside('11434', '{401 Unauthorized|401 (Unauthorized)|status code: 401|status code 401}'),
        confidence: 'possible',
        kind: 'effect',
        surfaces: ['client'],
        unless: ['cloud', 'signin', 'ollama.com'],
      },
    ],
    examples: [
      {text: '<head><title>401 Authorization Required</title></head>', surface: 'api', status: 401},
      {text: '{"detail":"Not authenticated"}', surface: 'api', status: 401},
    ],
    confirm: curl('-i {url}/api/version'),
    fixes: {credentials: [{run: 'ollama-doctor check --host {scheme}://USER:PASSWORD@{authority}', effect: 'safe'}]},
    links: [],
  },
  'server-certificate-untrusted': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'self-signed certificate',
          'self signed certificate',
          'DEPTH_ZERO_SELF_SIGNED_CERT',
          'SELF_SIGNED_CERT_IN_CHAIN',
          'unable to verify the first certificate',
          'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
          'unable to get local issuer certificate',
          'UNABLE_TO_GET_ISSUER_CERT',
          'CERTIFICATE_VERIFY_FAILED',
          'certificate verify failed',
          'failed to verify certificate',
          'certificate signed by unknown authority',
          'certificate is not trusted',
          'certificate has expired',
          'CERT_HAS_EXPIRED',
          'ERR_TLS_CERT_ALTNAME_INVALID',
          "does not match certificate's altnames",
          'certificate is valid for',
          "doesn't contain any IP SANs",
          'ERR_CERT_{AUTHORITY_INVALID|COMMON_NAME_INVALID|DATE_INVALID|INVALID}',
          'SSL certificate problem',
          'PKIX path building failed',
          'The remote certificate is invalid',
          'Could not establish trust relationship for the SSL/TLS',
          'invalid peer certificate',
          'SEC_ERROR_UNKNOWN_ISSUER',
          'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT',
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        unless: elsewhere,
      },
    ],
    examples: [
      {text: 'Error: self-signed certificate', surface: 'client'},
      {
        text: 'Error: Head "https://ollama.example.com:443/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
        surface: 'cli',
      },
      {text: 'GET https://ollama.example.com/api/tags net::ERR_CERT_AUTHORITY_INVALID', surface: 'client'},
    ],
    confirm: presentedCertificate,
    fixes: {
      trust: [
        {
          run: 'sudo cp FILE /usr/local/share/ca-certificates/ollama-proxy.crt && sudo update-ca-certificates',
          effect: 'needs-root',
          platform: 'linux',
        },
        {
          run: 'sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain FILE',
          effect: 'needs-root',
          platform: 'macos',
        },
        {
          run: 'Import-Certificate -FilePath FILE -CertStoreLocation Cert:\\CurrentUser\\Root',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
      node: [
        ...onUnix('NODE_EXTRA_CA_CERTS=FILE ollama-doctor check --host {url}'),
        {
          run: '$env:NODE_EXTRA_CA_CERTS = "FILE"; ollama-doctor check --host {url}',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
    },
    links: ['https://nodejs.org/api/cli.html#node_extra_ca_certsfile'],
  },
  'wsl-network': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'localhost proxy configuration was detected but not mirrored into WSL',
          'WSL in NAT mode does not support localhost proxies',
          '检测到 localhost 代理配置，但未镜像到 WSL',
          'NAT 模式下的 WSL 不支持 localhost 代理',
        ],
        confidence: 'likely',
      },
      {
        says: [refused, unanswered, unreachable],
        with: ['{microsoft-standard-WSL|wsl.localhost|wsl$|WSL2|/mnt/c/|/mnt/d/|/mnt/wsl|vEthernet (WSL}'],
        confidence: 'likely',
        surfaces: ['client', 'cli', 'log'],
        unless: elsewhere,
      },
      {
        says: [`Connecting to {${bridge}}#:#`],
        with: ['connected.', 'No data received'],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
      },
    ],
    examples: [
      {
        text: 'wsl: A localhost proxy configuration was detected but not mirrored into WSL. WSL in NAT mode does not support localhost proxies.',
        surface: 'cli',
      },
      {
        text: '/mnt/c/chat/app.py: httpx.ConnectError: [Errno 111] Connection refused',
        surface: 'client',
      },
      {
        text: 'Connecting to 172.28.0.1:11434... connected.\nHTTP request sent, awaiting response... No data received.',
        surface: 'client',
      },
    ],
    confirm: [
      {run: 'wslinfo --networking-mode', effect: 'safe', platform: 'wsl'},
      {
        run: "curl -sS -m 5 http://$(ip route show default | awk '{print $3}'):11434/api/version",
        effect: 'safe',
        platform: 'wsl',
      },
      {run: 'curl.exe -sS -m 5 http://127.0.0.1:11434/api/version', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      mirrored: [
        {
          run: 'notepad "$env:USERPROFILE\\.wslconfig"  # add: [wsl2] and below it networkingMode=mirrored',
          effect: 'changes-state',
          platform: 'windows',
        },
        {run: 'wsl --shutdown  # ends all that runs in WSL', effect: 'changes-state', platform: 'windows'},
      ],
      bind: setForServer('OLLAMA_HOST=0.0.0.0').filter(({platform}) => platform === 'windows'),
      firewall: [
        {
          run: 'New-NetFirewallRule -DisplayName "Ollama for WSL" -Direction Inbound -Protocol TCP -LocalPort 11434 -RemoteAddress 172.16.0.0/12 -Action Allow  # as administrator',
          effect: 'needs-root',
          platform: 'windows',
        },
      ],
      portproxy: [{run: 'netsh interface portproxy show all', effect: 'safe', platform: 'windows'}],
    },
    links: ['https://learn.microsoft.com/en-us/windows/wsl/networking'],
  },
  'firewall-blocked': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          ...beside(inLan, unanswered),
          ...beside(dockerHost, unanswered),
          ...beside(`{${bridge}}`, 'no route to host'),
          ...beside(dockerHost, 'no route to host'),
          `Connection to {192.168.|${bridge}}# timed out`,
        ],
        confidence: 'likely',
        unless: [...elsewhere, 'Timeout passed='],
      },
      {
        says: ['communication prohibited', 'Packet filtered', 'sendto: Operation not permitted', '[UFW BLOCK]'],
        confidence: 'likely',
        unless: toTheInternet,
      },
      {
        says: [unanswered],
        confidence: 'possible',
        surfaces: ['client', 'cli'],
        unless: [...elsewhere, 'Timeout passed='],
      },
      {
        says: ['no route to host', 'EHOSTUNREACH'],
        confidence: 'possible',
        surfaces: ['client', 'cli', 'log'],
        unless: elsewhere,
      },
      {
        says: ['[WinError 10013]'],
        confidence: 'possible',
        surfaces: ['client'],
        unless: ['bind', 'listen'],
      },
    ],
    examples: [
      {
        text: "HTTPConnectionPool(host='192.168.1.20', port=11434): Max retries exceeded with url: /api/chat (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f00>, 'Connection to 192.168.1.20 timed out. (connect timeout=10)'))",
        surface: 'client',
      },
      {
        text: 'curl: (28) Failed to connect to 192.168.1.20 port 11434 after 130021 ms: Connection timed out',
        surface: 'cli',
      },
      {
        text: 'Post "http://172.17.0.1:11434/api/chat": dial tcp 172.17.0.1:11434: connect: no route to host',
        surface: 'client',
      },
    ],
    confirm: [
      ...reach,
      {run: 'sudo ufw status verbose', effect: 'needs-root', platform: 'linux'},
      {run: 'sudo firewall-cmd --list-all', effect: 'needs-root', platform: 'linux'},
      {run: '/usr/libexec/ApplicationFirewall/socketfilterfw --getglobalstate', effect: 'safe', platform: 'macos'},
      {run: 'Get-NetFirewallProfile | Select-Object Name, Enabled', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      allow: openPort,
      profile: [
        {
          run: 'Get-NetConnectionProfile | Select-Object InterfaceAlias, NetworkCategory',
          effect: 'safe',
          platform: 'windows',
        },
      ],
      tunnel,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'macos-local-network': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'Local network prohibited',
          'UnsatisfiedPathReason: Local network',
          'kCFErrorDomainCFNetwork…Local network',
        ],
        confidence: 'certain',
      },
      {
        says: [
          '[Errno 65] No route to host',
          'os error 65',
          'errno: -65,',
          `${dialled}{10.|192.168.|${bridge}}#…Local (`,
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli', 'log'],
        unless: elsewhere,
      },
      {
        says: [`connect EHOSTUNREACH {10.|192.168.|${bridge}}#`],
        confidence: 'possible',
        surfaces: ['client'],
        unless: [...elsewhere, 'errno: -113', 'errno: -4062'],
      },
    ],
    examples: [
      {text: 'httpx.ConnectError: [Errno 65] No route to host', surface: 'client'},
      {text: 'Error: connect EHOSTUNREACH 192.168.1.20:11434 - Local (192.168.1.7:53112)', surface: 'client'},
    ],
    confirm: [
      {run: 'sw_vers -productVersion', effect: 'safe', platform: 'macos'},
      {run: '/usr/bin/curl -sS -m 5 http://{host}:11434/api/version', effect: 'safe', platform: 'macos'},
    ],
    fixes: {
      allow: privacySettings,
      tunnel,
    },
    links: ['https://developer.apple.com/documentation/technotes/tn3179-understanding-local-network-privacy'],
  },
  'host-name-unresolvable': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'getaddrinfo {ENOTFOUND|EAI_AGAIN} <host>',
          'getaddrinfo ENOTFOUND <host>',
          "Failed to resolve '<host>'",
          'Could not resolve host: <host>',
          'unable to resolve host address <host>',
          'lookup <host> on #:#: {no such host|server misbehaving}',
          'lookup <host>: {no such host|server misbehaving|Temporary failure in name resolution|i/o timeout}',
          'lookup <host>: getaddrinfow: No such host is known',
          'UnknownHostException: <host>',
          'unknown host <host>',
          'No such host is known. (<host>:#)',
          'net::ERR_NAME_NOT_RESOLVED',
          "bad address '<host>'",
        ],
        confidence: 'likely',
        unless: [...elsewhere, dockerHost, ...otherNames],
      },
      {
        says: [
          "HTTPConnectionPool(host='<host>', port=#)…{getaddrinfo failed|Name or service not known|nodename nor servname|Temporary failure in name resolution|No address associated}",
          'Cannot connect to host <host>:# ssl:default [{getaddrinfo failed|Name or service not known|nodename nor servname|Temporary failure in name resolution|No address associated|Domain name not found|Timeout while contacting DNS|DNS server returned}',
        ],
        confidence: 'likely',
        unless: [...elsewhere, dockerHost, ...otherNames],
      },
      {says: [unresolved], confidence: 'possible', surfaces: ['client', 'cli'], unless: elsewhere},
    ],
    examples: [
      {text: 'getaddrinfo ENOTFOUND gpu-box', surface: 'client'},
      {text: 'curl: (6) Could not resolve host: gpu-box.lan', surface: 'cli'},
      {text: 'Error: listen tcp: lookup gpu-box on 192.168.1.1:53: no such host', surface: 'log'},
    ],
    confirm: lookUp,
    fixes: {
      address: [{run: 'ollama-doctor check --host ADDRESS', effect: 'safe'}],
      hosts: [],
    },
    links: [],
  },
  'host-unreachable': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [unreachable],
        confidence: 'likely',
        surfaces: ['client', 'cli', 'log'],
        unless: [...elsewhere, 'EHOSTUNREACH {10.|192.168.|172.}'],
      },
      {
        says: [unreachable],
        confidence: 'possible',
        surfaces: ['client', 'cli', 'log'],
        unless: elsewhere,
      },
    ],
    examples: [
      {text: 'connect ENETUNREACH 10.8.0.12:11434', surface: 'client'},
      {text: 'dial tcp 10.8.0.12:11434: connect: no route to host', surface: 'cli'},
      {text: 'curl: (7) Failed to connect to 10.8.0.12 port 11434: Network is unreachable', surface: 'cli'},
    ],
    confirm: reach,
    fixes: {
      route: [
        {run: 'ip route get {host}', effect: 'safe', platform: 'linux'},
        {run: 'route -n get {host}', effect: 'safe', platform: 'macos'},
        {run: 'Find-NetRoute -RemoteIPAddress {host}', effect: 'safe', platform: 'windows'},
      ],
      localNetwork: privacySettings,
    },
    links: [],
  },
  'connection-reset': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          `{ECONNRESET|ERR_CONNECTION_RESET|socket hang up|connection reset by peer|forcibly closed by the remote host|Remote end closed connection without response|Server disconnected without sending a response|Empty reply from server|ERR_EMPTY_RESPONSE|other side closed}`,
          reset,
        ],
        confidence: 'likely',
        kind: 'effect',
        surfaces: ['client', 'cli'],
        unless: elsewhere,
      },
      {
        says: [
          '{Get|Post|Head} "http://…11434…": EOF$',
          '{Get|Post|Head} "http://…11434…: read: connection reset by peer',
        ],
        confidence: 'likely',
        kind: 'effect',
        surfaces: ['client', 'cli', 'log'],
        unless: elsewhere,
      },
      {
        says: beside('11434', reset),
        confidence: 'likely',
        kind: 'effect',
        unless: elsewhere,
      },
    ],
    examples: [
      {text: 'read ECONNRESET', surface: 'client'},
      {text: 'curl: (52) Empty reply from server', surface: 'client'},
      {
        text: "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
        surface: 'client',
      },
      {text: 'Error: Head "http://127.0.0.1:11434/": EOF', surface: 'cli'},
    ],
    confirm: [...check, ...searchLog('panic|fatal|signal|Listening on')],
    fixes: {log: readLog, restart: restartServer},
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'server-unresponsive': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'Operation timed out after # milliseconds with 0 bytes received',
          'Operation timed out after # milliseconds with 0 out of 0 bytes received',
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        unless: [...elsewhere, '/api/chat', '/api/generate', '/v1/'],
      },
      {
        says: ['Operation timed out after # milliseconds with'],
        confidence: 'possible',
        surfaces: ['client', 'cli'],
        unless: elsewhere,
      },
      {
        says: [
          ...beside(
            '{/api/version|/api/tags|/api/ps|"http://127.0.0.1:11434/"|"http://localhost:11434/"}',
            '{Read timed out|ReadTimeout|Client.Timeout exceeded|context deadline exceeded|Headers Timeout}',
          ),
        ],
        confidence: 'likely',
        unless: elsewhere,
      },
    ],
    examples: [
      {text: 'curl: (28) Operation timed out after 10001 milliseconds with 0 bytes received', surface: 'client'},
    ],
    confirm: [...curl('-sS -m 10 {url}/api/version'), ...readLog],
    fixes: {
      wait: waitForServer,
      restart: restartServer,
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'server-starting': {
    severity: 'error',
    retryable: true,
    patterns: [{says: ['ollama server not ready, continuing anyway'], confidence: 'likely'}],
    examples: [
      {
        text: 'time=2026-01-05T10:00:00.000+01:00 level=WARN source=app.go:339 msg="ollama server not ready, continuing anyway" error="timeout"',
        surface: 'log',
      },
    ],
    confirm: searchLog('Listening on|inference compute|discovering available GPUs'),
    fixes: {wait: waitForServer},
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'connect-timeout': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          unanswered,
          'curl: (28) Failed to connect to',
          '{curl: (28) Connection timed out|curl: (28) Connection timeout}',
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        unless: [...elsewhere, inLan, 'Timeout passed=', 'litellm.Timeout', 'while reading response header'],
      },
      {
        says: [unanswered],
        confidence: 'possible',
        surfaces: ['client', 'cli', 'log'],
        unless: [...elsewhere, 'Timeout passed=', 'litellm.Timeout', 'while reading response header'],
      },
      {
        says: beside('11434', unanswered),
        confidence: 'likely',
        surfaces: ['log'],
        unless: [...elsewhere, inLan, 'Timeout passed=', 'while reading response header'],
      },
    ],
    examples: [
      {text: 'connect ETIMEDOUT 10.0.0.5:11434', surface: 'client'},
      {text: 'Error: Head "http://10.0.0.5:11434/": dial tcp 10.0.0.5:11434: i/o timeout', surface: 'cli'},
      {
        text: 'ConnectTimeoutError: Connect Timeout Error (attempted address: gpu-box.lan:11434, timeout: 10000ms)',
        surface: 'client',
      },
    ],
    confirm: reach,
    fixes: {
      address: [],
      firewall: openPort,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'server-exposed': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [...listeners, ...curl('-sS -m 5 http://PUBLIC_ADDRESS:11434/api/version  # from another network')],
    fixes: {
      loopback: [
        ...listenOnLoopback,
        {
          run: `${recreateContainer} -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
      firewall: openPort,
      proxy: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'response-invalid': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'Content-Length mismatch',
          'ERR_CONTENT_LENGTH_MISMATCH',
          'content length mismatch',
          'Parse Error: Expected HTTP/',
          'HPE_INVALID_CONSTANT',
          'HPE_INVALID_HEADER_TOKEN',
          'malformed HTTP response',
          'Received HTTP/0.9 when not allowed',
          'BadStatusLine',
        ],
        confidence: 'likely',
        surfaces: ['client', 'cli'],
        unless: elsewhere,
      },
      {
        says: [
          'Expecting value: line 1 column 1 (char 0)',
          'Unterminated string in JSON',
          'Unexpected end of JSON input',
          'Unterminated string starting at',
        ],
        confidence: 'possible',
        kind: 'effect',
        surfaces: ['client'],
        unless: elsewhere,
      },
    ],
    examples: [
      {text: 'SyntaxError: Unexpected end of JSON input', surface: 'client'},
      {text: 'curl: (1) Received HTTP/0.9 when not allowed', surface: 'client'},
    ],
    confirm: curl(rawAnswer),
    fixes: {
      look: curl(rawAnswer),
      direct: askDirectly,
    },
    links: ['https://docs.ollama.com/api'],
  },
} as const satisfies Record<string, Entry>
