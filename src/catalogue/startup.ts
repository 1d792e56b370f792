import {misnamed} from '../ollama/variables.ts'
import type {Command, Entry} from './entry.ts'
import {
  editService,
  readLog,
  recreateContainer,
  restartServer,
  restartService,
  serverEnvironment,
  setForServer,
  unsetForServer,
  upgradeOllama,
  versions,
} from './steps.ts'

/** Which process listens on Ollama's port. */
const whoListens: readonly Command[] = [
  {run: 'sudo ss -ltnp "sport = :11434"', effect: 'needs-root', platform: 'linux'},
  {run: 'docker ps --filter publish=11434', effect: 'safe', platform: 'docker'},
  {run: 'lsof -nP -iTCP:11434 -sTCP:LISTEN', effect: 'safe', platform: 'macos'},
  {
    run: 'Get-Process -Id (Get-NetTCPConnection -LocalPort 11434 -State Listen).OwningProcess',
    effect: 'safe',
    platform: 'windows',
  },
]

/** Nothing outside of a container reaches a server in it that listens on its loopback address. */
function outsideContainers({platform}: Command): boolean {
  return platform !== 'docker' && platform !== 'kubernetes'
}

/** Another port than the usual one, for this machine alone; in a container it is another one of the host. */
const otherPort: readonly Command[] = [
  ...setForServer('OLLAMA_HOST=127.0.0.1:11500').filter(outsideContainers),
  {
    run: `${recreateContainer} -p 127.0.0.1:11500:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
    effect: 'changes-state',
    platform: 'docker',
  },
]

/** Which processes of Ollama there are. */
const ollamaProcesses: readonly Command[] = [
  {run: 'pgrep -a ollama', effect: 'safe', platform: 'linux'},
  {run: 'pgrep -fl -i ollama', effect: 'safe', platform: 'macos'},
  {run: 'Get-Process "ollama*" | Select-Object Id, StartTime, Path', effect: 'safe', platform: 'windows'},
]

const runInContainer: readonly Command[] = [
  {
    run: 'docker run -d --name ollama -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama',
    effect: 'changes-state',
    platform: 'docker',
  },
]

const denied = '{permission denied|operation not permitted|access is denied}'

/** Where each server has its key. */
const key = '{.ollama/id_ed25519|.ollama\\id_ed25519|.ollama\\\\id_ed25519}'

/** How Go's library says that a private key is none. */
const unusableKey =
  'ssh: {no key found|this private key is passphrase protected|invalid openssh private key format|unhandled key type|cannot decode encrypted private keys}'

/** "Only one usage of each socket address", as Windows says it elsewhere. */
const oneUsageOfAddress = [
  'Only one usage of each socket address',
  'Normalerweise darf jede Socketadresse',
  'Une seule utilisation de chaque adresse de socket',
  'Solo se permite un uso de cada direcci',
  'Di norma è consentito un solo utilizzo di ogni indirizzo di socket',
  'Normalmente é permitida apenas uma utiliza',
  'Normalmente é permitido apenas um uso de cada endere',
  'Обычно разрешается только одно использование адреса сокета',
  'Zwykle dozwolone jest tylko jedno użycie każdego adresu gniazda',
  'Her yuva adresinin',
  '通常每个套接字地址',
  '一次只能用一個通訊端位址',
  '通常、各ソケット アドレスに対して',
  '각 소켓 주소',
]

/** A runner has a port of its own. */
const runnerListens = 'Listen error: listen tcp'

/** "An attempt was made to access a socket in a way forbidden by its access permissions", likewise. */
const socketForbidden = [
  'access a socket in a way forbidden by its access permissions',
  'Der Zugriff auf einen Socket war aufgrund der Zugriffsrechte des Sockets unzulässig',
  "Une tentative d'accès à un socket de manière interdite",
  'Intento de acceso a un socket no permitido por sus permisos de acceso',
  'Tentativo di accesso al socket con modalità non consentite',
  'Foi feita uma tentativa de acesso a um soquete de uma maneira',
  'Сделана попытка доступа к сокету методом, запрещенным правами доступа',
  'Nastąpiła próba uzyskania dostępu do gniazda w sposób zabroniony',
  'Bir yuvaya, erişim izinleri tarafından',
  'Bir yuvaya erişim izinleri',
  '以一种访问权限不允许的方式做了一个访问套接字的尝试',
  '嘗試存取通訊端被拒絕',
  'アクセス許可で禁じられた方法でソケットにアクセスしようとしました',
  '액세스 권한에 의해 숨겨진 소켓에 액세스를 시도했습니다',
]

/** What the loader says of a C or C++ library that is older than what was linked with it. */
const missingSymbolVersion = ['GLIBC', 'GLIBCXX', 'CXXABI'].flatMap((library) => [
  `${library}_<required>{' not found| not found}`,
  `${library}_<required>' {nicht gefunden|introuvable|no encontrado|no se encontró|未找到|не найдена}`,
])

/** "Read-only file system", as the C library says it elsewhere. */
const readOnly = [
  'read-only file system',
  'EROFS: ',
  'Das Dateisystem ist nur lesbar',
  'Système de fichiers accessible en lecture seulement',
  'Sistema de {ficheros|archivos} de {sólo|solo} lectura',
  'Sistema de arquivos somente para leitura',
  'File system in sola lettura',
  'Файловая система доступна только для чтения',
  'Salt okunur dosya sistemi',
  '只读文件系统',
  '唯讀檔案系統',
  '読み込み専用ファイルシステム',
  'The media is write protected',
]

/** "Access is denied", as Windows says it elsewhere; shared by many causes. */
const deniedElsewhere =
  '{Zugriff verweigert|Accès refusé|Acceso denegado|Accesso negato|Acesso negado|Отказано в доступе|Odmowa dostępu|Erişim engellendi|拒绝访问|存取被拒|アクセスが拒否されました|액세스가 거부되었습니다}'

/** Registries and containers keep blobs, too. */
const otherBlobs = '{/blobs/sha256/|containerd|/docker/registry/|/containers/storage/|huggingface}'

/** How a variable is given to a server, up to its name. */
const assigning = '{Environment="|Environment=|export |-e |--env |--env=|setx |setenv |set |$env:|ENV }'

const neverRead = `{${Object.keys(misnamed).join('|')}}`

export const startup = {
  'port-in-use': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          '^listen tcp <address>: bind: address already in use',
          'Bind for …:11434 failed: port is already allocated',
          '11434…address already in use',
          'address already in use…11434',
          ...oneUsageOfAddress.map((words) => `^listen tcp <address>: bind: ${words}`),
        ],
        confidence: 'certain',
        unless: [runnerListens],
      },
      {
        says: [
          'listen {tcp|tcp4|tcp6} <address>: bind: address already in use',
          '[WinError 10048]',
          '[Errno 10048]',
          'Adresse wird bereits verwendet',
          'Adresse déjà utilisée',
          'La dirección ya se está usando',
          'Endereço já em uso',
          'Indirizzo già in uso',
          'Адрес уже используется',
          'Adres zaten kullanımda',
          '地址已在使用',
          '地址已被使用',
          'アドレスは既に使用中です',
          ...oneUsageOfAddress,
        ],
        confidence: 'likely',
        unless: ['dial tcp', runnerListens],
      },
      // Of whatever program, on whatever port.
      {
        says: [
          'address already in use',
          'Bind for <address> failed: port is already allocated',
          'port is already allocated',
          'EADDRINUSE',
          'Ports are not available: exposing port TCP <address> -> …in use',
        ],
        confidence: 'possible',
        unless: ['dial tcp', runnerListens],
      },
      {says: ['Detected another instance of ollama running'], confidence: 'possible', kind: 'effect'},
      {says: socketForbidden.map((words) => `bind: …${words}`), confidence: 'possible'},
    ],
    examples: [
      {text: 'Error: listen tcp 127.0.0.1:11434: bind: address already in use', surface: 'cli'},
      {
        text: 'Error: listen tcp 127.0.0.1:11434: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
        surface: 'log',
      },
      {
        text: 'Error: listen tcp 127.0.0.1:11434: bind: Normalerweise darf jede Socketadresse (Protokoll, Netzwerkadresse oder Anschluss) nur jeweils einmal verwendet werden.',
        surface: 'cli',
      },
      {
        text: 'docker: Error response from daemon: driver failed programming external connectivity on endpoint ollama (0c1d2e3f4a5b): Bind for 0.0.0.0:11434 failed: port is already allocated.',
        surface: 'client',
      },
      {text: 'Error: listen EADDRINUSE: address already in use 127.0.0.1:11434', surface: 'client'},
    ],
    confirm: [...versions, ...whoListens],
    fixes: {
      use: versions,
      restart: restartServer,
      stop: [
        {run: 'sudo systemctl stop ollama', effect: 'needs-root', platform: 'linux'},
        {run: 'docker stop ollama', effect: 'changes-state', platform: 'docker'},
        {run: 'osascript -e \'quit app "Ollama"\'', effect: 'changes-state', platform: 'macos'},
        {run: 'Get-Process "ollama*" | Stop-Process', effect: 'changes-state', platform: 'windows'},
        {run: 'wsl --shutdown  # in PowerShell; ends all that runs in WSL', effect: 'changes-state', platform: 'wsl'},
      ],
      otherPort,
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'port-reserved-windows': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: socketForbidden.map((words) => `bind: …${words}`), confidence: 'likely'},
      {
        says: [...socketForbidden, '[WinError 10013]', '[Errno 10013]', 'listen EACCES: permission denied'],
        confidence: 'possible',
        unless: ['connectex', 'dial tcp', 'connect EACCES', '11434/api'],
      },
    ],
    examples: [
      {
        text: 'Error: listen tcp 127.0.0.1:11434: bind: An attempt was made to access a socket in a way forbidden by its access permissions.',
        surface: 'log',
      },
      {
        text: 'Error: listen tcp 127.0.0.1:11434: bind: 以一种访问权限不允许的方式做了一个访问套接字的尝试。',
        surface: 'cli',
      },
    ],
    confirm: [
      {run: 'netsh interface ipv4 show excludedportrange protocol=tcp', effect: 'safe', platform: 'windows'},
      {run: 'Get-NetTCPConnection -LocalPort 11434', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      winnat: [{run: 'net stop winnat; net start winnat', effect: 'needs-root', platform: 'windows'}],
      reserve: [
        {
          run: 'net stop winnat; netsh interface ipv4 add excludedportrange protocol=tcp startport=11434 numberofports=1; net start winnat',
          effect: 'needs-root',
          platform: 'windows',
        },
      ],
      otherPort: otherPort.filter(({platform}) => platform === 'windows'),
    },
    links: ['https://docs.ollama.com/windows'],
  },
  'env-not-applied': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'ollama.service…Invalid environment assignment, ignoring: <variable>',
          'Invalid environment assignment, ignoring: OLLAMA_',
          'ollama.service…Assignment outside of section',
          "ollama.service…Missing '=', ignoring line",
        ],
        confidence: 'certain',
      },
      {
        says: ["Unknown {key name|key|lvalue} '<variable>' in section"],
        confidence: 'certain',
        with: ["Unknown {key name|key|lvalue} 'OLLAMA_"],
      },
      {
        says: ['of ollama.service changed on disk', 'ollama.service changed on disk. Run'],
        confidence: 'likely',
      },
      {
        says: ['Listening on 127.0.0.1:', 'OLLAMA_HOST:http://127.0.0.1:', 'OLLAMA_HOST:127.0.0.1'],
        confidence: 'likely',
        with: ['OLLAMA_HOST={0.0.0.0|"0.0.0.0|http://0.0.0.0|"http://0.0.0.0|:11434|[::]}'],
      },
    ],
    examples: [
      {
        text: 'systemd[1]: /etc/systemd/system/ollama.service.d/override.conf:3: Invalid environment assignment, ignoring: OLLAMA_ORIGINS',
        surface: 'log',
      },
      {
        text: "/etc/systemd/system/ollama.service.d/override.conf:2: Unknown key 'OLLAMA_HOST' in section [Service], ignoring.",
        surface: 'log',
      },
      {
        text: "Warning: The unit file, source configuration file or drop-ins of ollama.service changed on disk. Run 'systemctl daemon-reload' to reload units.",
        surface: 'cli',
      },
      {
        text: '$ export OLLAMA_HOST=0.0.0.0\ntime=2025-06-30T09:23:07.374Z level=INFO source=routes.go:1288 msg="Listening on 127.0.0.1:11434 (version 0.9.6)"',
        surface: 'log',
      },
    ],
    confirm: serverEnvironment,
    fixes: {
      restart: [{run: 'sudo systemctl daemon-reload', effect: 'needs-root', platform: 'linux'}, ...restartServer],
      set: setForServer('VARIABLE=VALUE'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'models-dir-permission': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `mkdir <path>: ${denied}: ensure path elements are traversable`,
          `{open|mkdir|remove|rename|chtimes|chmod|stat|lstat|link|symlink|unlinkat|readdirent|fdopendir|write|read} <path>{/blobs|/manifests|\\blobs|\\manifests}…: ${denied}`,
          `{open|mkdir|remove|rename|chtimes|chmod|stat|lstat|link|symlink|unlinkat} <path>{/blobs|/manifests|\\blobs|\\manifests}…: ${deniedElsewhere}`,
        ],
        confidence: 'certain',
        unless: ['modelfile', otherBlobs],
      },
      {
        says: [`^mkdir <path>: ${denied}`, `^mkdir <path>: ${deniedElsewhere}`],
        confidence: 'certain',
        with: ['mkdir …{ollama|models}'],
        unless: ['could not create directory', 'mkdir /tmp', 'mkdir /.ollama'],
      },
      // Of any program in Go that makes a directory.
      {
        says: [`^mkdir <path>: ${denied}`, `^mkdir <path>: ${deniedElsewhere}`],
        confidence: 'likely',
        unless: ['could not create directory', 'mkdir /tmp', 'mkdir /.', 'mkdir /nonexistent'],
      },
      {
        says: [
          `couldn't read dir '<path>': …${denied}`,
          "Permission denied: '<path>/.ollama/models",
          '.ollama/models…permission denied',
          'cannot create directory…ollama…permission denied',
          `ensure path elements are traversable`,
        ],
        confidence: 'likely',
        unless: ['not a directory', ...readOnly],
      },
    ],
    examples: [
      {text: 'Error: mkdir /data/ollama: permission denied: ensure path elements are traversable', surface: 'log'},
      {text: 'host ollama[1234]: Error: mkdir /mnt/disk/models: permission denied', surface: 'log'},
      {
        text: '{"error":"open /usr/share/ollama/.ollama/models/blobs/sha256-6a0746a1ec1a-partial: permission denied"}',
        surface: 'api',
        status: 500,
      },
      {text: 'Error: open D:\\ollama\\models\\blobs\\sha256-6a0746a1ec1a-partial-0: Access is denied.', surface: 'cli'},
    ],
    confirm: [
      {run: 'namei -l {path}', effect: 'safe', platform: 'linux'},
      {run: 'systemctl show ollama --property=User,ProtectHome,ProtectSystem', effect: 'safe', platform: 'linux'},
      {run: 'docker exec ollama ls -la /root/.ollama/models', effect: 'safe', platform: 'docker'},
      {run: 'ls -la ~/.ollama ~/.ollama/models', effect: 'safe', platform: 'macos'},
      {run: 'icacls "$env:USERPROFILE\\.ollama\\models"', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      owner: [
        {run: 'sudo chown -R ollama:ollama MODELS_DIR', effect: 'needs-root', platform: 'linux'},
        restartService,
        {run: 'sudo chown -R "$USER" ~/.ollama', effect: 'needs-root', platform: 'macos'},
        {
          run: 'icacls "$env:USERPROFILE\\.ollama" /grant ($env:USERNAME + ":(OI)(CI)F") /T',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
      traverse: [{run: 'sudo setfacl -m u:ollama:x PARENT_DIR', effect: 'needs-root', platform: 'linux'}],
      protectHome: editService('ProtectHome=no'),
      elsewhere: [
        {run: 'sudo install -d -o ollama -g ollama /srv/ollama/models', effect: 'needs-root', platform: 'linux'},
        ...editService('Environment="OLLAMA_MODELS=/srv/ollama/models"'),
      ],
    },
    links: ['https://docs.ollama.com/faq', 'https://docs.ollama.com/linux'],
  },
  'key-permission': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `could not create directory mkdir <path>: ${denied}`,
          `could not create directory mkdir <path>: ${deniedElsewhere}`,
          'mkdir /.ollama: permission denied',
        ],
        confidence: 'certain',
      },
      {
        says: [
          `{open|stat|read|write|chmod} <path>id_ed25519{: |.pub: }${denied}`,
          `{open|stat|read|write} <path>id_ed25519: ${deniedElsewhere}`,
        ],
        confidence: 'certain',
        with: [key],
      },
      {
        says: [
          `{open|stat} <path>id_ed25519{: |.pub: }{no such file or directory|not a directory|The system cannot find}`,
        ],
        confidence: 'likely',
        with: [key],
      },
      {
        says: [
          `could not create directory mkdir <path>: {no such file or directory|not a directory}`,
          'Failed to load private key: open <path>:',
          'Failed to load private key: …{cannot find|no such file|permission denied|access is denied}',
          'mkdir /nonexistent: permission denied',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {text: 'Error: could not create directory mkdir /usr/share/ollama: permission denied', surface: 'log'},
      {text: 'Error: open /usr/share/ollama/.ollama/id_ed25519: permission denied', surface: 'log'},
      {text: 'Error: pull model manifest: open /root/.ollama/id_ed25519: permission denied', surface: 'cli'},
      {
        text: '{"error":"pull model manifest: open /root/.ollama/id_ed25519: no such file or directory"}',
        surface: 'api',
        status: 500,
      },
    ],
    confirm: [
      {run: 'getent passwd ollama', effect: 'safe', platform: 'linux'},
      {run: 'sudo ls -la ~ollama/.ollama', effect: 'needs-root', platform: 'linux'},
      {run: "docker exec ollama sh -c 'id; ls -la ~/.ollama'", effect: 'safe', platform: 'docker'},
      {run: "kubectl exec deploy/ollama -- sh -c 'id; ls -la ~/.ollama'", effect: 'safe', platform: 'kubernetes'},
      {run: 'ls -la ~/.ollama', effect: 'safe', platform: 'macos'},
      {run: 'icacls "$env:USERPROFILE\\.ollama"', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      owner: [
        {run: 'sudo install -d -o ollama -g ollama HOME_DIR HOME_DIR/.ollama', effect: 'needs-root', platform: 'linux'},
        {run: 'sudo chown -R ollama:ollama HOME_DIR/.ollama', effect: 'needs-root', platform: 'linux'},
        restartService,
        {run: 'sudo chown -R "$USER" ~/.ollama', effect: 'needs-root', platform: 'macos'},
        {
          run: 'icacls "$env:USERPROFILE\\.ollama" /grant ($env:USERNAME + ":(OI)(CI)F") /T',
          effect: 'changes-state',
          platform: 'windows',
        },
      ],
      home: [
        {
          run: `${recreateContainer} -e HOME=/root -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, but without --user`,
          effect: 'changes-state',
          platform: 'docker',
        },
        {run: 'kubectl set env deploy/ollama HOME=WRITABLE_DIR', effect: 'changes-state', platform: 'kubernetes'},
      ],
      user: [
        {
          run: 'sudo useradd -r -s /bin/false -U -m -d /usr/share/ollama ollama',
          effect: 'needs-root',
          platform: 'linux',
        },
        restartService,
      ],
    },
    links: ['https://docs.ollama.com/linux', 'https://docs.ollama.com/docker'],
  },
  'key-invalid': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [unusableKey, 'unsupported private key type', 'malformed public key:'],
        confidence: 'certain',
        with: ['{pull model manifest|Failed to load private key|sign model recommendations|source=model_|ollama}'],
      },
      // Of any program that reads SSH keys in Go.
      {says: [unusableKey], confidence: 'likely'},
    ],
    examples: [
      {text: 'Error: pull model manifest: ssh: no key found', surface: 'cli'},
      {text: 'level=INFO source=auth.go:38 msg="Failed to load private key: ssh: no key found"', surface: 'log'},
    ],
    confirm: [
      {run: 'sudo head -c 36 ~ollama/.ollama/id_ed25519', effect: 'needs-root', platform: 'linux'},
      {run: 'docker exec ollama head -c 36 /root/.ollama/id_ed25519', effect: 'safe', platform: 'docker'},
      {
        run: 'kubectl exec deploy/ollama -- head -c 36 /root/.ollama/id_ed25519',
        effect: 'safe',
        platform: 'kubernetes',
      },
      {run: 'head -c 36 ~/.ollama/id_ed25519', effect: 'safe', platform: 'macos'},
      {
        run: 'Get-Content "$env:USERPROFILE\\.ollama\\id_ed25519" -TotalCount 1',
        effect: 'safe',
        platform: 'windows',
      },
    ],
    fixes: {
      restart: restartServer,
      replace: [
        {
          run: 'sudo mv ~ollama/.ollama/id_ed25519 ~ollama/.ollama/id_ed25519.bak',
          effect: 'needs-root',
          platform: 'linux',
        },
        {
          run: 'docker exec ollama mv /root/.ollama/id_ed25519 /root/.ollama/id_ed25519.bak',
          effect: 'changes-state',
          platform: 'docker',
        },
        {
          run: 'kubectl exec deploy/ollama -- mv /root/.ollama/id_ed25519 /root/.ollama/id_ed25519.bak',
          effect: 'changes-state',
          platform: 'kubernetes',
        },
        {run: 'mv ~/.ollama/id_ed25519 ~/.ollama/id_ed25519.bak', effect: 'changes-state', platform: 'macos'},
        {
          run: 'Rename-Item "$env:USERPROFILE\\.ollama\\id_ed25519" id_ed25519.bak',
          effect: 'changes-state',
          platform: 'windows',
        },
        ...restartServer,
      ],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'home-not-set': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['{Error|panic}: $HOME is not defined', '{Error|panic}: %userprofile% is not defined'],
        confidence: 'certain',
      },
      {
        says: [' $HOME is not defined', '%userprofile% is not defined', 'envconfig.Models()'],
        confidence: 'likely',
      },
      {
        says: ['$HOME are defined', ' HOME: unbound variable', ' HOME: parameter not set'],
        confidence: 'possible',
        unless: ['GOCACHE'],
      },
    ],
    examples: [
      {text: 'Error: $HOME is not defined', surface: 'log'},
      {text: 'panic: $HOME is not defined\n\ngoroutine 1 [running]:', surface: 'log'},
      {
        text: 'github.com/ollama/ollama/envconfig.Models()\n\tgithub.com/ollama/ollama/envconfig/config.go:94 +0xa5',
        surface: 'log',
      },
    ],
    confirm: [
      {run: 'systemctl show ollama --property=User,Environment', effect: 'safe', platform: 'linux'},
      ...serverEnvironment.filter(({platform}) => platform === 'docker' || platform === 'kubernetes'),
    ],
    fixes: {
      home: [
        ...editService('Environment="HOME=/usr/share/ollama"'),
        {
          run: `${recreateContainer} -e HOME=/root -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, such as --gpus=all`,
          effect: 'changes-state',
          platform: 'docker',
        },
        {run: 'kubectl set env deploy/ollama HOME=/root', effect: 'changes-state', platform: 'kubernetes'},
        {
          run: 'sudo brew services stop ollama && brew services start ollama  # a service of root has no HOME',
          effect: 'needs-root',
          platform: 'macos',
        },
      ],
      user: editService('User=ollama'),
    },
    links: ['https://docs.ollama.com/linux'],
  },
  'read-only-fs': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `{open|mkdir|remove|rename|chtimes|write} <path>: read-only file system: ensure path elements`,
          `{open|mkdir|remove|rename|chtimes|write} <path>: read-only file system`,
        ],
        confidence: 'certain',
        with: ['{/blobs|/manifests|ollama|ensure path}…read-only file system'],
        unless: ['nvidia-container-cli', 'mount source path', otherBlobs],
      },
      {
        says: [`{open|mkdir|remove|rename|chtimes|write} <path>: read-only file system`, ...readOnly],
        confidence: 'likely',
        unless: ['nvidia-container-cli'],
      },
    ],
    examples: [
      {
        text: 'Error: mkdir /srv/ollama/models: read-only file system: ensure path elements are traversable',
        surface: 'log',
      },
      {
        text: '{"error":"open /root/.ollama/models/blobs/sha256-6a0746a1ec1a-partial-0: read-only file system"}',
        surface: 'api',
      },
      {text: 'tee: /etc/systemd/system/ollama.service: Read-only file system', surface: 'cli'},
    ],
    confirm: [
      {run: 'findmnt -T {path}', effect: 'safe', platform: 'linux'},
      {run: 'systemctl show ollama --property=ProtectSystem,ReadWritePaths', effect: 'safe', platform: 'linux'},
      {run: "docker inspect --format '{{json .Mounts}}' ollama", effect: 'safe', platform: 'docker'},
      {run: 'kubectl describe deploy/ollama', effect: 'safe', platform: 'kubernetes'},
    ],
    fixes: {
      mount: [
        {run: 'sudo mount -o remount,rw MOUNT_POINT', effect: 'needs-root', platform: 'linux'},
        {
          run: `${recreateContainer} -p 127.0.0.1:11434:11434 ollama/ollama  # with the flags it had, but without :ro and --read-only`,
          effect: 'changes-state',
          platform: 'docker',
        },
      ],
      sandbox: editService('ReadWritePaths=MODELS_DIR'),
      elsewhere: [
        {run: 'sudo install -d -o ollama -g ollama /var/lib/ollama', effect: 'needs-root', platform: 'linux'},
        ...editService('Environment="HOME=/var/lib/ollama"'),
      ],
      container: runInContainer,
    },
    links: ['https://docs.ollama.com/linux', 'https://docs.ollama.com/docker'],
  },
  'server-crash-on-start': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'server not responding - timed out waiting for server to start',
          'ollama serve (code=exited, status=127)',
          'ollama serve (code=dumped',
          'ollama.service: Main process exited, code=exited, status=127',
          'ollama.service: Main process exited, code=dumped',
        ],
        confidence: 'likely',
      },
      {says: ['timed out waiting for server to start'], confidence: 'possible'},
      {
        says: [
          'ollama serve (code=exited, status={1|2|3|4|6|7|8|9}',
          'ollama.service: Main process exited, code=exited, status={1|2|3|4|6|7|8|9}',
          'ollama.service: Main process exited, code=killed, status={4|6|7|8|11}',
          "ollama.service: Failed with result '{exit-code|core-dump|signal|timeout|start-limit-hit|protocol}'",
          'Unit ollama.service entered failed state',
          'Failed to start ollama.service - Ollama Service',
          'Failed to start Ollama Service',
          'ollama.service: Scheduled restart job, restart counter is at #',
          'ollama.service: Start request repeated too quickly',
          'ollama.service holdoff time over, scheduling restart',
          'server crash # - exit code # - respawning',
          'msg="failed to restart server',
          'Failed to spawn ollama server',
          'msg="ollama exited" err="exit status #',
          'Back-off restarting failed container{ ollama| =ollama}',
          'ollama…CrashLoopBackOff',
        ],
        confidence: 'likely',
        kind: 'effect',
        unlessThen: ['Listening on …(version'],
      },
      {
        says: [
          'ollama server not ready',
          'timeout waiting for Ollama server to be ready',
          'could not connect to a running Ollama instance',
          'could not connect to ollama',
          'ollama…Restarting (#)',
          'CrashLoopBackOff',
        ],
        confidence: 'possible',
        kind: 'effect',
      },
    ],
    examples: [
      {text: 'Error: ollama server not responding - timed out waiting for server to start', surface: 'cli'},
      {text: 'Process: 2041 ExecStart=/usr/local/bin/ollama serve (code=exited, status=127)', surface: 'log'},
      {
        text: 'host systemd[1]: ollama.service: Main process exited, code=exited, status=1/FAILURE\nhost systemd[1]: ollama.service: Scheduled restart job, restart counter is at 57.',
        surface: 'log',
      },
      {text: 'level=WARN source=server.go:163 msg="server crash 4 - exit code 2 - respawning"', surface: 'log'},
    ],
    confirm: [
      {run: 'systemctl status ollama --no-pager', effect: 'safe', platform: 'linux'},
      {run: 'docker ps -a --filter name=ollama', effect: 'safe', platform: 'docker'},
      {run: 'kubectl logs --previous deploy/ollama', effect: 'safe', platform: 'kubernetes'},
      {run: 'tail -n 50 ~/.ollama/logs/app.log', effect: 'safe', platform: 'macos'},
      {run: 'Get-Content "$env:LOCALAPPDATA\\Ollama\\app.log" -Tail 50', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      log: readLog,
      foreground: [
        {run: 'sudo systemctl stop ollama', effect: 'needs-root', platform: 'linux'},
        {run: 'sudo -H -u ollama ollama serve', effect: 'needs-root', platform: 'linux'},
        {run: 'ollama serve', effect: 'changes-state', platform: 'macos'},
        {run: 'ollama serve', effect: 'changes-state', platform: 'windows'},
      ],
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'stale-app-instance': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'existing instance found, exiting',
          'Detected another instance of ollama running, exiting',
          'failed to stop existing ollama server',
          'failed to cleanup previous ollama process',
        ],
        confidence: 'likely',
        kind: 'effect',
      },
      {says: ['^timed out waiting for server to start'], confidence: 'likely'},
      {says: ['^upgrade in progress'], confidence: 'likely'},
      {
        says: ['DeleteFile failed; code #', 'Setup was unable to automatically close all applications'],
        confidence: 'possible',
      },
      {says: ['timed out waiting for server to start', 'unable to start ollama app'], confidence: 'possible'},
    ],
    examples: [
      {text: 'Error: timed out waiting for server to start', surface: 'cli'},
      {text: 'level=INFO source=app_windows.go:79 msg="existing instance found, exiting"', surface: 'log'},
      {
        text: 'level=WARN source=server.go:218 msg="failed to stop existing ollama server" err="exit status 1"',
        surface: 'log',
      },
      {text: 'Error: upgrade in progress...', surface: 'cli'},
    ],
    confirm: ollamaProcesses,
    fixes: {
      restart: restartServer,
      kill: [
        {run: 'killall -9 Ollama ollama; open -a Ollama', effect: 'changes-state', platform: 'macos'},
        {run: 'taskkill /F /IM "ollama app.exe" /IM ollama.exe', effect: 'changes-state', platform: 'windows'},
      ],
      serve: [
        {run: 'ollama serve', effect: 'changes-state', platform: 'macos'},
        {run: 'ollama serve', effect: 'changes-state', platform: 'windows'},
      ],
    },
    links: ['https://docs.ollama.com/windows', 'https://docs.ollama.com/troubleshooting'],
  },
  'execution-blocked': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          `fork/exec <path>: ${denied}`,
          `fork/exec <path>: ${deniedElsewhere}`,
          'exit status 0xc0000022',
          'exit status 3221225506',
          'exit status 0xc0e90002',
          'exit status 0xc0000428',
          'Failed at step EXEC spawning <path>: {permission denied|operation not permitted}',
          '{Failed|Unable} to locate executable <path>: {permission denied|operation not permitted}',
          'because the file contains a virus or potentially unwanted software',
          'This program is blocked by group policy',
          'Application Control policy has blocked this file',
          'Permission denied [<path>ollama',
          '{libggml|libcu|libllama|libmlx|llama-server|lib/ollama}…: cannot open shared object file: Permission denied',
        ],
        confidence: 'certain',
        with: ['llama'],
        unless: ['may have noexec set', 'fork/exec /tmp', '/runners/'],
      },
      {
        says: [
          `fork/exec <path>: ${denied}`,
          '0xc0000022',
          '{avc: denied|fapolicyd|apparmor="DENIED"}…exec…ollama',
          'This program is blocked by group policy',
          'Application Control policy has blocked this file',
          'bin/ollama: {permission denied|operation not permitted}',
          '{trojan:|exploit:|quarantine|wacatac|IDP.Generic|false positive}…ollama',
          'ollama…{quarantine|wacatac|IDP.Generic|threat detected|virus detected}',
          'ollama…cannot be opened because the developer cannot be verified',
          'could not verify {"ollama"|ollama|"ollama.app"} is free of malware',
          '{"ollama"|"ollama.app"} is damaged and can\'t be opened',
          'llama…has been blocked by your system administrator',
          'llama…failed to map segment from shared object',
          'enthält einen Virus oder möglicherweise unerwünschte Software',
          'contient un virus ou un logiciel potentiellement indésirable',
          'contiene un virus o software potencialmente no deseado',
          '文件包含病毒或潜在的垃圾软件',
        ],
        confidence: 'likely',
        unless: ['may have noexec set', 'fork/exec /tmp'],
      },
      {says: ['may have noexec set', 'code=exited, status=203/EXEC'], confidence: 'possible'},
    ],
    examples: [
      {text: 'llama runner process has terminated: exit status 0xc0000022', surface: 'cli'},
      {
        text: '{"error":"error starting llama-server: fork/exec /usr/local/lib/ollama/llama-server: permission denied "}',
        surface: 'api',
        status: 500,
      },
      {
        text: 'Error: llama runner process has terminated: error:status: Permission denied [/usr/lib/ollama/libggml-cpu.so]',
        surface: 'cli',
      },
      {text: 'Error: error starting runner: fork/exec /usr/bin/ollama: operation not permitted', surface: 'cli'},
      {
        text: 'fork/exec C:\\Users\\user\\AppData\\Local\\Programs\\Ollama\\ollama.exe: Operation did not complete successfully because the file contains a virus or potentially unwanted software.',
        surface: 'log',
      },
    ],
    confirm: [
      {run: 'namei -l "$(command -v ollama)"', effect: 'safe', platform: 'linux'},
      {run: 'sudo ausearch -m AVC,FANOTIFY -ts recent', effect: 'needs-root', platform: 'linux'},
      {run: 'findmnt -no OPTIONS -T "$(command -v ollama)"', effect: 'safe', platform: 'linux'},
      {run: 'xattr -l /Applications/Ollama.app', effect: 'safe', platform: 'macos'},
      {run: 'Get-MpThreatDetection | Select-Object -First 5', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      mode: [
        {run: 'sudo chmod 755 /usr/local/bin/ollama', effect: 'needs-root', platform: 'linux'},
        {run: 'sudo chmod -R a+rX /usr/local/lib/ollama', effect: 'needs-root', platform: 'linux'},
        restartService,
      ],
      policy: [
        {
          run: 'sudo restorecon -Rv /usr/local/bin/ollama /usr/local/lib/ollama',
          effect: 'needs-root',
          platform: 'linux',
        },
        {
          run: 'sudo fapolicyd-cli --file add /usr/local/bin/ollama && sudo fapolicyd-cli --file add /usr/local/lib/ollama/ && sudo fapolicyd-cli --update',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
      allow: [
        {
          run: 'Add-MpPreference -ExclusionPath "$env:LOCALAPPDATA\\Programs\\Ollama"',
          effect: 'needs-root',
          platform: 'windows',
        },
      ],
      reinstall: upgradeOllama,
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'libc-too-old': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: missingSymbolVersion,
        confidence: 'certain',
        with: ['llama'],
        // Another, older library is loaded in place of the system's; the server then goes another way.
        unless: ['{conda|/envs/|/venv/}', 'native GPU discovery failed'],
      },
      {says: missingSymbolVersion, confidence: 'likely', with: ['llama']},
      // Of any program.
      {says: missingSymbolVersion, confidence: 'possible', unless: ['ImportError']},
      {
        says: [
          'Error relocating <path>ollama…symbol not found',
          'which is newer than running OS',
          'ollama: {cannot execute: required file not found|no such file or directory: ld-linux}',
        ],
        confidence: 'likely',
      },
    ],
    examples: [
      {
        text: "ollama: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.28' not found (required by ollama)",
        surface: 'cli',
      },
      {text: 'ollama: /usr/lib64/libstdc++.so.6: version GLIBCXX_3.4.25 not found', surface: 'cli'},
    ],
    confirm: [
      {run: 'ldd --version', effect: 'safe', platform: 'linux'},
      {run: 'cat /etc/os-release', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      container: runInContainer,
      upgradeSystem: [],
      olderOllama: [
        {
          run: 'curl -fsSL https://ollama.com/install.sh | OLLAMA_VERSION=VERSION sh',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
    },
    links: ['https://docs.ollama.com/docker', 'https://docs.ollama.com/linux'],
  },
  'not-installed-or-path': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'ollama: {command not found|未找到命令|找不到指令|commande introuvable|orden no encontrada|comando não encontrado|comando non trovato|команда не найдена|komut bulunamadı|コマンドが見つかりません|Kommando nicht gefunden|Befehl nicht gefunden}',
          'ollama：{未找到命令|找不到指令|命令未找到}',
          'ollama : commande introuvable',
          'command not found: ollama',
          'Unknown command: ollama',
          '{sh|dash|ash}: ollama: not found',
          '{sh|dash|ash}: #: ollama: not found',
          '{sh|dash|ash}: line #: ollama: not found',
          "Command 'ollama' not found",
          'ollama{\'|"|.exe\'|.exe"} is not recognized as {an internal|the name of|a name of}',
          'ollama is not recognized as {an internal|the name of|a name of}',
          "ollama{'|\"} n'est pas reconnu",
          'ollama " n\'est pas reconnu',
          'ollama{\'|"} no se reconoce como',
          'ollama{\'|"} não é reconhecido como',
          'ollama{\'|"} non è riconosciuto come',
          'ollama{\'|"} ist entweder falsch geschrieben',
          'ollama{\'|"} wurde nicht als Name eines Cmdlet',
          'ollama{\'|"} не является внутренней или внешней',
          'ollama{\'|"} не распознано как имя командлета',
          'ollama{\'|"} nie jest rozpoznawana jako',
          'ollama{\'|"} iç ya da dış komut',
          'ollama{\'|"} 不是内部或外部命令',
          'ollama{\'|"} 不是內部或外部命令',
          '无法将"ollama"项识别为',
          "無法辨識 'ollama' 詞彙",
          'ollama{\'|"} は、内部コマンドまたは外部コマンド',
          'ollama{\'|"}은(는) 내부 또는 외부 명령',
          'exec: "ollama": executable file not found',
          '{Failed|Unable} to locate executable <path>ollama: No such file or directory',
          "{Failed|Unable} to locate executable '<path>ollama': No such file or directory",
          'Failed at step EXEC spawning <path>ollama: No such file or directory',
        ],
        confidence: 'certain',
        unless: ['fork/exec', 'Docker is not'],
      },
      {
        says: [
          'ollama…is not recognized as {an internal|the name of|a name of}',
          // Also where the program is there and its loader or the working directory is not.
          'spawn ollama ENOENT',
          "No such file or directory: 'ollama'",
          "bin/ollama': No such file or directory",
          'bin/ollama: No such file or directory',
          'no such file or directory: <path>bin/ollama',
          'ollama: not found$',
          'ollama.service: {Main process exited, code=exited, status=203/EXEC|Failed at step EXEC}',
          'ollama serve (code=exited, status=203/EXEC)',
          "ollama {is not|isn't|not} installed{.|,|:|;|)|!}",
          "ollama {is not|isn't|not} installed$",
          'ollama not found in PATH',
          'Unit ollama.service {not found|could not be found|does not exist}',
          'Could not find the requested service ollama',
          'could not {find|locate} ollama app',
          'missing ollama.exe',
          'ollama {executable|command|binary} not found',
        ],
        confidence: 'likely',
        unless: ["'OLLAMA_", '"OLLAMA_', 'Permission denied', 'container', 'fork/exec'],
      },
      {says: ["ollama {is not|isn't|not} installed"], confidence: 'possible'},
    ],
    examples: [
      {text: '/bin/bash: line 1: ollama: command not found', surface: 'cli'},
      {
        text: "'ollama' is not recognized as an internal or external command,\noperable program or batch file.",
        surface: 'cli',
      },
      {text: '无法将“ollama”项识别为 cmdlet、函数、脚本文件或可运行程序的名称。', surface: 'cli'},
      {
        text: 'host systemd[1234]: ollama.service: Failed to locate executable /usr/bin/ollama: No such file or directory',
        surface: 'log',
      },
      {text: 'Error: spawn ollama ENOENT', surface: 'client'},
    ],
    confirm: [
      {run: 'command -v ollama', effect: 'safe', platform: 'linux'},
      {run: 'systemctl cat ollama', effect: 'safe', platform: 'linux'},
      {run: 'command -v ollama; ls -d /Applications/Ollama.app', effect: 'safe', platform: 'macos'},
      {
        run: 'Get-Command ollama; Test-Path "$env:LOCALAPPDATA\\Programs\\Ollama\\ollama.exe"',
        effect: 'safe',
        platform: 'windows',
      },
      {run: 'docker ps -a --filter ancestor=ollama/ollama', effect: 'safe', platform: 'docker'},
    ],
    fixes: {
      path: [
        {run: 'export PATH="$PATH:/usr/local/bin"', effect: 'changes-state', platform: 'linux'},
        {run: 'open -a Ollama  # it offers to install the command', effect: 'changes-state', platform: 'macos'},
        {run: '$env:PATH += ";$env:LOCALAPPDATA\\Programs\\Ollama"', effect: 'changes-state', platform: 'windows'},
        {run: 'docker exec -it ollama ollama list', effect: 'safe', platform: 'docker'},
      ],
      install: [
        {run: 'curl -fsSL https://ollama.com/install.sh | sh', effect: 'needs-root', platform: 'linux'},
        ...runInContainer,
        {run: 'brew install --cask ollama-app', effect: 'changes-state', platform: 'macos'},
        {run: 'winget install Ollama.Ollama', effect: 'changes-state', platform: 'windows'},
      ],
      unit: [
        {run: 'sudo systemctl edit --full ollama  # correct ExecStart', effect: 'needs-root', platform: 'linux'},
        restartService,
      ],
    },
    links: ['https://docs.ollama.com/quickstart', 'https://docs.ollama.com/linux'],
  },
  'install-download-failed': {
    severity: 'error',
    retryable: true,
    patterns: [
      {
        says: [
          'gzip: stdin: {unexpected end of file|not in gzip format|invalid compressed data}',
          '/*stdin*\\{: | : }{unsupported format|Read error|Decoding error|premature end|unexpected end}',
        ],
        confidence: 'certain',
        with: ['ollama'],
        unless: ['No space left on device', 'Failed to open the file /tmp'],
      },
      {
        says: [
          'This version requires zstd for extraction',
          'Download failed for https://ollama.com',
          'Download failed: not found at https://ollama.com',
          'bin/ollama: line #: {syntax error|`<html|<html}',
        ],
        confidence: 'certain',
        unless: ['No space left on device', 'Failed to open the file /tmp'],
      },
      {
        says: [
          'gzip: stdin: {unexpected end of file|not in gzip format|invalid compressed data}',
          '/*stdin*\\{: | : }{unsupported format|Read error|Decoding error|premature end|unexpected end}',
          'Installer signature verification failed',
          'sh: line #: syntax error near unexpected token `<',
          'sh: #: Syntax error: newline unexpected',
          'tar: Unexpected EOF in archive',
          'tar: Child returned status #',
          'tar: Error is not recoverable: exiting now',
          'tar: This does not look like a tar archive',
          'curl: ({6|7|16|18|22|28|35|52|55|56|92})…ollama.com',
          'Installation failed with exit code #',
          'The following tools are required but missing',
        ],
        confidence: 'likely',
        unless: ['No space left on device'],
      },
      {
        says: ['curl: ({16|18|22|28|35|52|55|56|92})', 'curl: ({6|7}) …{ollama.com|github.com|githubusercontent.com}'],
        confidence: 'likely',
        with: ['{>>> Downloading|>>> Installing|install.sh}'],
      },
      {says: ['curl: (23)'], confidence: 'possible', with: ['{gzip: stdin|tar: |zstd}']},
    ],
    examples: [
      {
        text: '>>> Downloading Linux amd64 bundle\ncurl: (92) HTTP/2 stream 1 was not closed cleanly: PROTOCOL_ERROR (err 1)\n\ngzip: stdin: unexpected end of file\ntar: Child returned status 1',
        surface: 'cli',
      },
      {text: 'zstd: /*stdin*\\: unsupported format\ntar: Child returned status 1', surface: 'cli'},
      {text: '/usr/local/bin/ollama: line 2: syntax error near unexpected token `<', surface: 'cli'},
      {
        text: 'curl: (22) The requested URL returned error: 403\n>>> Downloading ollama from https://ollama.com',
        surface: 'cli',
      },
      {text: 'ERROR: This version requires zstd for extraction. Please install zstd and try again:', surface: 'cli'},
    ],
    confirm: [
      {run: 'curl -fsSLI https://ollama.com/download/ollama-linux-amd64.tar.zst', effect: 'safe', platform: 'linux'},
      {run: 'df -h /tmp /usr/local', effect: 'safe', platform: 'linux'},
      {run: 'curl.exe -fsSLI https://ollama.com/download/OllamaSetup.exe', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      again: [
        {run: 'curl -fsSL https://ollama.com/install.sh | sh', effect: 'needs-root', platform: 'linux'},
        {run: 'winget install Ollama.Ollama', effect: 'changes-state', platform: 'windows'},
      ],
      tools: [{run: 'sudo apt-get install -y curl zstd', effect: 'needs-root', platform: 'linux'}],
      proxy: [
        {
          run: 'export https_proxy=http://PROXY:PORT && curl -fsSL https://ollama.com/install.sh | sh',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
      resume: [
        {
          run: 'curl -fL -C - -O https://ollama.com/download/ollama-linux-amd64.tar.zst',
          effect: 'changes-state',
          platform: 'linux',
        },
        {
          run: 'sudo tar --zstd -xf ollama-linux-amd64.tar.zst -C /usr/local',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
    },
    links: ['https://docs.ollama.com/linux', 'https://github.com/ollama/ollama/releases'],
  },
  'install-snap-curl': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['Failed to open the file /tmp/<path>: No such file or', '/snap/bin/curl'],
        confidence: 'certain',
        with: ['curl: (23)'],
        unless: ['No space left on device'],
      },
      {
        says: ['Failed to open the file /tmp/<path>: {no such file or directory|permission denied|no such file or}'],
        confidence: 'likely',
        unless: ['No space left on device'],
      },
      {
        says: ['curl: (23)'],
        confidence: 'likely',
        with: ['{>>> |install.sh}'],
        unless: ['gzip: stdin', 'tar: ', 'zstd', 'No space left on device'],
      },
      // Also where what curl is piped into ends early.
      {says: ['curl: (23)'], confidence: 'possible', unless: ['No space left on device']},
    ],
    examples: [
      {
        text: '>>> Downloading ollama...\nWarning: Failed to open the file /tmp/tmp.aB3dE5fG7h/ollama: No such file or\ncurl: (23) Failure writing output to destination',
        surface: 'cli',
      },
      {text: 'curl: (23) Failed writing body (0 != 16360)', surface: 'cli'},
    ],
    confirm: [{run: 'command -v curl; snap list curl', effect: 'safe', platform: 'linux'}],
    fixes: {
      replace: [
        {run: 'sudo snap remove curl', effect: 'needs-root', platform: 'linux'},
        {run: 'sudo apt-get install -y curl', effect: 'needs-root', platform: 'linux'},
        {run: 'hash -r && curl -fsSL https://ollama.com/install.sh | sh', effect: 'needs-root', platform: 'linux'},
      ],
      space: [{run: 'df -h /tmp /usr/local', effect: 'safe', platform: 'linux'}],
    },
    links: ['https://docs.ollama.com/linux'],
  },
  'ca-store-outdated': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: ['failed to load system roots and no roots provided'],
        confidence: 'certain',
        with: ['{ollama|pull model manifest}'],
      },
      {
        says: [
          'failed to load system roots and no roots provided',
          'error setting certificate verify locations',
          'error setting certificate file',
          'curl: (77)',
          'SSL certificate problem: {unable to get local issuer certificate|certificate has expired|certificate is not yet valid|unable to get issuer certificate}',
          'curl: (60)',
          "Unable to locally verify the issuer's authority",
          'server certificate verification failed. CAfile',
        ],
        confidence: 'likely',
      },
      {
        says: ['x509: certificate signed by unknown authority', 'x509: certificate has expired or is not yet valid'],
        confidence: 'possible',
      },
    ],
    examples: [
      {text: 'curl: (60) SSL certificate problem: unable to get local issuer certificate', surface: 'cli'},
      {
        text: 'curl: (77) error setting certificate verify locations:  CAfile: /etc/ssl/certs/ca-certificates.crt',
        surface: 'cli',
      },
      {
        text: 'Error: pull model manifest: Get "https://registry.ollama.ai/v2/library/llama3/manifests/latest": tls: failed to verify certificate: x509: failed to load system roots and no roots provided',
        surface: 'cli',
      },
    ],
    confirm: [
      {run: 'date -u', effect: 'safe', platform: 'linux'},
      {run: 'curl -vI https://ollama.com', effect: 'safe', platform: 'linux'},
      {run: 'docker exec ollama date -u', effect: 'safe', platform: 'docker'},
    ],
    fixes: {
      clock: [
        {run: 'sudo timedatectl set-ntp true', effect: 'needs-root', platform: 'linux'},
        {run: 'w32tm /resync', effect: 'needs-root', platform: 'windows'},
      ],
      bundle: [
        {
          run: 'sudo apt-get update && sudo apt-get install -y ca-certificates  # or: sudo dnf upgrade -y ca-certificates',
          effect: 'needs-root',
          platform: 'linux',
        },
        {run: 'sudo update-ca-certificates', effect: 'needs-root', platform: 'linux'},
        restartService,
        {run: 'docker pull ollama/ollama  # then recreate the container', effect: 'changes-state', platform: 'docker'},
      ],
      company: [
        {
          run: 'sudo cp FILE.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates',
          effect: 'needs-root',
          platform: 'linux',
        },
        restartService,
      ],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'several-servers': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: ollamaProcesses,
    fixes: {
      stop: [
        {run: 'ps -o pid,user,lstart,args -C ollama', effect: 'safe', platform: 'linux'},
        {run: 'kill PID', effect: 'changes-state', platform: 'linux'},
        {run: 'docker stop ollama', effect: 'changes-state', platform: 'docker'},
        {run: 'osascript -e \'quit app "Ollama"\'', effect: 'changes-state', platform: 'macos'},
        {run: 'Stop-Process -Id PID', effect: 'changes-state', platform: 'windows'},
      ],
      disable: [
        {run: 'sudo systemctl disable --now ollama', effect: 'needs-root', platform: 'linux'},
        {run: 'brew services stop ollama', effect: 'changes-state', platform: 'macos'},
      ],
      keep: [],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'version-mismatch-old-server': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {says: ['ollama version is <serverVersion> Warning: client version is <clientVersion>'], confidence: 'likely'},
      {
        says: ['client version is <clientVersion>'],
        confidence: 'likely',
        with: ['ollama version is'],
        unless: ['could not connect to a running Ollama instance'],
      },
      {says: ['the ollama server must be updated to use'], confidence: 'certain'},
    ],
    examples: [
      {text: 'ollama version is 0.5.7\nWarning: client version is 0.9.6', surface: 'cli'},
      {text: 'Error: the ollama server must be updated to use `ollama create` with this client', surface: 'cli'},
    ],
    confirm: [...versions, ...ollamaProcesses],
    fixes: {
      restart: restartServer,
      find: [
        {run: 'type -a ollama; ps -eo pid,user,lstart,args | grep "[o]llama serve"', effect: 'safe', platform: 'linux'},
        {run: 'type -a ollama; ps -axo pid,user,lstart,args | grep "[o]llama"', effect: 'safe', platform: 'macos'},
        {run: 'Get-Command ollama -All', effect: 'safe', platform: 'windows'},
        {run: 'docker ps --filter publish=11434', effect: 'safe', platform: 'docker'},
      ],
      upgrade: upgradeOllama,
    },
    links: [],
  },
  'ollama-origins-malformed': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'bad origin: origins must',
          "origins must contain '*' or include",
          "origins must either be '*' or include",
        ],
        confidence: 'certain',
      },
    ],
    examples: [
      {
        text: "panic: bad origin: origins must contain '*' or include http://,https://,chrome-extension://,safari-extension://,moz-extension://,ms-browser-extension://",
        surface: 'log',
      },
    ],
    confirm: serverEnvironment,
    fixes: {
      write: setForServer('OLLAMA_ORIGINS=https://app.example.com'),
      unset: unsetForServer('OLLAMA_ORIGINS'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'port-privileged': {
    severity: 'error',
    retryable: false,
    patterns: [
      {says: ['^listen tcp <host>{:80|:443|:81|:88|:800|:444}: bind: permission denied'], confidence: 'certain'},
      {says: ['listen {tcp|tcp4|tcp6} <address>: bind: permission denied'], confidence: 'likely'},
      {says: ['listen EACCES: permission denied'], confidence: 'possible'},
    ],
    examples: [
      {text: 'Error: listen tcp 0.0.0.0:80: bind: permission denied', surface: 'log'},
      {text: 'Error: listen tcp 0.0.0.0:636: bind: permission denied', surface: 'log'},
    ],
    confirm: serverEnvironment,
    fixes: {
      port: setForServer('OLLAMA_HOST=127.0.0.1:11434').filter(outsideContainers),
      capability: editService('AmbientCapabilities=CAP_NET_BIND_SERVICE'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'temp-dir-unusable': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'failed to initialize {backend|baackend}: open <path>: {no such file or directory|permission denied|not a directory|read-only file system}',
          'failed to generate tmp dir',
          'create payload temp dir',
          'extractFiles could not mkdir',
          'mkdir /tmp/ollama<path>: {permission denied|no such file or directory|not a directory}',
          'open /tmp/ollama#<path>: {permission denied|no such file or directory|not a directory|read-only file system}',
        ],
        confidence: 'certain',
        unless: ['No space left on device', '/runners/'],
      },
      {
        says: [
          'open <path>{/ollama-gguf|\\ollama-gguf|/ollama-safetensors|\\ollama-safetensors}',
          'stat <path>/ollama-tf',
          'mktemp: failed to create directory via template',
          '{unable|failed} to create {temp|temporary|tmp} {dir|file}',
          'open /tmp/<path>: permission denied',
          'mkdir /tmp: {permission denied|read-only file system}',
        ],
        confidence: 'likely',
        unless: ['No space left on device', 'modelfile', '/runners/'],
      },
      {says: ['No usable temporary directory found'], confidence: 'possible'},
    ],
    examples: [
      {
        text: 'level=INFO source=runner.go:464 msg="failure during GPU discovery" error="runner error: failed to initialize backend: open /nonexistent/2979602717.bin: no such file or directory"',
        surface: 'log',
      },
      {text: 'Error: failed to generate tmp dir: mkdir /tmp/ollama3571982: permission denied', surface: 'log'},
    ],
    confirm: [
      {run: 'systemctl show ollama --property=Environment,PrivateTmp', effect: 'safe', platform: 'linux'},
      {run: 'ls -ld /tmp /var/tmp', effect: 'safe', platform: 'linux'},
      {run: "docker exec ollama sh -c 'ls -ld $TMPDIR /tmp'", effect: 'safe', platform: 'docker'},
      {run: 'ls -ld "$TMPDIR"', effect: 'safe', platform: 'macos'},
      {run: 'Test-Path $env:TEMP', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      unset: unsetForServer('TMPDIR').filter(({platform}) => platform !== 'windows'),
      mode: [
        {run: 'sudo chmod 1777 /tmp', effect: 'needs-root', platform: 'linux'},
        restartService,
        {run: 'New-Item -ItemType Directory -Force $env:TEMP', effect: 'changes-state', platform: 'windows'},
      ],
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
  'models-dir-not-a-directory': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'mkdir <path>: not a directory: ensure path elements are traversable',
          '{open|mkdir|stat|lstat|remove|rename|readdirent|fdopendir} <path>{/blobs|/manifests}…: not a directory',
          '{open|mkdir|stat|readdirent} <path>{\\blobs|\\manifests}…: The directory name is invalid',
        ],
        confidence: 'certain',
        unless: ['could not create directory', 'mkdir /tmp/ollama'],
      },
      {
        says: [
          '^mkdir <path>: {not a directory|The system cannot find the path specified|The directory name is invalid|file exists|no such file or directory}',
        ],
        confidence: 'likely',
        unless: ['could not create directory'],
      },
    ],
    examples: [
      {text: 'Error: mkdir /srv/ollama/models: not a directory: ensure path elements are traversable', surface: 'log'},
      {text: 'Error: mkdir E:\\ollama: The system cannot find the path specified.', surface: 'log'},
    ],
    confirm: [
      {run: 'ls -ld {path}', effect: 'safe', platform: 'linux'},
      {run: 'ls -ld {path}', effect: 'safe', platform: 'macos'},
      {run: 'Get-Item {path}', effect: 'safe', platform: 'windows'},
      ...serverEnvironment.filter(({platform}) => platform === 'docker'),
    ],
    fixes: {
      folder: setForServer('OLLAMA_MODELS=MODELS_DIR'),
      rename: [
        {run: 'sudo mv {path} {path}.bak', effect: 'needs-root', platform: 'linux'},
        restartService,
        {run: 'mv {path} {path}.bak', effect: 'changes-state', platform: 'macos'},
      ],
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'cli-usage': {
    severity: 'error',
    retryable: false,
    patterns: [
      {
        says: [
          'unknown command "<command>" for "ollama',
          "only one of '--license', '--modelfile'",
          'model selection requires an interactive terminal; use --model',
          'embedding models require input text. Usage: ollama run',
        ],
        confidence: 'certain',
      },
      {
        // As every program with the same library says it.
        says: [
          '^accepts # arg(s), received #',
          '^accepts at most # arg(s), received #',
          '^accepts between # and # arg(s), received #',
          '^requires at least # arg(s), only received #',
          '^flag needs an argument: ',
          '^bad flag syntax: ',
          '^invalid argument "<value>" for "<flag>" flag',
          '^unknown flag: <flag>',
          "^unknown shorthand flag: '<flag>' in",
          'pflag: help requested',
        ],
        confidence: 'likely',
        unless: ["See 'docker", 'docker run', 'kubectl', 'helm', 'llama-server', 'docker: '],
      },
    ],
    examples: [
      {text: 'Error: unknown command "signin" for "ollama"', surface: 'cli'},
      {text: 'Error: unknown flag: --context', surface: 'cli'},
      {text: "Error: unknown shorthand flag: 'm' in -m", surface: 'cli'},
      {text: 'Error: accepts 1 arg(s), received 0', surface: 'cli'},
      {text: 'Error: requires at least 1 arg(s), only received 0', surface: 'cli'},
    ],
    confirm: [{run: 'ollama --help', effect: 'safe'}, ...versions],
    fixes: {
      help: [{run: 'ollama help COMMAND', effect: 'safe'}],
      upgrade: upgradeOllama,
    },
    links: ['https://docs.ollama.com/quickstart'],
  },
  'unit-line-ignored': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [
      {run: 'systemd-analyze verify ollama.service', effect: 'safe', platform: 'linux'},
      {run: 'systemctl show ollama --property=Environment', effect: 'safe', platform: 'linux'},
    ],
    fixes: {
      line: [
        {
          run: 'sudo systemctl edit ollama  # add: [Service] and below it Environment="{variable}=VALUE"',
          effect: 'needs-root',
          platform: 'linux',
        },
        restartService,
      ],
      remove: [{run: 'systemctl cat ollama', effect: 'safe', platform: 'linux'}],
    },
    links: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Environment='],
  },
  'config-unknown-variable': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {says: [`${assigning}${neverRead}{=| }`], confidence: 'likely', kind: 'wrapper'},
      {
        says: [`${neverRead}{=|:}`, 'OLLAMA_GPU_LAYERS'],
        confidence: 'possible',
        kind: 'wrapper',
        surfaces: ['log', 'cli'],
      },
    ],
    examples: [
      {text: 'Environment="OLLAMA_NUM_CTX=8192"', surface: 'cli'},
      {text: 'export OLLAMA_TIMEOUT=600', surface: 'cli'},
      {text: 'OLLAMA_PORT=11500', surface: 'cli'},
    ],
    confirm: [{run: 'ollama serve --help', effect: 'safe'}, ...serverEnvironment],
    fixes: {
      rename: setForServer('{suggestion}=VALUE').map((command) => ({...command, run: `[${command.run}]`})),
      request: [],
      remove: unsetForServer('{variable}'),
    },
    links: ['https://docs.ollama.com/faq'],
  },
  'config-variable-version': {
    severity: 'warning',
    retryable: false,
    patterns: [],
    examples: [],
    confirm: [{run: 'ollama serve --help', effect: 'safe'}, ...serverEnvironment],
    fixes: {upgrade: upgradeOllama, remove: unsetForServer('{variable}')},
    links: ['https://docs.ollama.com/faq'],
  },
  'config-invalid-value': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'invalid environment variable, using default" key=<variable> value=<value> ',
          'invalid environment variable, using default',
          'msg="invalid setting" <variable>=',
          '<variable>=client2 is no longer available',
        ],
        confidence: 'certain',
        kind: 'effect',
      },
    ],
    examples: [
      {
        text: 'level=WARN source=config.go:263 msg="invalid environment variable, using default" key=OLLAMA_MAX_QUEUE value=abc default=512',
        surface: 'log',
      },
      {
        text: 'level=ERROR source=config.go:160 msg="invalid setting" OLLAMA_MAX_LOADED_MODELS=x error="strconv.Atoi: parsing \\"x\\": invalid syntax"',
        surface: 'log',
      },
    ],
    confirm: serverEnvironment,
    fixes: {correct: setForServer('{variable}=VALUE'), remove: unsetForServer('{variable}')},
    links: ['https://docs.ollama.com/faq'],
  },
  'log-unreadable': {
    severity: 'warning',
    retryable: false,
    patterns: [
      {
        says: [
          'You are currently not seeing messages from other users and the system',
          'No journal files were opened due to insufficient permissions',
        ],
        confidence: 'certain',
        kind: 'effect',
      },
      {
        says: [
          'No journal files were found',
          '{cannot open|cannot find path|open|cat: |tail: |grep: }…{ollama/logs|ollama\\server.log|server.log|ollama.log}…{permission denied|no such file or directory|does not exist|access is denied|access to the path}',
          'failed to create server log',
          'Failed to open log dir',
        ],
        confidence: 'likely',
        kind: 'effect',
      },
      {says: ['-- No entries --', 'No such container: ollama'], confidence: 'possible', kind: 'effect'},
    ],
    examples: [
      {text: 'Hint: You are currently not seeing messages from other users and the system.', surface: 'cli'},
      {text: 'No journal files were opened due to insufficient permissions.', surface: 'cli'},
      {
        text: "tail: cannot open '/Users/user/.ollama/logs/server.log' for reading: No such file or directory",
        surface: 'cli',
      },
    ],
    confirm: [
      {run: 'id -nG', effect: 'safe', platform: 'linux'},
      {run: 'systemctl status ollama --no-pager', effect: 'safe', platform: 'linux'},
      {run: 'docker ps -a --filter ancestor=ollama/ollama', effect: 'safe', platform: 'docker'},
      {run: 'ls -la ~/.ollama/logs', effect: 'safe', platform: 'macos'},
      {run: 'Get-ChildItem "$env:LOCALAPPDATA\\Ollama"', effect: 'safe', platform: 'windows'},
    ],
    fixes: {
      point: [
        {run: 'ollama-doctor check[ --host {otherHost}] --file ollama.log', effect: 'safe'},
        {run: 'ollama-doctor check[ --host {otherHost}] --unit my-ollama', effect: 'safe', platform: 'linux'},
        {run: 'ollama-doctor check[ --host {otherHost}] --container my-ollama', effect: 'safe', platform: 'docker'},
      ],
      root: [
        {run: 'sudo journalctl -u ollama --no-pager -n 200', effect: 'needs-root', platform: 'linux'},
        {run: 'sudo docker logs --tail 200 ollama', effect: 'needs-root', platform: 'docker'},
      ],
      group: [
        {
          run: 'sudo usermod -aG systemd-journal "$USER"  # then log in again',
          effect: 'needs-root',
          platform: 'linux',
        },
      ],
      foreground: [],
      remote: [
        {
          run: '[ssh {remoteHost} journalctl -u ollama --no-pager --since -15min | ollama-doctor logs -]',
          effect: 'safe',
        },
      ],
    },
    links: ['https://docs.ollama.com/troubleshooting'],
  },
} as const satisfies Record<string, Entry>
